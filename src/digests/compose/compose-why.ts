import type { Article } from '../../model/article.ts';
import type { Block, Message, Span } from '../../model/message.ts';
import { composeText } from './compose-answers.ts';
import type { Reading } from './compose-story.ts';
import {
  explainImportance,
  explainLooseArticle,
  explainStory,
  type StoryFacts,
} from '../choose/explain-story.ts';
import { dateAndTime } from './format-time.ts';

const linked = (text: string, url: string | null): Span => (url ? { text, url } : { text });

/** Why a story is, or is not, in the channel: what decided, then its weight in parts. */
export function composeWhy(
  facts: StoryFacts,
  { article, others }: { article: Article | null; others: readonly string[] },
): Message {
  const { story, ready } = facts;
  const headline = ready?.summary.headline ?? story.title;
  const { isPosted, sentences } = explainStory(facts);
  const [verdict = '', ...more] = sentences;
  const score = Math.round(story.importance.score);
  const blocks: Block[] = [
    { kind: 'heading', text: `Why: ${headline}` },
    {
      kind: 'text',
      spans: [{ text: isPosted ? 'Posted. ' : 'Not posted. ', style: 'bold' }, { text: verdict }],
    },
    ...more.map((text): Block => ({ kind: 'text', spans: [{ text }] })),
  ];
  if (article && story.articleCount > 1)
    blocks.push({
      kind: 'text',
      spans: [
        linked(article.title, article.url),
        { text: ` is one of ${story.articleCount} articles that tell this story; a story is posted once.` },
      ],
    });
  blocks.push(
    { kind: 'text', spans: [{ text: `It weighs ${score} of 100`, style: 'bold' }] },
    { kind: 'list', items: explainImportance(story).map((text) => [{ text }]) },
  );
  const asked = others.length > 0 ? `Also matching: ${others.join(' · ')}` : null;
  const seen = `First seen ${dateAndTime(story.firstSeenAt, facts.timeZone)}, version ${story.version}`;
  blocks.push({ kind: 'footer', text: [seen, asked].filter(Boolean).join(' · ') });
  return { blocks, fallbackText: `${headline}\n${sentences.join(' ')}` };
}

/** Why an article is in no story. */
export function composeLooseArticle(article: Article, reading: Reading): Message {
  const sentence = explainLooseArticle(article);
  return {
    blocks: [
      { kind: 'heading', text: `Why: ${article.title}` },
      { kind: 'text', spans: [{ text: 'Not posted. ', style: 'bold' }, { text: sentence }] },
      {
        kind: 'footer',
        text: `${article.outletName} · seen ${dateAndTime(article.firstSeenAt, reading.timeZone)}`,
      },
    ],
    fallbackText: `${article.title}\n${sentence}`,
  };
}

export function composeNothingFound(about: string): Message {
  return composeText(
    `Nothing that was read in the last three months is about "${about.slice(0, 200)}". Try fewer words, or the link of an article.`,
  );
}
