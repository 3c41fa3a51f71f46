import type { Coverage, Digest, ReadyStory } from '../model/digest.ts';
import type { Block, Message, Span } from '../model/message.ts';
import type { SummaryMaker } from '../model/summary.ts';
import { composeStory, type Reading } from './compose-story.ts';
import { dateAndTime, timeFrom, weekday, zoneName } from './format-time.ts';

const plural = (count: number, noun: string) =>
  `${count} ${count === 1 ? noun : noun.replace(/y$/, 'ie').concat('s')}`;

/** How the stories were summarised, in a few words: the reader must see a degraded digest. */
export function summarisedHow(makers: readonly SummaryMaker[]): string {
  const models = [...new Set(makers.flatMap((maker) => (maker.kind === 'model' ? [maker.model] : [])))];
  const extractive = makers.filter((maker) => maker.kind === 'extractive').length;
  if (models.length === 0) return 'summarised without a model';
  const by = `summarised by ${models.join(', ')}`;
  return extractive === 0 ? by : `${by}; ${extractive} without a model`;
}

/** `18 of 20 feeds · 2 silent since Mon`. */
export function coverageLine(coverage: Coverage, reading: Reading): string {
  const since =
    coverage.silentSince === null ? '' : ` since ${weekday(coverage.silentSince, reading.timeZone)}`;
  const silent = coverage.feedsSilent > 0 ? ` · ${coverage.feedsSilent} silent${since}` : '';
  return `Coverage: ${coverage.feedsWorking} of ${plural(coverage.feedsTotal, 'feed')}${silent}`;
}

function footer(digest: Digest, reading: Reading): Block {
  const next =
    digest.nextDigestAt === null
      ? null
      : `next: ${timeFrom(digest.nextDigestAt, reading.now, reading.timeZone)}`;
  const how =
    digest.stories.length > 0 ? summarisedHow(digest.stories.map(({ summary }) => summary.madeBy)) : null;
  const more = digest.leftOut > 0 ? `${digest.leftOut} more of less weight left out` : null;
  return {
    kind: 'footer',
    text: [coverageLine(digest.coverage, reading), how, more, next].filter(Boolean).join(' · '),
  };
}

const TITLES: Record<Digest['kind'], string> = {
  scheduled: 'World digest',
  first: 'First digest',
  'as-it-happens': 'As it happens',
  asked: 'World digest',
};

/** What a notification and a screen reader get: the headlines. */
function fallback(title: string, stories: readonly ReadyStory[]): string {
  return [title, ...stories.map(({ summary }) => summary.headline)].join('\n');
}

/**
 * A digest as a neutral message: heading, stories in order, "Updated" lines, footer.
 * Pure: the same digest and reading give the same message on every platform.
 */
export function composeDigest(digest: Digest, reading: Reading, about?: string): Message {
  const title = `${TITLES[digest.kind]}${about ? ` (${about})` : ''} · ${dateAndTime(digest.at, reading.timeZone)} ${zoneName(digest.at, reading.timeZone)}`;
  const counted = `${plural(digest.stories.length, 'story')} from ${plural(digest.articleCount, 'article')}`;
  const blocks: Block[] = [{ kind: 'heading', text: title, aside: counted }];
  digest.stories.forEach((ready, index) =>
    blocks.push(composeStory(ready, reading, { number: index + 1, hasMoved: isOld(ready, digest) })),
  );
  if (digest.updated.length > 0) {
    blocks.push({ kind: 'text', spans: [{ text: 'Updated', style: 'bold' }] });
    blocks.push({ kind: 'list', items: digest.updated.map(updatedLine) });
  }
  blocks.push(footer(digest, reading));
  return { blocks, fallbackText: fallback(title, digest.stories) };
}

/** Older than what the digest covers: it stands there because it moved. */
const isOld = ({ story }: ReadyStory, { coversSince }: Digest) =>
  (story.newAt ?? story.firstSeenAt) < coversSince;

const updatedLine = (entry: Digest['updated'][number]): Span[] => [
  { text: entry.headline, style: 'bold' },
  { text: `: ${entry.line}` },
];

/** One story posted by itself: its block, and how it was summarised. */
export function composeSingleStory(ready: ReadyStory, reading: Reading): Message {
  return {
    blocks: [
      composeStory(ready, reading, { number: null, hasMoved: false }),
      { kind: 'footer', text: summarisedHow([ready.summary.madeBy]) },
    ],
    fallbackText: ready.summary.headline,
  };
}
