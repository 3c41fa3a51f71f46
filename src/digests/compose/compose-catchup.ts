import { countries, unRegionOf } from '../../../config/regions.ts';
import type { ReadyStory } from '../../model/digest.ts';
import type { Block, Message } from '../../model/message.ts';
import { byImportance } from '../choose/choose-stories.ts';
import { composeStory, type Reading } from './compose-story.ts';
import { dateAndTime, zoneName } from './format-time.ts';

/** More blocks than this nobody reads at once; the others get a line each. */
const SHOWN_STORIES = 12;
const SHOWN_LINES = 20;
const ELSEWHERE = 'Elsewhere';

const withinOf = new Map(countries.map(({ code, within }) => [code, within]));

/** The part of the world that a story is about first: `Africa`, `Asia`, `Europe`, ... */
export function partOfWorld({ story }: ReadyStory): string {
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
