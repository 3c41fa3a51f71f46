import { displayNames } from '../../config/regions.ts';
import { topics as knownTopics } from '../../config/topics.ts';
import type { ReadyStory } from '../model/digest.ts';
import type { Message, StoryBlock } from '../model/message.ts';
import type { ThreeBullets } from '../model/summary.ts';
import { age, timeFrom } from './format-time.ts';

export type Reading = { now: number; timeZone: string };

const regionNames = new Intl.DisplayNames('en', { type: 'region' });
const topicNames = new Map(knownTopics.map(({ id, name }) => [id, name.toLowerCase()]));
const SHOWN_OUTLETS = 2;
const SHOWN_REGIONS = 3;
const SHOWN_TOPICS = 2;

/** The English name of a country code; UN regions are names already. */
export const regionName = (region: string) =>
  /^[A-Z]{2}$/.test(region) ? (displayNames[region] ?? regionNames.of(region) ?? region) : region;

/** `Harbour Post, Sample Wire +3`. */
export function outletsLine(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_OUTLETS).join(', ');
  return names.length > SHOWN_OUTLETS ? `${shown} +${names.length - SHOWN_OUTLETS}` : shown;
}

function detailLine({ story }: ReadyStory, { now }: Reading): string {
  const places = story.regions.filter((region) => /^[A-Z]{2}$/.test(region));
  const regions = (places.length > 0 ? places : story.regions)
    .slice(0, SHOWN_REGIONS)
    .map(regionName)
    .join(', ');
  const topics = story.topics
    .slice(0, SHOWN_TOPICS)
    .map((topic) => topicNames.get(topic) ?? topic)
    .join(', ');
  const told = age(story.newAt ?? story.firstSeenAt, now);
  return [outletsLine(story.outletNames), regions, topics, told].filter(Boolean).join(' · ');
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

/** The message with one story's block replaced by its newest version; everything else stays as it was posted. */
export function reviseMessage(message: Message, ready: ReadyStory, reading: Reading): Message {
  const blocks = message.blocks.map((block) =>
    block.kind === 'story' && block.storyId === ready.story.id
      ? composeStory(ready, reading, { number: block.number, hasMoved: true })
      : block,
  );
  return { ...message, blocks };
}
