import { presets } from '../../../config/presets.ts';
import type { ChannelWishes } from '../../model/channel.ts';
import type { AlsoReported, Coverage, Digest, ReadyStory } from '../../model/digest.ts';
import type { Block, Message, Span } from '../../model/message.ts';
import type { SummaryMaker } from '../../model/summary.ts';
import { composeStory, outletsLine, type Reading } from './compose-story.ts';
import { dateAndTime, dayFrom, timeFrom, zoneName } from './format-time.ts';
import { isUnfiltered } from '../../channels/match-filter.ts';

const plural = (count: number, noun: string) =>
  `${count} ${count === 1 ? noun : noun.replace(/y$/, 'ie').concat('s')}`;

/** What `summarisedHow` says, found again in a footer. */
export const MAKERS_LINE = /^summarised (?:by|without) /u;

/** How the stories were summarised, in a few words: the reader must see a degraded digest. */
export function summarisedHow(makers: readonly SummaryMaker[]): string {
  const models = [...new Set(makers.flatMap((maker) => (maker.kind === 'model' ? [maker.model] : [])))];
  const extractive = makers.filter((maker) => maker.kind === 'extractive').length;
  if (models.length === 0) return 'summarised without a model';
  const by = `summarised by ${models.join(', ')}`;
  return extractive === 0 ? by : `${by}; ${extractive} without a model`;
}

/** More folders than this make no footer; the page of feeds has them all. */
const SHOWN_FOLDERS = 3;

/** `18 of 20 feeds · 2 silent since Mon · Sahel: 4 of 6 feeds silent since Tue`. */
export function coverageLine(coverage: Coverage, reading: Reading): string {
  const since =
    coverage.silentSince === null
      ? ''
      : ` since ${dayFrom(coverage.silentSince, reading.now, reading.timeZone)}`;
  const silent = coverage.feedsSilent > 0 ? ` · ${coverage.feedsSilent} silent${since}` : '';
  const thin = (coverage.thin ?? [])
    .toSorted((a, b) => b.silent / b.total - a.silent / a.total || a.folder.localeCompare(b.folder))
    .slice(0, SHOWN_FOLDERS)
    .map(
      (folder) =>
        ` · ${folder.folder}: ${folder.silent} of ${plural(folder.total, 'feed')} silent since ${dayFrom(folder.since, reading.now, reading.timeZone)}`,
    );
  return `Coverage: ${coverage.feedsWorking} of ${plural(coverage.feedsTotal, 'feed')}${silent}${thin.join('')}`;
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

const TITLES: Partial<Record<Digest['kind'], string>> = {
  first: 'First digest',
  'as-it-happens': 'As it happens',
  alert: 'Alert',
  'after-quiet': 'While it was quiet',
};

/** What a digest is of: what was asked about, and the wishes of the channel that it is made for. */
type Scope = { about?: string | null; wishes?: Pick<ChannelWishes, 'preset' | 'filter'> | undefined };

/** `Middle East digest`; a channel with a filter of its own making has just a digest. */
function titleOf(kind: Digest['kind'], { about, wishes }: Scope): string {
  const preset = presets.find(({ id }) => id === wishes?.preset)?.name;
  const isFiltered = wishes !== undefined && !isUnfiltered(wishes.filter);
  const of = about ? 'World digest' : preset ? `${preset} digest` : isFiltered ? 'Digest' : 'World digest';
  return `${TITLES[kind] ?? of}${about ? ` (${about})` : ''}`;
}

/** What a notification and a screen reader get: the headlines. */
function fallback(title: string, stories: readonly ReadyStory[]): string {
  return [title, ...stories.map(({ summary }) => summary.headline)].join('\n');
}

/**
 * A digest as a neutral message: heading, stories in order, "Updated" lines, footer.
 * Pure: the same digest and reading give the same message on every platform.
 */
export function composeDigest(digest: Digest, reading: Reading, scope: Scope = {}): Message {
  if (digest.kind === 'alert') return withMakers(composeAlert(digest, reading), digest.stories);
  const title = `${titleOf(digest.kind, scope)} · ${dateAndTime(digest.at, reading.timeZone)} ${zoneName(digest.at, reading.timeZone)}`;
  const counted = `${plural(digest.stories.length, 'story')} from ${plural(digest.articleCount, 'article')}`;
  const blocks: Block[] = [{ kind: 'heading', text: title, aside: counted }];
  digest.stories.forEach((ready, index) =>
    blocks.push(composeStory(ready, reading, { number: index + 1, hasMoved: isOld(ready, digest) })),
  );
  if (digest.updated.length > 0) {
    blocks.push({ kind: 'text', spans: [{ text: 'Updated', style: 'bold' }] });
    blocks.push({
      kind: 'list',
      items: digest.updated.map(updatedLine),
      storyIds: digest.updated.map(({ storyId }) => storyId),
    });
  }
  if (digest.alsoReported && digest.alsoReported.length > 0) {
    blocks.push({ kind: 'text', spans: [{ text: 'Also reported', style: 'bold' }] });
    blocks.push({ kind: 'list', items: digest.alsoReported.map(alsoReportedLine) });
  }
  blocks.push(footer(digest, reading));
  return { blocks, fallbackText: fallback(title, digest.stories) };
}

/** A digest in which nothing is new, as one line: that the channel was not forgotten. */
export function composeQuietNight({ at, coversSince, nextDigestAt }: Digest, reading: Reading): Message {
  const since = timeFrom(coversSince, reading.now, reading.timeZone);
  const next =
    nextDigestAt === null ? '' : ` Next: ${timeFrom(nextDigestAt, reading.now, reading.timeZone)}.`;
  const zone = zoneName(at, reading.timeZone);
  const text = `${dateAndTime(at, reading.timeZone)} ${zone}: nothing new since ${since}.${next}`;
  return { blocks: [{ kind: 'text', spans: [{ text }] }], fallbackText: text };
}

/** Older than what the digest covers: it stands there because it moved. */
const isOld = ({ story }: ReadyStory, { coversSince }: Digest) =>
  (story.newAt ?? story.firstSeenAt) < coversSince;

const updatedLine = (entry: Digest['updated'][number]): Span[] => [
  { text: entry.headline, style: 'bold' },
  { text: `: ${entry.line}` },
];

const alsoReportedLine = ({ headline, outletNames, url }: AlsoReported): Span[] => [
  { text: headline, ...(url !== null && { url }) },
  { text: ` (${outletsLine(outletNames)})` },
];

/** One story posted by itself: its block, and how it was summarised. */
export function composeSingleStory(ready: ReadyStory, reading: Reading): Message {
  const block = composeStory(ready, reading, { number: null, hasMoved: false });
  return withMakers({ blocks: [block], fallbackText: ready.summary.headline }, [ready]);
}

function withMakers(message: Message, stories: readonly ReadyStory[]): Message {
  if (stories.length === 0) return message;
  const text = summarisedHow(stories.map(({ summary }) => summary.madeBy));
  return { ...message, blocks: [...message.blocks, { kind: 'footer', text }] };
}

/**
 * An alert as a neutral message, without its footer: its reason in one line, then the story's block; of a story that the
 * channel has already a line alone. What quiet hours held back (it covers more than its own instant) comes under one
 * heading, with a reason for each number.
 */
function composeAlert(alert: Digest, reading: Reading): Message {
  const { stories, updated, reasons = {} } = alert;
  const isRollUp = alert.coversSince < alert.at;
  const isNumbered = stories.length > 1;
  const blocks: Block[] = isRollUp ? [heading(alert, reading)] : [];
  const told = stories.map(({ story }, index) => ({
    number: isNumbered ? `${index + 1}: ` : '',
    reason: reasons[story.id] ?? '',
  }));
  if (told.length === 1) blocks.push(line('Alert', told[0]?.reason ?? ''));
  if (isNumbered)
    blocks.push({ kind: 'list', items: told.map(({ number, reason }) => [{ text: number + reason }]) });
  for (const [index, ready] of stories.entries())
    blocks.push(composeStory(ready, reading, { number: isNumbered ? index + 1 : null, hasMoved: false }));
  for (const { storyId, headline, line: change } of updated)
    blocks.push(line('Alert', `${headline}: ${change}${because(reasons[storyId])}`));
  return { blocks, fallbackText: plainText(stories, updated) };
}

const because = (reason: string | undefined): string => (reason ? ` (${reason})` : '');

function heading({ at, stories, updated }: Digest, { timeZone }: Reading): Block {
  const count = stories.length + updated.length;
  return {
    kind: 'heading',
    text: `Held back in quiet hours · ${dateAndTime(at, timeZone)} ${zoneName(at, timeZone)}`,
    aside: count === 1 ? '1 alert' : `${count} alerts`,
  };
}

function line(label: string, text: string): Block {
  const spans: Span[] = [{ text: `${label}: `, style: 'bold' }, { text }];
  return { kind: 'text', spans };
}

const plainText = (stories: readonly ReadyStory[], updated: Digest['updated']): string =>
  [...stories.map(({ summary }) => summary.headline), ...updated.map(({ headline }) => headline)]
    .map((headline) => `Alert: ${headline}`)
    .join('\n');
