import { ABOUT_OPTION, type Command, SHARE_OPTION, textOf } from './command.ts';

export const why: Command = {
  definition: {
    name: 'why',
    description: 'Why a story was or was not posted here',
    access: 'reader',
    options: [ABOUT_OPTION, SHARE_OPTION],
    examples: ['/why grain deal', '/why https://example.org/article'],
  },
  run: ({ options, address }, services) => services.why({ address, about: textOf(options, 'about') ?? '' }),
};
