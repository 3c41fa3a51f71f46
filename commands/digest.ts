import { type Command, SHARE_OPTION, textOf } from './command.ts';

export const digest: Command = {
  definition: {
    name: 'digest',
    description: 'What matters now, in three bullets a story',
    access: 'reader',
    options: [
      {
        name: 'about',
        description: 'A country, a topic or words',
        type: 'text',
        isRequired: false,
        takesRest: true,
        suggests: { kinds: ['topic', 'region'] },
      },
      {
        name: 'since',
        description: 'How far back: 24h, 2d, friday, "yesterday 18:00", a date',
        type: 'text',
        isRequired: false,
      },
      SHARE_OPTION,
    ],
    examples: ['/digest', '/digest ukraine', '/digest sanctions since:2d'],
  },
  run: ({ options, address }, services) =>
    services.digestNow({ address, about: textOf(options, 'about'), since: textOf(options, 'since') }),
};
