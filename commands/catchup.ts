import { type Command, SHARE_OPTION, textOf } from './command.ts';

export const catchup: Command = {
  definition: {
    name: 'catchup',
    description: 'What this channel got since a day or time, and what moved since',
    access: 'reader',
    options: [
      {
        name: 'since',
        description: 'Since when: friday, 2d, yesterday 18:00, a date',
        type: 'text',
        isRequired: true,
        takesRest: true,
      },
      SHARE_OPTION,
    ],
    examples: ['/catchup since:friday', '/catchup yesterday 18:00'],
  },
  run: ({ options, address }, services) =>
    services.catchUp({ address, since: textOf(options, 'since') ?? '' }),
};
