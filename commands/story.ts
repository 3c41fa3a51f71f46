import { ABOUT_OPTION, type Command, SHARE_OPTION, textOf } from './command.ts';

export const story: Command = {
  definition: {
    name: 'story',
    description: "A story's timeline, who told it and what its bullets rest on",
    access: 'reader',
    options: [ABOUT_OPTION, SHARE_OPTION],
    examples: ['/story grain deal'],
  },
  run: ({ options, address }, services) => services.story({ address, about: textOf(options, 'about') ?? '' }),
};
