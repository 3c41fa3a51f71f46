import { AppError } from '../../src/errors.ts';
import { CHANNEL_SETTINGS, type ChannelSetting } from '../../src/model/channel.ts';
import { type Command, SHARE_OPTION, textOf } from '../command.ts';

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

export const channel: Command = {
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
  run: ({ options, address, asker }, services) => {
    const action = options.action ?? 'show';
    const typed = textOf(options, 'value')?.trim() ?? '';
    if (action === 'show' || action === 'preview') return services.channel[action]({ address });
    if (action === 'feed') return services.digestFeed({ address });
    if (action === 'pause') return services.channel.pause({ address, asker });
    if (action === 'resume') return services.channel.resume({ address });
    if (!isSetting(action))
      throw new AppError('command/bad-option', `"action" is one of ${CHANNEL_SETTINGS.join(', ')}.`);
    if (!typed)
      throw new AppError(
        'command/bad-option',
        `/channel ${action} needs what it is to be, for example: ${action} ${EXAMPLES[action]}.`,
      );
    return services.channel.set({ address, asker, setting: action, typed });
  },
};
