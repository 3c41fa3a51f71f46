import { type Command, SHARE_OPTION } from './command.ts';

export const status: Command = {
  definition: {
    name: 'status',
    description: 'Feeds, stories, posts in doubt and spend, right now',
    access: 'reader',
    options: [SHARE_OPTION],
    examples: ['/status'],
  },
  run: ({ address }, services) => services.status(address),
};
