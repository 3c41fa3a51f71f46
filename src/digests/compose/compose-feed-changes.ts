import { FEEDS_IN_ANSWER, OPML_IN_ANSWER_CHARS, PREVIEW_ITEMS } from '../../../config/manage-feeds-tuning.ts';
import type { Block, Message, Span } from '../../model/message.ts';
import { age } from './format-time.ts';

export type NamedFeed = { name: string; url: string };

/** What would come from a feed. */
export type FeedPreview = NamedFeed & {
  language: string | null;
  /** As the feed has them, newest first in nearly all. `reason` says why an article is or is not wanted. */
  items: readonly {
    title: string;
    url: string | null;
    /** Epoch ms. */
    publishedAt: number | null;
    isWanted: boolean;
    reason: string;
  }[];
  /** A date of the feed that could not be read, as it stands. */
  unreadableDate: string | null;
  /** The feed that is there already under this address or another spelling of it. */
  knownAs: NamedFeed | null;
};

/** How the feeds command is typed where the answer goes, e.g. `/feeds` or `sitrep feeds`; and the instant, epoch ms. */
export type FeedReading = { command: string; now: number };

const code = (text: string): Span => ({ text, style: 'code' });
const linked = ({ name, url }: NamedFeed): Span => ({ text: name, url, style: 'bold' });
const sentence = (...spans: readonly Span[]): Block => ({ kind: 'text', spans });

/** The first of many as a list, and how many more there are. */
export function listSome<T>(all: readonly T[], limit: number, draw: (one: T) => Span[]): Block[] {
  const items = all.slice(0, limit).map(draw);
  if (all.length > limit) items.push([{ text: `and ${all.length - limit} more` }]);
  return items.length > 0 ? [{ kind: 'list', items }] : [];
}

const drawNamed = (feed: NamedFeed): Span[] => [linked(feed), { text: ` ${feed.url}` }];

function drawPreview(preview: FeedPreview, now: number): Block[] {
  const { items, language, unreadableDate } = preview;
  const wanted = items.filter(({ isWanted }) => isWanted).length;
  const counted = `${items.length} ${items.length === 1 ? 'item' : 'items'}, ${wanted} of them news between states`;
  return [
    sentence({ text: [counted, language ? `in ${language}` : null].filter(Boolean).join(', ') }),
    ...listSome(items, PREVIEW_ITEMS, ({ title, url, publishedAt, isWanted, reason }) => [
      url ? { text: title, url } : { text: title },
      { text: publishedAt === null ? '' : ` · ${age(publishedAt, now)}` },
      { text: isWanted ? ' · would be read' : ` · left out: ${reason}`, style: 'italic' },
    ]),
    ...(unreadableDate === null
      ? []
      : [
          sentence({ text: 'A date cannot be read: ' }, code(unreadableDate), {
            text: '. Such items have the date of their page, or none; the feed should give dates like 2025-09-04T12:00:00Z.',
          }),
        ]),
  ];
}

function answer(title: string, blocks: readonly Block[], aside?: string): Message {
  return {
    blocks: [{ kind: 'heading', text: title, ...(aside ? { aside } : {}) }, ...blocks],
    fallbackText: title,
  };
}

export function composeAdded(preview: FeedPreview, { now, command }: FeedReading): Message {
  const footer =
    'It is polled from now on. What it holds today forms stories quietly; what comes next can be posted.';
  return answer(`Added: ${preview.name}`, [
    sentence({ text: preview.url, url: preview.url }),
    ...drawPreview(preview, now),
    { kind: 'footer', text: `${footer} ${command} remove ${preview.url} takes it away.` },
  ]);
}

export function composeKnown(feed: NamedFeed): Message {
  return answer('This feed is there already', [sentence(linked(feed), { text: ` ${feed.url}` })]);
}

/** Several feeds at one site: the person says which. */
export function composeSeveral(previews: readonly FeedPreview[], { command }: FeedReading): Message {
  return answer(
    'This site has several feeds: which one?',
    listSome(previews, FEEDS_IN_ANSWER, (preview) => [
      linked(preview),
      { text: ` · ${preview.items.length} items · ` },
      preview.knownAs ? { text: 'there already' } : code(`${command} add ${preview.url}`),
    ]),
  );
}

/** What would come from each feed that was found; nothing was stored. */
export function composePreviews(previews: readonly FeedPreview[], { now, command }: FeedReading): Message {
  const blocks = previews.flatMap((preview): Block[] => [
    sentence(linked(preview), { text: ` ${preview.url}` }),
    ...drawPreview(preview, now),
    preview.knownAs
      ? sentence({ text: 'This feed is there already.' })
      : sentence(code(`${command} add ${preview.url}`)),
  ]);
  const title = previews.length === 1 ? 'What would come' : `${previews.length} feeds, and what would come`;
  return answer(title, [...blocks, { kind: 'footer', text: 'Nothing was stored.' }]);
}

export function composeRemoved(feed: NamedFeed, { command }: FeedReading): Message {
  return answer(`Removed: ${feed.name}`, [
    sentence({ text: 'It is polled no more; what it brought stays. ' }, code(`${command} add ${feed.url}`), {
      text: ' brings it back.',
    }),
  ]);
}

/** Nothing was removed: several feeds, or none by exactly this name. */
export function composeUnclear(candidates: readonly NamedFeed[], { command }: FeedReading): Message {
  return answer('Which feed? Nothing was removed', [
    sentence({ text: 'Give its whole name or its address:' }),
    ...listSome(candidates, FEEDS_IN_ANSWER, (feed) => [
      linked(feed),
      { text: ' ' },
      code(`${command} remove ${feed.url}`),
    ]),
  ]);
}

export function composeImported(
  { added, known }: { added: readonly NamedFeed[]; known: number },
  { command }: FeedReading,
): Message {
  const title = `${added.length} ${added.length === 1 ? 'feed' : 'feeds'} added, ${known} there already`;
  const footer = `They are polled now. ${command} health shows how they do.`;
  return answer(title, [
    ...listSome(added, FEEDS_IN_ANSWER, drawNamed),
    ...(added.length > 0 ? [{ kind: 'footer', text: footer } as const] : []),
  ]);
}

/** The OPML document itself where it is short, else where to get it. `pageUrl` is the feed page's address, if any. */
export function composeExport(opml: string, pageUrl: string | null): Message {
  const download = pageUrl
    ? [sentence({ text: 'Download feeds.opml', url: `${pageUrl}.opml` })]
    : [
        sentence(
          { text: 'As a file, on the machine that runs it: ' },
          code('sitrep feeds export > feeds.opml'),
        ),
      ];
  // On one line: platforms show a run of code as one, and OPML has no need of more.
  const oneLine = opml.replaceAll(/>\s+</g, '><').trim();
  const isShort = oneLine.length <= OPML_IN_ANSWER_CHARS;
  return answer('Feeds as OPML', [...download, ...(isShort ? [sentence(code(oneLine))] : [])]);
}
