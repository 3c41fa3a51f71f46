import { type Command, SHARE_OPTION, textOf } from './command.ts';

export const why: Command = {
  definition: {
    name: 'why',
    description: 'Why a story was or was not posted here',
    access: 'reader',
    options: [
      {
        name: 'about',
        description: 'A link, or words of a story',
        type: 'text',
        isRequired: true,
        takesRest: true,
        suggests: { kinds: ['story'] },
      },
      SHARE_OPTION,
    ],
    examples: ['/why grain deal', '/why https://example.org/article'],
  },
  run: ({ options, address }, services) => services.why({ address, about: textOf(options, 'about') ?? '' }),
};
