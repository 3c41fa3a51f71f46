import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../src/model/command.ts';
import { plain } from '../../contracts/chat-harness.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { type DiscordHarness, openDiscordHarness } from './discord-harness.ts';

const HOUR = 3_600_000;
let harness: DiscordHarness;
let seen: Interaction[];

beforeEach(async () => {
  harness = await openDiscordHarness();
  seen = [];
});
afterEach(() => harness.close());

async function startAfterJoining(agoMs: number): Promise<void> {
  harness.standIn.joinedAt(new Date(harness.clock.now() - agoMs).toISOString());
  await harness.chat.start(async (interaction) => {
    await interaction.reply(plain('Hello'), { isShared: true });
    seen.push(interaction);
  });
}

describe('Discord: a server that took the bot in', () => {
  it('is greeted also where the bot was invited before it was started', async () => {
    await startAfterJoining(HOUR);
    await waitUntil('the joining', () => seen.length === 1);
    const { guildId, channelId } = harness.standIn;
    expect(seen[0]).toMatchObject({
      request: { kind: 'joined' },
      address: { workspaceId: guildId, channelId },
    });
    // The same joining told again is the same interaction, which is handled once.
    expect(seen[0]?.id).toBe(`discord:joined:${guildId}:${harness.clock.now() - HOUR}`);
  });

  it('is not greeted long after', async () => {
    await startAfterJoining(48 * HOUR);
    harness.standIn.joinServer('200000000000000077', ['300000000000000077'], '2026-01-01T00:00:00.000Z');
    await waitUntil('the other joining', () => seen.length > 0);
    expect(seen.map(({ address }) => address.workspaceId)).toEqual(['200000000000000077']);
  });
});
