import type { Article } from '../../model/article.ts';
import type { ReadyStory } from '../../model/digest.ts';
import type { Mark } from '../../model/mark.ts';
import type { ActionsBlock, Block, Message, Span } from '../../model/message.ts';
import type { Story } from '../../model/story.ts';
import type { Bullet, DraftSummary } from '../../model/summary.ts';
import { summarisedHow } from './compose-digest.ts';
import { outletsLine, type Reading } from './compose-story.ts';
import { dateAndTime } from './format-time.ts';

/** A message of plain paragraphs. */
export function composeText(...paragraphs: readonly string[]): Message {
  return {
    blocks: paragraphs.map((text) => ({ kind: 'text', spans: [{ text }] })),
    fallbackText: paragraphs.join('\n'),
  };
}

/** Stories without bullets: each with its link, and why there are none. */
export function composeUntold(stories: readonly Story[]): Message {
  const items = stories.map(({ title, url, outletNames, stateReason }): Span[] => [
    { text: title, ...(url !== null && { url }) },
    { text: ` (${outletsLine(outletNames)}). No bullets: ${stateReason ?? 'it waits for its summary.'}` },
  ]);
  return {
    blocks: [{ kind: 'list', items, storyIds: stories.map(({ id }) => id) }],
    fallbackText: stories.map(({ title }) => title).join('\n'),
  };
}

const seenAt = ({ firstSeenAt }: Article, { timeZone }: Reading) =>
  ` · seen ${dateAndTime(firstSeenAt, timeZone)}`;

/** Each bullet with the sentence that it rests on, its outlet, link and when it was seen; `articles` are the story's. */
export function composeEvidence(
  { summary }: ReadyStory,
  articles: readonly Article[],
  reading: Reading,
): Message {
  const blocks: Block[] = [{ kind: 'heading', text: `Evidence: ${summary.headline}` }];
  for (const bullet of summary.bullets) {
    const { articleId, outletName, url } = bullet.evidence;
    const article = articles.find(({ id }) => id === articleId);
    blocks.push({ kind: 'text', spans: [{ text: bullet.text, style: 'bold' }] });
    blocks.push({ kind: 'quote', spans: spansOfEvidence(bullet) }, ...namesOf(bullet));
    blocks.push({
      kind: 'text',
      spans: [
        { text: 'From ' },
        url ? { text: outletName, url } : { text: outletName },
        ...(article ? [{ text: seenAt(article, reading) }] : []),
        ...(bullet.checkedBy === 'second-reading' ? [{ text: ` · ${SECOND_READING}` }] : []),
      ],
    });
  }
  blocks.push(...legendOf(summary.bullets), { kind: 'footer', text: summarisedHow([summary.madeBy]) });
  return { blocks, fallbackText: `Evidence: ${summary.headline}` };
}

export const SECOND_READING = 'borne out by a second reading';

/** The sentence that a bullet rests on: what was left out struck through, what was put in another form beside its new form. */
export function spansOfEvidence({ evidence, derivation }: Bullet): Span[] {
  if (!derivation?.some(({ fate }) => fate !== 'kept')) return [{ text: evidence.sentence }];
  return derivation.flatMap(({ text, fate, shown }): Span[] => {
    if (fate === 'kept') return [{ text }];
    const left: Span = { text, style: 'strike' };
    return fate === 'changed' && shown ? [left, { text: ` ${shown}`, style: 'mark' }] : [left];
  });
}

/** Other sentences of the article from which names in the bullet were taken. */
const namesOf = ({ evidence: { references = [] }, derivation }: Bullet): Block[] =>
  derivation?.some(({ fate }) => fate === 'changed')
    ? references.map((text) => ({ kind: 'quote', spans: [{ text: 'Names: ', style: 'italic' }, { text }] }))
    : [];

/** The evidence of a bullet where nothing else is said of it. */
export function quoteEvidence(bullet: Bullet, by = ''): Block[] {
  const how = [by, bullet.checkedBy === 'second-reading' ? SECOND_READING : ''].filter(Boolean).join(', ');
  const spans = [...spansOfEvidence(bullet), ...(how ? [{ text: ` (${how})` }] : [])];
  return [{ kind: 'quote', spans }, ...namesOf(bullet)];
}

/** What the marks in the evidence mean, drawn as they are; nothing where there are none. */
export function spansOfLegend(bullets: readonly Bullet[]): Span[] {
  const fates = new Set(bullets.flatMap(({ derivation }) => derivation?.map(({ fate }) => fate) ?? []));
  const isChanged = fates.has('changed');
  if (!isChanged && !fates.has('left-out')) return [];
  const put: Span[] = isChanged ? [{ text: ', ' }, { text: 'put in its place', style: 'mark' }] : [];
  return [{ text: 'For the bullet: ' }, { text: 'left out', style: 'strike' }, ...put];
}

/** The same as a line of its own. */
export function legendOf(bullets: readonly Bullet[]): Block[] {
  const spans = spansOfLegend(bullets);
  return spans.length > 0 ? [{ kind: 'text', spans }] : [];
}

/** Sources that an answer lists: two Discord screens, and within the limits of one message. */
const SOURCES_SHOWN = 12;

/** Who tells the story, first to report first, and what can be done about it; managers can do more. */
export function composeMore(
  { story, summary }: ReadyStory,
  articles: readonly Article[],
  reading: Reading & { mark: Mark['kind'] | null; canManage: boolean },
): Message {
  const sorted = articles.toSorted((a, b) => a.firstSeenAt - b.firstSeenAt || a.id.localeCompare(b.id));
  const items = sorted
    .slice(0, SOURCES_SHOWN)
    .map((article): Span[] => [
      { text: article.outletName, style: 'bold' },
      { text: ': ' },
      article.url ? { text: article.title, url: article.url } : { text: article.title },
      { text: seenAt(article, reading) },
    ]);
  const left = sorted.length - items.length;
  if (left > 0) items.push([{ text: `and ${left} more` }]);
  return {
    blocks: [
      {
        kind: 'heading',
        text: summary.headline,
        aside: `${sorted.length} ${sorted.length === 1 ? 'article' : 'articles'}`,
      },
      { kind: 'list', items },
      { kind: 'actions', storyId: story.id, buttons: moreButtons(reading) },
    ],
    fallbackText: `Sources: ${summary.headline}`,
  };
}

function moreButtons({
  mark,
  canManage,
}: {
  mark: Mark['kind'] | null;
  canManage: boolean;
}): ActionsBlock['buttons'] {
  const forAll = [
    { action: 'useful', label: 'Useful' },
    { action: 'not-useful', label: 'Not useful' },
    { action: 'why', label: 'Why' },
  ] as const;
  if (!canManage) return forAll;
  return [
    mark === 'follow' ? { action: 'unfollow', label: 'Unfollow' } : { action: 'follow', label: 'Follow' },
    mark === 'mute' ? { action: 'unmute', label: 'Unmute' } : { action: 'mute', label: 'Mute' },
    ...forAll,
    { action: 'withdraw', label: 'Withdraw', isDangerous: true },
  ];
}

/** Three bullets for a page that somebody asked about. */
export function composeLinkSummary(
  summary: DraftSummary,
  page: { url: string | null; siteName: string; note: string | null },
  options: { hasEvidence: boolean },
): Message {
  const headline: Span = { text: summary.headline, style: 'bold', ...(page.url ? { url: page.url } : {}) };
  const blocks: Block[] = [{ kind: 'text', spans: [headline] }];
  if (options.hasEvidence) {
    for (const bullet of summary.bullets) {
      blocks.push({ kind: 'list', items: [[{ text: bullet.text }]] });
      blocks.push(...quoteEvidence(bullet));
    }
    blocks.push(...legendOf(summary.bullets));
  } else {
    blocks.push({ kind: 'list', items: summary.bullets.map((bullet) => [{ text: bullet.text }]) });
  }
  const { madeBy } = summary;
  const why = madeBy.kind === 'extractive' ? madeBy.insteadOfModel : null;
  const details = [page.siteName, page.note, summarisedHow([madeBy]), why];
  blocks.push({ kind: 'footer', text: details.filter(Boolean).join(' · ') });
  return {
    blocks,
    fallbackText: [summary.headline, ...summary.bullets.map((bullet) => `• ${bullet.text}`)].join('\n'),
  };
}

/** Where a channel's digests are read as a feed; `address` is without its ending. */
export function composeDigestFeed(address: string, isReachable: boolean): Message {
  const span = (name: string, url: string): Span[] => [
    { text: `${name}: `, style: 'bold' },
    isReachable ? { text: url, url } : { text: url, style: 'code' },
  ];
  const hint = isReachable
    ? ''
    : ' It is reached on the machine that Sitrep runs on; with PUBLIC_URL and WEB_TOKEN set, from elsewhere too.';
  return {
    blocks: [
      { kind: 'heading', text: "This channel's digests as a feed" },
      { kind: 'list', items: [span('RSS', `${address}.xml`), span('JSON Feed', `${address}.json`)] },
      {
        kind: 'footer',
        text: `The address is a secret: whoever has it can read the digests.${hint} The archive page makes a new one.`,
      },
    ],
    fallbackText: `${address}.xml\n${address}.json`,
  };
}
