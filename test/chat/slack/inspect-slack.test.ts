import { afterEach, describe, expect, it } from 'vitest';
import { openSlackHarness, type SlackHarness } from './slack-harness.ts';

let harness: SlackHarness;
afterEach(() => harness.close());

describe('Slack: what it may do', () => {
  it('has nothing to say where all is granted, and opens no socket', async () => {
    harness = await openSlackHarness();
    expect(await harness.chat.inspect(null)).toEqual([]);
    expect(await harness.chat.inspect(harness.address)).toEqual([]);
  });

  it('names a scope that is missing, with what it serves', async () => {
    harness = await openSlackHarness();
    harness.standIn.removeScope('app_mentions:read');
    const sentence = expect.stringMatching(
      /lacks app_mentions:read: it answers when it is mentioned.*manifest/,
    );
    expect(await harness.chat.inspect(null)).toEqual([sentence]);
    expect(await harness.chat.inspect(harness.address)).toEqual([sentence]);
  });

  it('asks to be invited only where it may not post uninvited', async () => {
    harness = await openSlackHarness();
    harness.standIn.leaveChannel(harness.channelId);
    expect(await harness.chat.inspect(harness.address)).toEqual([]);
    await harness.close();
    harness = await openSlackHarness();
    harness.standIn.leaveChannel(harness.channelId);
    harness.standIn.removeScope('chat:write.public');
    expect((await harness.chat.inspect(harness.address)).at(-1)).toContain('/invite');
  });

  it.each([
    ['SLACK_BOT_TOKEN', { access: { kind: 'token', botToken: 'xoxb-wrong-secret' } }],
    ['SLACK_APP_TOKEN', { door: { kind: 'socket', appToken: 'xapp-wrong-secret' } }],
  ] as const)('says that %s is wrong', async (setting, change) => {
    harness = await openSlackHarness(change);
    await expect(harness.chat.inspect(null)).rejects.toMatchObject({
      code: 'chat/bad-token',
      userMessage: expect.stringContaining(setting),
    });
  });
});
