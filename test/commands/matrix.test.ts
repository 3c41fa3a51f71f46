import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_COMMANDS } from '../../commands/all-commands.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import type { App } from '../../src/app.ts';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import {
  BUTTONS,
  type ButtonAction,
  type Message,
  NO_STORY,
  type StoryBlock,
} from '../../src/model/message.ts';
import type { Post } from '../../src/model/post.ts';
import { type Journey, openJourney } from '../journey/open-journey.ts';
import { waitUntil } from '../support/wait-until.ts';
import { BUTTON_CASES, COMMAND_CASES } from './matrix-cases.ts';

type By = { by: 'reader' | 'manager' };
type Place = { post: Post; storyId: string };
/** A person on one platform. */
type Platform = {
  type(text: string, who: By): Promise<void>;
  press(action: ButtonAction, place: Place, who: By): Promise<void>;
  /** All that was answered, oldest first, buttons included. */
  answers(): readonly string[];
  shownPosts(): Promise<string>;
  /** Where the bot can be invited and has a form: who it greets then, what that form shows, and sending it. */
  setup: null | {
    invite(): void | Promise<void>;
    greeting(): string;
    open(who: By): Promise<void>;
    form(): string;
    send(changes: Readonly<Record<string, string>>): Promise<unknown>;
  };
};

/** A channel that the stand-in's second server has. */
const NEWCOMER = '300000000000000077';
const DEFINITIONS = ALL_COMMANDS.map(({ definition }) => definition);
const folder = mkdtempSync(join(tmpdir(), 'sitrep-matrix-'));
let journey: Journey;
let app: App;
const platforms = new Map<string, Platform>();

const postIdOf = (action: ButtonAction, { post }: Place) =>
  action === 'evidence' || action === 'more' ? post.id : 'answer';
const buttonsIn = ({ blocks }: Message) =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons.map(({ label }) => label) : []));

function onSlack({ slack }: Journey): Platform {
  const idOf = ({ by }: By) => ({ userId: by === 'manager' ? slack.adminId : slack.readerId });
  return {
    type: (text, who) => slack.sendCommand('/sitrep', text, idOf(who)),
    press: (action, place, who) =>
      slack.pressButton(
        place.post.externalId ?? '',
        `${action}:${postIdOf(action, place)}:${place.storyId}`,
        idOf(who),
      ),
    answers: () => slack.answers().map(({ text }) => text),
    shownPosts: async () =>
      slack
        .messages(slack.channelId)
        .map(({ shown }) => shown)
        .join('\n'),
    setup: {
      invite: () => slack.inviteBot(slack.adminId),
      greeting: () => slack.answers().at(-1)?.text ?? '',
      open: (who) => slack.pressButton('greeting', `setup:answer:${NO_STORY}`, idOf(who)),
      form: () => slack.form(),
      send: (changes) => slack.submitForm(changes, { userId: slack.adminId }),
    },
  };
}

function onDiscord({ discord }: Journey): Platform {
  const person = ({ by }: By) => ({ isManager: by === 'manager' });
  return {
    type: (text, who) => {
      const { definition, options } = parseCommand(text, DEFINITIONS);
      return discord.sendCommand(definition.name, options, person(who));
    },
    press: (action, place, who) =>
      discord.pressButton(
        place.post.externalId ?? '',
        `${action}:${postIdOf(action, place)}:${place.storyId}`,
        person(who),
      ),
    answers: () => discord.answers().map(({ text }) => text),
    shownPosts: async () =>
      discord
        .messages(discord.channelId)
        .map(({ shown }) => shown)
        .join('\n'),
    setup: {
      invite: () => discord.joinServer('200000000000000077', [NEWCOMER], '2026-01-01T00:00:00.000Z'),
      greeting: () => discord.messages(NEWCOMER)[0]?.shown ?? '',
      open: (who) =>
        discord.pressButton(discord.messages(NEWCOMER)[0]?.id ?? '', `setup:answer:${NO_STORY}`, {
          ...person(who),
          channelId: NEWCOMER,
        }),
      form: () => discord.form(),
      send: (changes) => discord.submitForm(changes, { isManager: true, channelId: NEWCOMER }),
    },
  };
}

function onLocal(): Platform {
  const answered: string[] = [];
  const submit = async (request: Parameters<typeof app.chats.local.submit>[0]) => {
    const { messages } = await app.chats.local.submit(request);
    for (const message of messages)
      answered.push([renderPlainText(message), ...buttonsIn(message)].join('\n'));
  };
  return {
    type: (text) => submit({ kind: 'typed', text }),
    press: (action, place) =>
      submit({ kind: 'button', action, postId: postIdOf(action, place), storyId: place.storyId }),
    answers: () => answered,
    shownPosts: async () =>
      (await postsOf('local')).map(({ message }) => renderPlainText(message)).join('\n'),
    setup: null,
  };
}

async function postsOf(platform: string): Promise<Post[]> {
  const channel = (await app.store.channels.list()).find((one) => one.platform === platform);
  return channel ? app.store.posts.listSent(channel.id, 100) : [];
}

async function findStory(platform: string): Promise<{ place: Place; block: StoryBlock }> {
  // Which outlet's headline is taken depends on who was read first; the bullets always name him.
  for (const post of await postsOf(platform))
    for (const block of post.message.blocks)
      if (block.kind === 'story' && /Kim/.test([block.headline, ...block.bullets].join(' ')))
        return { place: { post, storyId: block.storyId }, block };
  throw new Error(`the story is not on ${platform}`);
}

async function expectAnswer(platform: Platform, act: () => Promise<void>, shows: RegExp): Promise<void> {
  const before = platform.answers().length;
  await act();
  const newest = () => platform.answers().slice(before).join('\n');
  await waitUntil(`an answer like ${shows}`, () => shows.test(newest())).catch(() => {
    throw new Error(`wanted ${shows}, got: ${newest()}`);
  });
}

beforeAll(async () => {
  journey = await openJourney({ databaseUrl: `sqlite:${join(folder, 'matrix.db')}` });
  app = await journey.openApp();
  await app.start();
  platforms.set('slack', onSlack(journey)).set('discord', onDiscord(journey)).set('local', onLocal());
  for (const [name, platform] of platforms)
    await waitUntil(
      `the first digest on ${name}`,
      async () => /Kim[\s\S]*Coverage:/.test(await platform.shownPosts()),
      60_000,
    );
}, 120_000);

afterAll(async () => {
  await app.stop();
  await journey.close();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

describe.each(['slack', 'discord', 'local'])('every command and every button on %s', (name) => {
  const platform = () => {
    const found = platforms.get(name);
    if (!found) throw new Error(`no platform ${name}`);
    return found;
  };
  // In the browser everybody is the one user, a manager.
  const isRefused = (shows: RegExp) => shows.source.includes('for channel managers');

  it.each(DEFINITIONS.map((definition) => definition.name))('/%s', async (command) => {
    const cases = COMMAND_CASES[command] ?? [];
    expect(cases, `a case for /${command}`).not.toEqual([]);
    for (const { typed, by, shows } of cases) {
      if (name === 'local' && isRefused(shows)) continue;
      await expectAnswer(platform(), () => platform().type(typed, { by }), shows);
    }
  });

  it('the form that sets a channel up', async () => {
    const { setup } = platform();
    // The local channel's is a page.
    if (setup === null) return;
    await setup.invite();
    await waitUntil('a greeting', async () => setup.greeting().includes('Hello'));
    await expectAnswer(platform(), () => setup.open({ by: 'reader' }), /for channel managers/);
    await setup.open({ by: 'manager' });
    await waitUntil('the form', async () => setup.form().includes('07:30'));
    for (const choice of ['Sanctions & trade', 'mon-fri 07:30,17:30', 'Africa/'])
      expect(setup.form()).toContain(choice);
    const sent = setup.send({ preset: 'africa', schedule: 'daily 25:00', zone: 'Europe/Berlin' });
    // Slack says it in the form, Discord in an answer; neither changes anything.
    const told = () => platform().answers().join('\n');
    const inForm = JSON.stringify(await sent);
    await waitUntil(
      'what is wrong',
      async () => (inForm ?? '').includes('25:00') || told().includes('25:00'),
    );
    await expectAnswer(
      platform(),
      async () =>
        void (await setup.send({ preset: 'africa', schedule: 'daily 08:00', zone: 'Europe/Berlin' })),
      /Stories: Africa[\s\S]*daily 08:00[\s\S]*Europe\/Berlin/,
    );
  });

  it('buttons', async () => {
    const aboutStories = Object.keys(BUTTONS).filter((action) => action !== 'setup');
    expect(BUTTON_CASES.map(({ action }) => action).toSorted()).toEqual(aboutStories.toSorted());
    const { place, block } = await findStory(name);
    for (const { action, by, shows } of BUTTON_CASES) {
      if (BUTTONS[action] === 'manager' && name !== 'local')
        await expectAnswer(
          platform(),
          () => platform().press(action, place, { by: 'reader' }),
          /for channel managers/,
        );
      await expectAnswer(platform(), () => platform().press(action, place, { by }), shows);
    }
    await waitUntil(
      'the post saying that it was withdrawn',
      async () => {
        const shown = await platform().shownPosts();
        return shown.includes('Withdrawn by a manager') && !shown.includes(block.headline);
      },
      20_000,
    );
  });
});
