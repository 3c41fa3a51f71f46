import { composeText } from '../src/digests/compose/compose-answers.ts';
import { composeHistory } from '../src/digests/compose/compose-history.ts';
import { WITHDRAWN_HERE } from '../src/digests/compose/compose-marks.ts';
import { composeLooseArticle, composeNothingFound } from '../src/digests/compose/compose-why.ts';
import { noteStory } from '../src/digests/compose/compose-story.ts';
import type { Article } from '../src/model/article.ts';
import type { StoryHistory, Telling } from '../src/model/history.ts';
import type { Story, StoryVersion } from '../src/model/story.ts';
import type { Store } from '../src/store/store.ts';
import { outletOf } from '../src/stories/outlets.ts';
import { ABOUT_OPTION, type Command, SHARE_OPTION, textOf } from './command.ts';
import { readPlace } from './context.ts';
import { findStory } from './find-story.ts';

export const storyCommand: Command = {
  definition: {
    name: 'story',
    description: "A story's timeline, who told it and what its bullets rest on",
    access: 'reader',
    options: [ABOUT_OPTION, SHARE_OPTION],
    examples: ['/story grain deal'],
  },
  run: async ({ options, address }, context) => {
    const { store, pagesFor } = context;
    const about = textOf(options, 'about') ?? '';
    const { reading, languages } = await readPlace(address, context);
    const found = await findStory(about, languages, context);
    if (found.kind === 'article') return composeLooseArticle(found.article, reading);
    if (found.kind === 'nothing') return composeNothingFound(about);
    const { id } = found.story;
    if ((await store.withdrawals.listOf(address)).has(id)) return composeText(WITHDRAWN_HERE);
    const pages = pagesFor(address.platform);
    const history = await readHistory(store, found.story, languages);
    return composeHistory(history, reading, pages && `${pages}/stories/${id}`);
  },
};

/** All that is known of a story's way, with its summary in the first of the languages that has one. */
export async function readHistory(
  store: Pick<Store, 'stories' | 'articles' | 'archive'>,
  story: Story,
  languages: readonly string[],
): Promise<StoryHistory> {
  const [ready, versions, articles] = await Promise.all([
    store.stories.getReady(story.id, languages),
    store.archive.versionsOf(story.id),
    store.articles.listOfStory(story.id),
  ]);
  return {
    story,
    summary: ready?.summary ?? null,
    versions: versions.length > 0 ? versions : [began(story)],
    tellings: articles
      .toSorted((a, b) => a.firstSeenAt - b.firstSeenAt || a.id.localeCompare(b.id))
      .map(toTelling),
    notes: noteStory(story),
  };
}

function toTelling(article: Article): Telling {
  const outlet = outletOf(article.outletDomain);
  return {
    articleId: article.id,
    outletName: article.outletName,
    country: outlet?.country ?? null,
    isStateControlled: outlet?.kind === 'state-controlled',
    title: article.title,
    url: article.url,
    firstSeenAt: article.firstSeenAt,
  };
}

/** Of a story stored before versions were kept: that it began. */
const began = ({ firstSeenAt, title, url }: Story): StoryVersion => ({
  version: 1,
  at: firstSeenAt,
  kind: 'first',
  line: null,
  title,
  url,
});
