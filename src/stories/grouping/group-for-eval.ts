import { DAY } from '../../clock.ts';
import { storiesTuning } from '../../../config/stories-tuning.ts';
import { createGrouper, type GroupingArticle } from './group-articles.ts';

/** A record as `sitrep eval group` reads it; every field but `id` may be missing or of another type. */
export type GroupRecord = { id: unknown; [field: string]: unknown };

/** A date may run this far ahead of the record before; more is taken for a wrong date. */
const MAX_LEAP_MS = 60 * DAY;
const MAX_RETURN_MS = DAY;

/**
 * Groups records one by one in the order given, with the numbers of production; merged stories are under one id.
 */
export function groupForEval(records: readonly GroupRecord[]): { id: string; story: string }[] {
  let stories = 0;
  const grouper = createGrouper({ newId: () => `s${++stories}` });
  const into = new Map<string, string>();
  const placed: { id: string; story: string }[] = [];
  for (const article of readGroupRecords(records)) {
    for (const merge of grouper.settle(article.firstSeenAt)) into.set(merge.from, merge.into);
    const { storyId, mergedIds } = grouper.place(article);
    for (const from of mergedIds) into.set(from, storyId);
    placed.push({ id: article.id, story: storyId });
  }
  for (const merge of grouper.settle(Number.POSITIVE_INFINITY)) into.set(merge.from, merge.into);
  return placed.map(({ id, story }) => ({ id, story: follow(story, into) }));
}

/**
 * Records as articles. A plausible `publishedAt` is also when a record came; one without comes `undatedStepMs` after
 * the one before, so that order stands in for time.
 */
export function readGroupRecords(records: readonly GroupRecord[]): GroupingArticle[] {
  let now: number | null = null;
  return records.map((record) => {
    const publishedAt = readInstant(record['publishedAt']);
    now = arrivalOf(publishedAt, now);
    return {
      id: String(record.id),
      title: readText(record['title']),
      text: readText(record['text']),
      outletDomain: outletOf(record),
      url: readText(record['url']) || null,
      publishedAt,
      firstSeenAt: now,
      language: null,
    };
  });
}

function arrivalOf(publishedAt: number | null, before: number | null): number {
  if (before === null) return publishedAt ?? 0;
  const isPlausible =
    publishedAt !== null && publishedAt >= before - MAX_RETURN_MS && publishedAt <= before + MAX_LEAP_MS;
  return isPlausible ? Math.max(before, publishedAt) : before + storiesTuning.undatedStepMs;
}

function follow(story: string, into: ReadonlyMap<string, string>): string {
  let id = story;
  for (let next = into.get(id); next !== undefined; next = into.get(id)) id = next;
  return id;
}

const readText = (value: unknown): string => (typeof value === 'string' ? value : '');

function readInstant(value: unknown): number | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const instant = new Date(value).getTime();
  return Number.isNaN(instant) ? null : instant;
}

/** The host of the address where there is one, else the name of the source. */
function outletOf(record: GroupRecord): string {
  const url = readText(record['url']);
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./u, '') : '';
  return host || readText(record['source']);
}
