import { type Command, SHARE_OPTION, textOf } from './command.ts';
import { parseSince } from './parse-since.ts';

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
      },
      { name: 'since', description: 'How far back: 90m, 24h, 2d, 1w', type: 'text', isRequired: false },
      SHARE_OPTION,
    ],
    examples: ['/digest', '/digest ukraine', '/digest sanctions since:2d'],
  },
  run: ({ options, address, now }, services) => {
    const since = textOf(options, 'since');
    return services.digestNow({
      address,
      about: textOf(options, 'about'),
      since: since === null ? null : parseSince(since, now),
    });
  },
};
