/** A process with a Slack workspace and a Discord server, whose people use commands and see how soon each is acknowledged. */
import { setTimeout as wait } from 'node:timers/promises';
import { startDiscordStandIn } from '../support/discord-stand-in.ts';
import { startSlackStandIn } from '../support/slack-stand-in.ts';
import { answerQuestions } from './talk-to-child.ts';

export type PlatformsQuestion =
  | { kind: 'open' }
  /** So many commands on each platform, a new one every `gapMs` whether or not those before were acknowledged. */
  | { kind: 'use'; commands: number; gapMs: number };
/** Settings that lead an app here. */
export type PlatformsAnswer = { environment: Record<string, string> };
/** `answered` counts messages: a long answer on Discord is several. */
export type UseAnswer = { platform: string; acknowledgedMs: number[]; answered: number }[];

const SUBJECTS = ['grain corridor', 'ceasefire', 'naval drills', 'sanctions', 'water talks', 'border clash'];

const slack = await startSlackStandIn();
const discord = await startDiscordStandIn();

answerQuestions(
  async (question: PlatformsQuestion) => (question.kind === 'open' ? tellSettings() : use(question)),
  async () => {
    await Promise.all([slack.close(), discord.close()]);
  },
);

function tellSettings(): PlatformsAnswer {
  return {
    environment: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      SLACK_CHANNEL: slack.channelId,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CHANNEL: discord.channelId,
    },
  };
}

/** Quick and slow ones in turn. */
function commandOf(index: number): { name: string; option?: string; words: string } {
  const words = SUBJECTS[index % SUBJECTS.length] ?? '';
  const kinds = [
    { name: 'status', words: '' },
    { name: 'summary', option: 'of', words },
    { name: 'digest', words: '' },
    { name: 'why', option: 'about', words },
  ];
  return kinds[index % kinds.length] ?? { name: 'help', words: '' };
}

async function use({ commands, gapMs }: Extract<PlatformsQuestion, { kind: 'use' }>): Promise<UseAnswer> {
  const platforms = [
    {
      platform: 'Slack',
      send: ({ name, words }: ReturnType<typeof commandOf>) =>
        slack.sendCommand('/sitrep', `${name} ${words}`.trim()),
      countAnswers: () => slack.answers().length,
    },
    {
      platform: 'Discord',
      send: ({ name, option, words }: ReturnType<typeof commandOf>) =>
        discord.sendCommand(name, option ? { [option]: words } : {}),
      countAnswers: () => discord.answers().length,
    },
  ];
  return Promise.all(
    platforms.map(async ({ platform, send, countAnswers }, turn) => {
      await wait((turn * gapMs) / platforms.length);
      const sent: Promise<number>[] = [];
      for (let index = 0; index < commands; index += 1) {
        const sentAt = performance.now();
        sent.push(send(commandOf(index)).then(() => performance.now() - sentAt));
        await wait(gapMs);
      }
      const acknowledgedMs = await Promise.all(sent);
      const giveUpAt = Date.now() + 60_000;
      while (countAnswers() < commands && Date.now() < giveUpAt) await wait(100);
      return { platform, acknowledgedMs, answered: countAnswers() };
    }),
  );
}
