import type { Clock } from '../../src/clock.ts';
import {
  composeAdded,
  composeExport,
  composeImported,
  composeKnown,
  composePreviews,
  composeRemoved,
  composeSeveral,
  composeUnclear,
  type FeedReading,
} from '../../src/digests/compose/compose-feed-changes.ts';
import { composeFeedHealth, composeFeedList } from '../../src/digests/compose/compose-feed-list.ts';
import { typedAs } from '../../src/digests/compose/type-command.ts';
import type { ChannelAddress } from '../../src/model/channel.ts';
import type { Message } from '../../src/model/message.ts';
import type { ListFeeds } from './list-feeds.ts';
import type { AddOutcome, FeedManager, RemoveOutcome } from './manage-feeds.ts';
import type { ReadingOf } from '../reading-of.ts';

type Parts = {
  manager: FeedManager;
  listFeeds: ListFeeds;
  readingOf: ReadingOf;
  /** Slack's one registered command, without its slash. */
  slackWord: string;
  /** Where people on a platform find the pages, without a closing slash; null where they cannot. */
  pagesFor: (platform: ChannelAddress['platform']) => string | null;
  clock: Clock;
};

type Place = { address: ChannelAddress };
type Search = Place & { words: string | null };
type Change = Place & { typed: string };

/** The answers to `/feeds`: what the manager did, in words. */
export function createAnswerFeeds(parts: Parts) {
  const { manager, listFeeds, slackWord, clock } = parts;
  const place = ({ platform }: ChannelAddress): FeedReading => ({
    command: typedAs('feeds', platform, slackWord),
    now: clock.now(),
  });
  const pageFor = ({ platform }: ChannelAddress) => {
    const pages = parts.pagesFor(platform);
    return pages && `${pages}/feeds`;
  };
  const listReading = async (address: ChannelAddress) => ({
    ...(await parts.readingOf(address)).reading,
    pageUrl: pageFor(address),
  });
  return {
    list: async ({ address, words }: Search) =>
      composeFeedList(await listFeeds(words), await listReading(address)),
    health: async ({ address, words }: Search) =>
      composeFeedHealth(await listFeeds(words), await listReading(address)),
    test: async ({ address, typed }: Change) => composePreviews(await manager.test(typed), place(address)),
    add: async ({ address, typed }: Change) => composeAddOutcome(await manager.add(typed), place(address)),
    remove: async ({ address, typed }: Change) =>
      composeRemoveOutcome(await manager.remove(typed), place(address)),
    import: async ({ address, typed }: Change) =>
      composeImported(await manager.import({ kind: 'address', url: typed }), place(address)),
    export: async ({ address }: Place) => composeExport(await manager.export(), pageFor(address)),
  };
}

export function composeAddOutcome(outcome: AddOutcome, reading: FeedReading): Message {
  switch (outcome.kind) {
    case 'added':
      return composeAdded(outcome.preview, reading);
    case 'known':
      return composeKnown(outcome.feed);
    case 'several':
      return composeSeveral(outcome.previews, reading);
  }
}

export function composeRemoveOutcome(outcome: RemoveOutcome, reading: FeedReading): Message {
  return outcome.kind === 'removed'
    ? composeRemoved(outcome.feed, reading)
    : composeUnclear(outcome.candidates, reading);
}
