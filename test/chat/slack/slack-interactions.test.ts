import { afterEach, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../src/model/command.ts';
import { plain } from '../../contracts/chat-harness.ts';
import { makeDigest } from '../../support/chat-messages.ts';
import { openSlackHarness, type SlackHarness } from './slack-harness.ts';

let harness: SlackHarness;
afterEach(() => harness.close());

type Handle = (interaction: Interaction) => Promise<void>;

/** Starts and returns a function that runs `act` and waits until that many interactions were handled. */
async function start(handle: Handle = (interaction) => interaction.reply(plain('ok'), { isShared: false })) {
  const seen: Interaction[] = [];
  let wake = () => {};
  await harness.chat.start(async (interaction) => {
    await handle(interaction);
    seen.push(interaction);
    wake();
  });
  return async (act: () => Promise<void>): Promise<Interaction> => {
    const count = seen.length;
    const handled = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await act();
    if (seen.length === count) await handled;
    return seen.at(-1) as Interaction;
  };
}

describe('Slack: interactions', () => {
  it.each([
    ['/sitrep', 'digest ukraine', 'digest ukraine'],
    ['/sitrep', '', 'help'],
    ['/digest', 'topic:“arms control”', 'digest topic:"arms control"'],
    [
      '/summary',
      '<https://news.example/a?b=1&amp;c=2|news.example>',
      'summary https://news.example/a?b=1&c=2',
    ],
    ['/sitrep', 'follow <#C1|news>  &lt;x&gt; ‘y’', "follow #news <x> 'y'"],
  ])('reads %s %s', async (command, text, expected) => {
    harness = await openSlackHarness();
    const after = await start();
    const interaction = await after(() => harness.standIn.sendCommand(command, text));
    expect(interaction.request).toEqual({ kind: 'typed', text: expected });
  });

  it('gives a second delivery the id of the first', async () => {
    harness = await openSlackHarness();
    const after = await start();
    const once = () => harness.standIn.sendCommand('/sitrep', 'help', { triggerId: '77.1' });
    const [first, second] = [await after(once), await after(once)];
    expect(second.id).toBe(first.id);
  });

  it('makes people managers by name, and knows their zone', async () => {
    harness = await openSlackHarness({ managers: ['U0READER'] });
    const after = await start();
    const { asker } = await after(() => harness.standIn.sendCommand('/sitrep', 'help'));
    expect(asker).toEqual({ id: 'U0READER', name: 'u0reader', isManager: true, timeZone: 'Africa/Nairobi' });
  });

  it('takes nobody for an admin when it may not look', async () => {
    harness = await openSlackHarness();
    harness.standIn.removeScope('users:read');
    const after = await start();
    const { asker } = await after(() =>
      harness.standIn.sendCommand('/sitrep', 'help', { userId: 'U0ADMIN' }),
    );
    expect(asker).toEqual({ id: 'U0ADMIN', name: 'U0ADMIN', isManager: false, timeZone: null });
  });

  it('asks Slack once for a person, until some minutes have passed', async () => {
    harness = await openSlackHarness();
    const after = await start();
    for (const wait of [0, 0, 600_001]) {
      harness.clock.advance(wait);
      await after(() => harness.standIn.sendCommand('/sitrep', 'help'));
    }
    expect(harness.standIn.countCalls('users.info')).toBe(2);
  });

  it('says what it leaves out of an answer that needs more messages than Slack takes', async () => {
    harness = await openSlackHarness();
    const after = await start(async (interaction) => {
      await interaction.progress('Working');
      await interaction.reply(makeDigest(100), { isShared: true });
    });
    await after(() => harness.standIn.sendCommand('/sitrep', 'digest'));
    const answers = harness.standIn.answers();
    expect(answers).toHaveLength(3);
    expect(answers.every(({ isPrivate }) => !isPrivate)).toBe(true);
    expect(answers.at(-1)?.text).toMatch(/And \d+ more\.$/);
  });

  it('takes the place of no progress that was not shown', async () => {
    harness = await openSlackHarness();
    harness.standIn.failNext('respond', { kind: 'status', status: 503, effect: 'before' });
    const after = await start(async (interaction) => {
      await interaction.progress('Working').catch(() => undefined);
      await interaction.reply(plain('ok'), { isShared: false });
    });
    await after(() => harness.standIn.sendCommand('/sitrep', 'status'));
    expect(harness.standIn.answers()).toMatchObject([{ text: 'ok', isPrivate: true }]);
  });

  it('is there again after Slack moved the connection', async () => {
    harness = await openSlackHarness();
    const after = await start();
    await harness.standIn.recycleSockets();
    const interaction = await after(() => harness.standIn.sendCommand('/sitrep', 'status'));
    expect(interaction.request).toEqual({ kind: 'typed', text: 'status' });
  });

  it('comes back after refusals to connect, without a crash', async () => {
    harness = await openSlackHarness();
    const after = await start();
    harness.standIn.failNext('apps.connections.open', { kind: 'refusal', code: 'invalid_auth' });
    harness.standIn.failNext('apps.connections.open', { kind: 'status', status: 503, effect: 'before' });
    const back = harness.standIn.recycleSockets();
    while (harness.standIn.countCalls('apps.connections.open') < 4) {
      await new Promise(setImmediate);
      harness.clock.advance(60_000);
    }
    await back;
    const interaction = await after(() => harness.standIn.sendCommand('/sitrep', 'status'));
    expect(interaction.request).toEqual({ kind: 'typed', text: 'status' });
  });
});
