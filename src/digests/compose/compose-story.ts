import type { ReadyStory } from '../../model/digest.ts';
import type { StoryBlock } from '../../model/message.ts';
import type { ThreeBullets } from '../../model/summary.ts';
import { age, timeFrom } from './format-time.ts';
import { regionName, topicName } from '../../channels/names.ts';
import { outlets } from '../../../config/outlets.ts';
import type { Story } from '../../model/story.ts';

export type Reading = { now: number; timeZone: string };

const SHOWN_OUTLETS = 2;
const SHOWN_REGIONS = 3;
const SHOWN_TOPICS = 2;

/** A country's name behind its flag (two regional indicator symbols, Unicode UTS #51); UN regions have none. */
const withFlag = (region: string) =>
  /^[A-Z]{2}$/.test(region)
    ? `${region.replace(/[A-Z]/g, (letter) => String.fromCodePoint(0x1f1a5 + letter.charCodeAt(0)))}\u00a0${regionName(region)}`
    : regionName(region);

/** `Harbour Post, Sample Wire +3`. */
export function outletsLine(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_OUTLETS).join(', ');
  return names.length > SHOWN_OUTLETS ? `${shown} +${names.length - SHOWN_OUTLETS}` : shown;
}

/** Bullets that an outlet put over its own article are said to be its own. */
function ownPointsOf({ madeBy }: ReadyStory['summary']): string[] {
  if (madeBy.kind !== 'extractive' || !madeBy.ownPoints) return [];
  return [`${madeBy.ownPoints.outletName || 'the outlet'}'s own points`];
}

function detailLine({ story, summary }: ReadyStory, { now }: Reading): string {
  const places = story.regions.filter((region) => /^[A-Z]{2}$/.test(region));
  const regions = (places.length > 0 ? places : story.regions)
    .slice(0, SHOWN_REGIONS)
    .map(withFlag)
    .join(', ');
  const topics = story.topics.slice(0, SHOWN_TOPICS).map(topicName).join(', ');
  const told = age(story.newAt ?? story.firstSeenAt, now);
  return [outletsLine(story.outletNames), ...ownPointsOf(summary), ...noteStory(story), regions, topics, told]
    .filter(Boolean)
    .join(' · ');
}

const texts = ([first, second, third]: ThreeBullets): [string, string, string] => [
  first.text,
  second.text,
  third.text,
];

/** One story as it looks in a channel; `hasMoved` marks it as changed and says what changed. */
export function composeStory(
  ready: ReadyStory,
  reading: Reading,
  place: { number: number | null; hasMoved: boolean },
): StoryBlock {
  const { story, summary } = ready;
  const changeLine =
    story.change && place.hasMoved
      ? `Changed ${timeFrom(story.change.at, reading.now, reading.timeZone)}: ${story.change.line}`
      : null;
  return {
    kind: 'story',
    storyId: story.id,
    number: place.number,
    headline: summary.headline,
    url: story.url,
    mark: changeLine ? 'changed' : 'new',
    changeLine,
    bullets: texts(summary.bullets),
    detailLine: detailLine(ready, reading),
    hasButtons: true,
  };
}

const kindsOfFamily = Map.groupBy(outlets, ({ family }) => family);

/** Whether every outlet that a publisher family is known for is directed by a government or ruling party. */
function isStateFamily(family: string): boolean {
  const known = kindsOfFamily.get(family);
  return known !== undefined && known.every(({ kind }) => kind === 'state-controlled');
}

/** What a reader should know of who stands behind a story before believing it; empty where nothing is odd. */
export function noteStory({
  publisherFamilies,
  dispute,
}: Pick<Story, 'publisherFamilies' | 'dispute'>): string[] {
  const notes: string[] = [];
  if (publisherFamilies.length > 0 && publisherFamilies.every(isStateFamily)) notes.push('state media only');
  else if (publisherFamilies.length === 1) notes.push('one publisher');
  if (dispute) notes.push(`disputed: ${dispute}`);
  return notes;
}
