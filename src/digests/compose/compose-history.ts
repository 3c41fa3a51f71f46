import type { StoryHistory, Telling } from '../../model/history.ts';
import type { Block, Message, Span } from '../../model/message.ts';
import type { StoryVersion } from '../../model/story.ts';
import { composeStory, type Reading } from './compose-story.ts';
import { regionName } from '../../channels/names.ts';
import { dateAndTime, zoneName } from './format-time.ts';

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
