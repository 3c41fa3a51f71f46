import { FEEDS_IN_NOTICE } from '../../../config/manage-feeds-tuning.ts';
import type { Feed } from '../../model/feed.ts';
import type { Block, Message, Span } from '../../model/message.ts';
import type { FeedNews } from '../choose/choose-notices.ts';
import type { Reading } from './compose-story.ts';
import { dateAndTime } from './format-time.ts';
import { nameOfFeed } from './compose-feed-list.ts';

/**
 * The notice about feeds for the managers of a channel, in its zone. `command` is how the feeds command is typed
 * there, e.g. `/feeds`.
 */
export function composeNotice(news: FeedNews, reading: Reading, command: string): Message {
  const title = `For managers: ${titleOf(news)}`;
  const since = (at: number) => `since ${dateAndTime(at, reading.timeZone)}`;
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    ...section('Given up by their sites, and no longer polled', news.retired, ({ failure }) =>
      failure ? `: ${failure.message}` : '',
    ),
    ...section('Failing for a day', news.failing, ({ failure }) =>
      failure ? `, ${since(failure.since)}: ${failure.message}` : '',
    ),
    ...section('Read again', news.back, () => ''),
    {
      kind: 'footer',
      text: `Failing feeds are tried again, at least once a day. ${command} health shows how all feeds do, ${command} remove takes one away.`,
    },
  ];
  return { blocks, fallbackText: title };
}

function titleOf({ failing, back, retired }: FeedNews): string {
  const one = [...retired, ...failing, ...back];
  const [feed] = one;
  if (one.length === 1 && feed) {
    const name = nameOfFeed(feed);
    if (retired.length > 0) return `${name} was given up by its site`;
    return failing.length > 0 ? `${name} has failed for a day` : `${name} can be read again`;
  }
  const parts = [
    retired.length > 0 ? `${retired.length} given up by their sites` : null,
    failing.length > 0 ? `${failing.length} failing for a day` : null,
    back.length > 0 ? `${back.length} read again` : null,
  ];
  return `feeds, ${parts.filter((part) => part !== null).join(', ')}`;
}

function section(heading: string, feeds: readonly Feed[], tell: (feed: Feed) => string): Block[] {
  if (feeds.length === 0) return [];
  const items = feeds
    .slice(0, FEEDS_IN_NOTICE)
    .map((feed): Span[] => [{ text: nameOfFeed(feed), style: 'bold', url: feed.url }, { text: tell(feed) }]);
  if (feeds.length > FEEDS_IN_NOTICE) items.push([{ text: `and ${feeds.length - FEEDS_IN_NOTICE} more` }]);
  return [
    { kind: 'text', spans: [{ text: heading, style: 'bold' }] },
    { kind: 'list', items },
  ];
}

/** The notice that a channel cannot be posted to, for another channel of the same workspace or server. */
export function composeUnreachable(name: string, userMessage: string): Message {
  const title = `For managers: nothing can be posted to #${name.replace(/^#/, '')}`;
  return {
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', spans: [{ text: userMessage }] },
      {
        kind: 'footer',
        text: 'Its posts are kept. Posting goes on by itself once the channel can be used again.',
      },
    ],
    fallbackText: `${title}. ${userMessage}`,
  };
}
