import { afterEach, describe, expect, it } from 'vitest';
import { createMessageAnswer } from '../../../src/chat/slack/receive-messages.ts';
import { createSlackPosts } from '../../../src/chat/slack/post-messages.ts';
import { openClient } from '../../../src/chat/slack/web-client.ts';
import { silentLogger } from '../../../src/log.ts';
import { never, plain } from '../../contracts/chat-harness.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { type SlackStandIn, startSlackStandIn } from '../../support/slack-stand-in.ts';

let standIn: SlackStandIn;
afterEach(() => standIn.close());

describe('Slack: the pace of answers to messages', () => {
  it('is that of the posts of the channel, for progress, answer and further parts', async () => {
    standIn = await startSlackStandIn();
    const { apiUrl, botToken, channelId, teamId } = standIn;
    const keys: string[] = [];
    const posts = createSlackPosts({
      open: () => Promise.resolve(openClient(botToken, { apiUrl, timeoutMs: 2_000, log: silentLogger })),
      pacer: {
        run: (key, job) => {
          keys.push(key);
          return job();
        },
        close: () => Promise.resolve(),
        keys: () => 0,
      },
    });
    const answer = createMessageAnswer({
      posts,
      address: { platform: 'slack', workspaceId: teamId, channelId },
      questionTs: '1700000001.000100',
      threadTs: undefined,
      clock: createManualClock(),
      stopping: never,
    });
    await answer.progress('Reading ...');
    const long = Array.from({ length: 6 }, (_, index) => plain(`${index} ${'word '.repeat(500)}`).blocks[0]);
    await answer.reply(
      { blocks: long.flatMap((block) => block ?? []), fallbackText: 'Six texts' },
      { isShared: false },
    );
    expect(keys).toEqual([channelId, channelId, channelId]);
    expect(standIn.messages(channelId)).toHaveLength(2);
  });
});
