import { describe, expect, it } from 'vitest';
import { ALL_COMMANDS } from '../../commands/all-commands.ts';
import { createSuggestionHandler } from '../../commands/suggest.ts';
import { CHOOSABLE_NAMES } from '../../src/channels/names.ts';
import { readNames } from '../../src/channels/read-names.ts';
import { readTimeZone } from '../../src/channels/local-time.ts';
import type { ReadyStory } from '../../src/model/digest.ts';
import type { Store } from '../../src/store/store.ts';
import { createManualClock } from '../support/manual-clock.ts';

const address = { platform: 'discord', workspaceId: 'g', channelId: 'c' } as const;
const headlines = [
  'Kim meets Putin in Vladivostok',
  `Grain deal ${'and many more words '.repeat(10)}`,
  'Putin is said to be ill',
];
const stories = {
  listReady: async ({ languages }: { languages: readonly string[] }) =>
    languages[0] === 'en'
      ? headlines.map((headline, at) => ({ story: { id: `s${at}` }, summary: { headline } }) as ReadyStory)
      : [],
};
// A manager took the third one back.
const withdrawals = { listOf: async () => new Set(['s2']) };
const channels = { find: async () => null };
const suggest = createSuggestionHandler(ALL_COMMANDS, {
  store: { stories, withdrawals, channels } as unknown as Store,
  defaults: { schedule: 'daily 07:30', timeZone: 'UTC', languages: ['en'] },
  clock: createManualClock(),
});
const ask = (command: string, option: string, typed: string, options = {}) =>
  suggest({ address, command, option, typed, options });

describe('suggestions', () => {
  it('put names that start with what is typed first, then those with such a word', async () => {
    const zones = await ask('channel', 'value', 'new', { action: 'zone' });
    expect(zones[0]).toMatch(/\/New_|^America\/New_York/);
    expect(await ask('channel', 'value', 'kore', { action: 'regions' })).toEqual([
      'North Korea',
      'South Korea',
    ]);
    expect((await ask('channel', 'value', 'cote d', { action: 'regions' })).length).toBeLessThanOrEqual(25);
  });

  it('complete the last of several names', async () => {
    expect(await ask('channel', 'value', 'Iran, middle', { action: 'regions' })).toContain(
      'Iran, Middle East',
    );
  });

  it('offer headlines of the channel, none that was withdrawn there, cut between words', async () => {
    expect(await ask('story', 'about', 'putin')).toEqual([headlines[0]]);
    const [grain] = await ask('why', 'about', 'grain');
    expect(grain?.length).toBeLessThanOrEqual(100);
    expect(headlines[1]?.startsWith(`${grain} `)).toBe(true);
  });

  it('offer nothing for what takes anything', async () => {
    expect(await ask('channel', 'value', 'x', { action: 'schedule' })).toEqual([]);
    expect(await ask('nothing', 'value', 'x')).toEqual([]);
    expect(await ask('digest', 'since', 'x')).toEqual([]);
  });

  it('are names that the settings read back', () => {
    for (const name of CHOOSABLE_NAMES.region) expect(readNames('region', name).length).toBeGreaterThan(0);
    for (const name of CHOOSABLE_NAMES.topic) expect(readNames('topic', name)).toHaveLength(1);
    for (const zone of CHOOSABLE_NAMES.zone) expect(readTimeZone(zone)).toBe(zone);
  });
});
