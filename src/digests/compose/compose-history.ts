import type { StoryHistory, Telling } from '../../model/history.ts';
import type { Block, Message, Span } from '../../model/message.ts';
import type { StoryVersion } from '../../model/story.ts';
import { composeStory, type Reading } from './compose-story.ts';
import { regionName } from '../../channels/names.ts';
import { dateAndTime, zoneName } from './format-time.ts';
import { countries, unRegionOf } from '../../../config/regions.ts';
import type { ReadyStory } from '../../model/digest.ts';
import { byImportance } from '../choose/choose-stories.ts';

/** More would not be read in a chat; the page has all. */
const SHOWN_OUTLETS = 10;

const KINDS: Record<StoryVersion['kind'], string> = {
  first: 'First report',
  update: 'Changed',
  correction: 'Corrected',
  retraction: 'Taken back',
};

const bold = (text: string): Block => ({ kind: 'text', spans: [{ text, style: 'bold' }] });

const linked = (text: string, url: string | null): Span => (url ? { text, url } : { text });

const versionLine = ({ at, kind, line, title, url }: StoryVersion, { timeZone }: Reading): Span[] => [
  { text: `${dateAndTime(at, timeZone)} ${KINDS[kind]}: `, style: 'bold' },
  line === null ? linked(title, url) : linked(line, url),
];

function tellingLine(telling: Telling, { timeZone }: Reading): Span[] {
  const place = telling.country === null ? '' : ` (${regionName(telling.country)})`;
  const control = telling.isStateControlled ? ', state-controlled' : '';
  return [
    { text: dateAndTime(telling.firstSeenAt, timeZone), style: 'bold' },
    { text: ` ${telling.outletName}${place}${control}: ` },
    linked(telling.title, telling.url),
  ];
}

/** Each outlet's first article, first to report first. */
export function firstTellings(tellings: readonly Telling[]): Telling[] {
  const first = new Map<string, Telling>();
  for (const telling of tellings) if (!first.has(telling.outletName)) first.set(telling.outletName, telling);
  return [...first.values()];
}

/** A story with its timeline, its outlets in the order in which they were first seen, and what each bullet rests on. */
export function composeHistory(history: StoryHistory, reading: Reading, pageUrl: string | null): Message {
  const { story, summary, versions, tellings } = history;
  const blocks: Block[] = summary
    ? [composeStory({ story, summary }, reading, { number: null, hasMoved: story.version > 1 })]
    : [{ kind: 'heading', text: story.title }];
  blocks.push(bold(`Timeline (${zoneName(reading.now, reading.timeZone)})`), {
    kind: 'list',
    items: versions.map((version) => versionLine(version, reading)),
  });
  const outlets = firstTellings(tellings);
  if (outlets.length > 0) {
    const more = outlets.length - SHOWN_OUTLETS;
    const items = outlets.slice(0, SHOWN_OUTLETS).map((telling) => tellingLine(telling, reading));
    if (more > 0) items.push([{ text: `and ${more} more` }]);
    blocks.push(bold('Who told it, and since when'), { kind: 'list', items });
  }
  if (summary) blocks.push(bold('What the bullets rest on'));
  for (const { evidence } of summary?.bullets ?? [])
    blocks.push({
      kind: 'quote',
      spans: [{ text: `${evidence.sentence} ` }, linked(`(${evidence.outletName})`, evidence.url)],
    });
  const counts = `${tellings.length} articles, ${outlets.length} outlets, version ${story.version}`;
  blocks.push({ kind: 'footer', text: [counts, pageUrl].filter(Boolean).join(' · ') });
  return { blocks, fallbackText: summary?.headline ?? story.title };
}

/** More blocks than this nobody reads at once; the others get a line each. */
const SHOWN_STORIES = 12;
const SHOWN_LINES = 20;
const ELSEWHERE = 'Elsewhere';

const withinOf = new Map(countries.map(({ code, within }) => [code, within]));

/** The part of the world that a story is about first: `Africa`, `Asia`, `Europe`, ... */
function partOfWorld({ story }: ReadyStory): string {
  for (const region of story.regions) {
    const within = withinOf.get(region) ?? region;
    const part = unRegionOf[within] ?? (Object.values(unRegionOf).includes(within) ? within : null);
    if (part) return part;
  }
  return ELSEWHERE;
}

/** Parts of the world by their weightiest story, what is nowhere last. */
function byPart(stories: readonly ReadyStory[]): [string, ReadyStory[]][] {
  const parts = Map.groupBy(stories.toSorted(byImportance), partOfWorld);
  return [...parts].sort(([a], [b]) => Number(a === ELSEWHERE) - Number(b === ELSEWHERE));
}

/**
 * What a channel got since an instant (epoch ms) and what moved since then: three bullets a story, by part of the world.
 * `stories` are as they stand now; one that moved since then says what changed.
 */
export function composeCatchup(
  { stories, since }: { stories: readonly ReadyStory[]; since: number },
  reading: Reading,
): Message {
  const from = `${dateAndTime(since, reading.timeZone)} ${zoneName(since, reading.timeZone)}`;
  const title = `Since ${from}`;
  if (stories.length === 0)
    return {
      blocks: [
        { kind: 'heading', text: title },
        { kind: 'text', spans: [{ text: 'This channel got nothing since then, and nothing it has moved.' }] },
      ],
      fallbackText: `${title}: nothing`,
    };
  const hasMoved = ({ story }: ReadyStory) => story.change !== null && story.change.at >= since;
  const moved = stories.filter(hasMoved).length;
  const aside = `${stories.length} ${stories.length === 1 ? 'story' : 'stories'}${moved > 0 ? `, ${moved} changed` : ''}`;
  const sorted = stories.toSorted(byImportance);
  const shown = sorted.slice(0, SHOWN_STORIES);
  const blocks: Block[] = [{ kind: 'heading', text: title, aside }];
  for (const [part, group] of byPart(shown)) {
    blocks.push({ kind: 'text', spans: [{ text: part, style: 'bold' }] });
    for (const ready of group)
      blocks.push(composeStory(ready, reading, { number: null, hasMoved: hasMoved(ready) }));
  }
  const lines = sorted.slice(SHOWN_STORIES, SHOWN_STORIES + SHOWN_LINES);
  const left = sorted.length - shown.length - lines.length;
  if (lines.length > 0) {
    blocks.push({ kind: 'text', spans: [{ text: 'Of less weight', style: 'bold' }] });
    blocks.push({
      kind: 'list',
      items: [
        ...lines.map(({ summary }) => [{ text: summary.headline }]),
        ...(left > 0 ? [[{ text: `and ${left} more` }]] : []),
      ],
    });
  }
  return { blocks, fallbackText: [title, ...sorted.map(({ summary }) => summary.headline)].join('\n') };
}
