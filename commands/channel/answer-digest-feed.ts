import { composeDigestFeed, composeText } from '../../src/digests/compose/compose-answers.ts';
import type { ChannelAddress } from '../../src/model/channel.ts';
import type { Message } from '../../src/model/message.ts';
import type { ReadingOf } from '../reading-of.ts';

type Parts = {
  readingOf: ReadingOf;
  feedToken: (channelId: string) => Promise<string>;
  /** Where people on a platform find the pages, without a closing slash; null where they cannot. */
  pagesFor: (platform: ChannelAddress['platform']) => string | null;
};

/** The answer to `/channel feed`: the secret address of the channel's digests. */
export function createAnswerDigestFeed({ readingOf, feedToken, pagesFor }: Parts) {
  return async ({ address }: { address: ChannelAddress }): Promise<Message> => {
    const { channel } = await readingOf(address);
    if (!channel) return composeText('This channel gets no digests, so there is nothing to read as a feed.');
    const pages = pagesFor(address.platform);
    const local = pagesFor('local');
    return composeDigestFeed(`${pages ?? local ?? ''}/feed/${await feedToken(channel.id)}`, pages !== null);
  };
}
