import { describe, expect, it } from 'vitest';
import type { Chat } from '../../../src/chat/chat.ts';
import type { ChannelAddress, ChannelSetting } from '../../../src/model/channel.ts';
import { findSetupFaults } from '../../../src/channels/read-setup.ts';
import { fillSetupForm, greet, setChannel, setUpChannel } from '../../../commands/channel/set-channel.ts';
import type { Store } from '../../../src/store/store.ts';
import { ask, MIA as asker, openContext } from '../../support/command-context.ts';
import { sampleStory } from '../../support/sample-stories.ts';

const address: ChannelAddress = { platform: 'slack', workspaceId: 'T1', channelId: 'C1' };
const chat = {
  describe: (channelId: string) =>
    Promise.resolve(
      channelId === 'C1'
        ? { kind: 'usable', address, name: '#world' }
        : { kind: 'unusable', userMessage: 'Invite the bot to that channel first.' },
    ),
} as Partial<Chat> as Chat;

async function setUp() {
  const { context, clock, store } = await openContext({ chatOf: () => chat });
  const command = (typed: string) => ask(`channel ${typed}`, context, { address });
  const set = async (setting: ChannelSetting, typed: string) =>
    (await setChannel({ address, setting, typed, asker }, context)).fallbackText.split('\n')[0];
  const stored = () => store.channels.find(address);
  return { context, clock, store, command, set, stored };
}

async function tell(store: Store, now: number, id: string, regions: string[]) {
  await store.instances.start({ id: 'me', machine: 'm', pid: 1, now });
  const { story, summary } = sampleStory(
    { id, regions, newAt: now, firstSeenAt: now, changedAt: now, lastArticleAt: now },
    { headline: `Headline of ${id}`, madeAt: now },
  );
  await store.stories.storeGrouping({ articleId: null, story, mergedIds: [], summaryDueAt: now });
  for (const { row, token } of await store.stories.claimSummaryDue({ instanceId: 'me', now, limit: 5 }))
    await store.summaries.storeResult(row.id, token, { kind: 'summary', retryAt: null, summary }, now);
}

describe('the form of a channel', () => {
  const values = { preset: 'africa', schedule: 'daily 08:00', zone: 'Europe/Berlin' };

  it('is filled in with what a new channel would get, in the zone of who asks', async () => {
    const { context } = await setUp();
    const { fields } = await fillSetupForm({ address, asker }, context);
    expect(fields.map(({ value }) => value)).toEqual(['world', 'mon-fri 07:30,17:30', 'Africa/Cairo']);
    expect(fields[0]?.choices?.map(({ label }) => label)).toContain('Sanctions & trade');
  });

  it('sets all that it says, and starts the channel', async () => {
    const { context, stored } = await setUp();
    const { fallbackText } = await setUpChannel({ address, asker, values }, context);
    expect(fallbackText).toContain('the first comes within a minute');
    expect(await stored()).toMatchObject({
      wishes: { preset: 'africa', filter: { regions: ['Africa'] } },
      schedule: { text: 'daily 08:00' },
      timeZone: 'Europe/Berlin',
    });
    const again = await fillSetupForm({ address, asker }, context);
    expect(again.fields.map(({ value }) => value)).toEqual(['africa', 'daily 08:00', 'Europe/Berlin']);
  });

  it('sets nothing where one field cannot be read', async () => {
    const { context, stored } = await setUp();
    const wrong = { ...values, zone: 'Europe/Berln' };
    await expect(setUpChannel({ address, asker, values: wrong }, context)).rejects.toThrow('Europe/Berlin');
    expect(await stored()).toBeNull();
    expect(findSetupFaults({ ...wrong, schedule: 'daily 25:00' })).toEqual({
      schedule: expect.stringContaining('25:00'),
      zone: expect.stringContaining('Did you mean Europe/Berlin?'),
    });
  });

  it('leaves filters that were set by hand alone, unless a preset is chosen', async () => {
    const { context, set, stored } = await setUp();
    await set('words', 'iran NOT football');
    expect((await fillSetupForm({ address, asker }, context)).fields[0]?.value).toBe('');
    await setUpChannel(
      { address, asker, values: { preset: '', schedule: 'daily 09:00', zone: '' } },
      context,
    );
    expect(await stored()).toMatchObject({
      wishes: { filter: { words: 'iran NOT football' } },
      schedule: { text: 'daily 09:00' },
      timeZone: 'Africa/Cairo',
    });
  });

  it('is what a greeting points to', async () => {
    const { context, set } = await setUp();
    expect(JSON.stringify(await greet(address, context))).toMatch(/Set up[\s\S]*sitrep channel preset/);
    await set('preset', 'World');
    expect((await greet(address, context)).fallbackText).toContain('gets digests already');
  });
});

describe('/channel', () => {
  it('starts a channel with its first setting, in the asker’s zone and the defaults for the rest', async () => {
    const { set, stored, clock, command } = await setUp();
    expect((await command('show')).fallbackText).toContain('/sitrep channel preset World');
    await expect(command('preview')).rejects.toThrow('/sitrep channel preset World');
    expect(await set('preset', 'middle east')).toBe(
      'Stories: Middle East: stories about Western Asia, Iran or Egypt',
    );
    const channel = await stored();
    expect(channel).toMatchObject({
      name: '#world',
      timeZone: 'Africa/Cairo',
      hadFirstDigest: false,
      wishes: { preset: 'middle-east' },
    });
    expect(channel?.nextDigestAt).toBeGreaterThan(clock.now());
    const shown = (await command('show')).fallbackText;
    expect(shown).toContain('Schedule: mon-fri 07:30,17:30, next: 17:30');
    expect(shown).toContain('Zone: Africa/Cairo (');
  });

  it.each<[ChannelSetting, string, string]>([
    ['schedule', 'every 6 hours', 'Schedule: every 6 hours, next: 12:00'],
    ['zone', 'utc', 'Zone: UTC'],
    ['zone', 'europe/berlin', 'Zone: Europe/Berlin (CEST)'],
    ['quiet', '22:00 - 07:00', 'Quiet hours: 22:00-07:00'],
    ['quiet', 'off', 'Quiet hours: none'],
    [
      'words',
      'iran AND (nuclear OR enrichment) NOT football',
      'Stories: stories that mention iran and (nuclear or enrichment), without football',
    ],
    ['regions', 'iran, Côte d’Ivoire, eu rope', ''],
    [
      'regions',
      'iran, ivory coast, Eastern Asia',
      'Stories: stories about Iran, Ivory Coast or Eastern Asia',
    ],
    ['topics', 'nuclear, sanctions', 'Stories: stories on nuclear or sanctions'],
    ['countries', 'germany', 'Stories: stories told by outlets of Germany'],
    ['importance', '40', 'Stories: stories of importance 40 or more'],
    ['stories', '5', 'Stories a digest: at most 5'],
    ['alerts', '75', 'Alerts: from importance 75 of 100'],
    ['budget', '4', 'Budget a day: 4 alerts and single stories; the rest comes in the next digest'],
    ['quiet-night', 'on', 'Quiet nights: a digest with nothing new says so in a line'],
    ['languages', 'French, en', 'Languages: French, English'],
  ])('sets %s %s', async (setting, typed, says) => {
    const { set } = await setUp();
    if (says === '') await expect(set(setting, typed)).rejects.toThrow('There is no country or region');
    else expect(await set(setting, typed)).toBe(says);
  });

  it.each<[ChannelSetting, string, string]>([
    ['zone', 'Berlin', 'There is no time zone "Berlin". Did you mean Europe/Berlin?'],
    ['zone', 'Europe/Berln', 'Did you mean Europe/Berlin?'],
    ['zone', 'America/New York City', 'America/New_York'],
    ['zone', 'Mars/Base', 'Write it as continent and city'],
    ['zone', '+02:00', 'Write it as continent and city'],
    ['schedule', 'mon 25:00', '"25:00" is no time between 00:00 and 23:59'],
    ['schedule', 'every minute', 'digests are at least an hour apart'],
    ['schedule', 'daily 07:30,07:45', 'less than an hour apart'],
    ['quiet', '25:00-07:00', '"25:00" is no time between 00:00 and 23:59'],
    ['quiet', '22:00', 'they need a beginning and an end'],
    ['quiet', '22:00-22:00', 'they begin when they end'],
    ['words', 'iran AND (nuclear', 'the parenthesis at character 10 is not closed'],
    ['regions', 'Irann', 'Did you mean "iran"?'],
    ['topics', 'nuclaer', 'Did you mean "nuclear"?'],
    ['preset', 'Afrika', 'There is no preset "Afrika". Did you mean Africa?'],
    ['stories', '200', 'a whole number from 1 to 20, not "200"'],
    ['alerts', 'loud', 'a whole number from 1 to 100, not "loud"'],
    ['quiet-night', 'maybe', 'quiet-night is on or off'],
    ['languages', 'klingonese', 'There is no language "klingonese"'],
  ])('refuses %s %s with what would be right, and nothing is half-applied', async (setting, typed, says) => {
    const { set, stored } = await setUp();
    await expect(set(setting, typed)).rejects.toThrow(says);
    expect(await stored()).toBeNull();
    await set('stories', '5');
    const before = await stored();
    await expect(set(setting, typed)).rejects.toThrow(says);
    expect(await stored()).toEqual(before);
  });

  it('refuses a budget without a digest that takes the rest, whichever is set first', async () => {
    const { set, stored } = await setUp();
    await set('schedule', 'as it happens');
    await expect(set('budget', '4')).rejects.toThrow('A budget of posts a day needs a digest');
    await set('schedule', 'daily 08:00; as it happens');
    await set('budget', '4');
    await expect(set('schedule', 'as it happens')).rejects.toThrow('A budget of posts a day needs a digest');
    expect(await stored()).toMatchObject({ schedule: { text: 'daily 08:00; as it happens' } });
  });

  it('tells the second of two managers who change at once what the first one did', async () => {
    const { store, set, stored, command } = await setUp();
    await set('stories', '5');
    const find = store.channels.find.bind(store.channels);
    // The second manager's command has read the channel when the first one's change is stored.
    store.channels.find = async (query) => {
      const read = await find(query);
      store.channels.find = find;
      await set('zone', 'Asia/Tokyo');
      return read;
    };
    await expect(command('schedule daily 06:00')).rejects.toThrow(
      /changed this channel at the same moment \(.*Zone: Asia\/Tokyo .*Your change was not made/,
    );
    expect(await stored()).toMatchObject({
      timeZone: 'Asia/Tokyo',
      schedule: { text: 'mon-fri 07:30,17:30' },
    });
  });

  it('previews the last 24 hours by what was just set', async () => {
    const { store, clock, command } = await setUp();
    await tell(store, clock.now(), 'talks', ['IR']);
    await tell(store, clock.now(), 'vote', ['FR']);
    clock.advance(3_600_000);
    const said = await command('regions Iran');
    expect(said.fallbackText).toContain('this would have posted 1 story:\nHeadline of talks');
    await command('regions off');
    expect((await command('preview')).fallbackText).toContain('would have posted 2 stories:');
    await command('stories 1');
    expect((await command('preview')).fallbackText).toContain('1 story, and 1 more that do not fit in');
    await command('topics cyber');
    expect((await command('preview')).fallbackText).toContain('would have posted nothing');
  });

  it('pauses and resumes; what was due meanwhile is not made up for', async () => {
    const { set, stored, clock, command } = await setUp();
    await set('schedule', 'daily 08:00');
    expect((await command('pause')).fallbackText).toContain('/sitrep channel resume');
    expect(await stored()).toMatchObject({ state: 'paused', stateReason: 'Paused by Mia' });
    expect((await command('show')).fallbackText).toContain('#world: paused');
    clock.advance(3 * 86_400_000);
    await command('resume');
    const channel = await stored();
    expect(channel).toMatchObject({ state: 'active', stateReason: null });
    expect(channel?.nextDigestAt).toBeGreaterThan(clock.now());
  });

  it('says what to do where the bot cannot post', async () => {
    const { context } = await setUp();
    const elsewhere = { ...address, channelId: 'C2' };
    await expect(
      setChannel({ address: elsewhere, setting: 'stories', typed: '5', asker }, context),
    ).rejects.toThrow('Invite the bot to that channel first.');
  });
});
