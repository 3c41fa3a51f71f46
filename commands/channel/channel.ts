import { composeDigestFeed, composeText } from '../../src/digests/compose/compose-answers.ts';
import { composeChannel, composeGreeting } from '../../src/digests/compose/compose-channel.ts';
import { AppError } from '../../src/errors.ts';
import { CHANNEL_SETTINGS, type ChannelAddress, type ChannelSetting } from '../../src/model/channel.ts';
import type { Message } from '../../src/model/message.ts';
import { type Command, SHARE_OPTION, textOf } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { commandAt, pauseChannel, previewChannel, resumeChannel, setChannel } from './set-channel.ts';

/** What each setting takes, for who names it without a value. */
const EXAMPLES: Record<ChannelSetting, string> = {
  preset: 'Middle East',
  schedule: 'mon-fri 07:30,17:30',
  zone: 'Europe/Berlin',
  quiet: '22:00-07:00',
  stories: '8',
  regions: 'Iran, Middle East',
  topics: 'sanctions, nuclear',
  words: 'iran AND (nuclear OR enrichment) NOT football',
  outlets: 'BBC, Reuters',
  countries: 'Germany, India',
  importance: '40',
  alerts: '75',
  budget: '10',
  languages: 'en',
  'quiet-night': 'on',
};

const isSetting = (word: unknown): word is ChannelSetting => typeof word === 'string' && word in EXAMPLES;

export const channelCommand: Command = {
  definition: {
    name: 'channel',
    description: 'What this channel gets and when: schedule, zone, filters, alerts, quiet hours, pause',
    access: 'manager',
    options: [
      {
        name: 'action',
        description: 'What to see or to set; show without it',
        type: 'text',
        isRequired: false,
        takesFirst: true,
        choices: ['show', 'preview', 'feed', ...CHANNEL_SETTINGS, 'pause', 'resume'],
      },
      {
        name: 'value',
        description: 'What it is to be, for example mon-fri 07:30; off takes a rule away',
        type: 'text',
        isRequired: false,
        takesRest: true,
        keepsQuotes: true,
        suggests: { of: { zone: ['zone'], regions: ['region'], topics: ['topic'], preset: ['preset'] } },
      },
      SHARE_OPTION,
    ],
    examples: [
      '/channel preset Middle East',
      '/channel schedule mon-fri 07:30,17:30',
      '/channel words iran AND (nuclear OR enrichment) NOT football',
      '/channel preview',
    ],
  },
  run: async ({ options, address, asker }, context) => {
    const action = options.action ?? 'show';
    const typed = textOf(options, 'value')?.trim() ?? '';
    if (action === 'show') return show(address, context);
    if (action === 'preview') return previewChannel(address, context);
    if (action === 'feed') return tellFeed(address, context);
    if (action === 'pause') return pauseChannel({ address, asker }, context);
    if (action === 'resume') return resumeChannel(address, context);
    if (!isSetting(action))
      throw new AppError('command/bad-option', `"action" is one of ${CHANNEL_SETTINGS.join(', ')}.`);
    if (!typed)
      throw new AppError(
        'command/bad-option',
        `/channel ${action} needs what it is to be, for example: ${action} ${EXAMPLES[action]}.`,
      );
    return setChannel({ address, asker, setting: action, typed }, context);
  },
};

async function show(address: ChannelAddress, context: CommandContext): Promise<Message> {
  const { store, clock } = context;
  const channel = await store.channels.find(address);
  const command = commandAt(address, context);
  return channel ? composeChannel(channel, { now: clock.now(), command }) : composeGreeting(null, command);
}

/** The secret address under which the channel's digests are read as a feed. */
async function tellFeed(
  address: ChannelAddress,
  { store, pagesFor, newToken }: CommandContext,
): Promise<Message> {
  const channel = await store.channels.find(address);
  if (!channel) return composeText('This channel gets no digests, so there is nothing to read as a feed.');
  const pages = pagesFor(address.platform);
  const token = await store.digestFeeds.tokenOf(channel.id, newToken());
  return composeDigestFeed(`${pages ?? pagesFor('local') ?? ''}/feed/${token}`, pages !== null);
}
