import type { Mark } from '../src/model/mark.ts';
import { type Command, SHARE_OPTION, textOf } from './command.ts';

function markCommand(kind: Mark['kind'], description: string, examples: readonly string[]): Command {
  return {
    definition: {
      name: kind,
      description,
      access: 'reader',
      options: [
        {
          name: 'about',
          description: 'A country, a topic, words, or the link of an article; nothing lists what there is',
          type: 'text',
          isRequired: false,
          takesRest: true,
        },
        { name: 'stop', description: 'End it', type: 'boolean', isRequired: false },
        SHARE_OPTION,
      ],
      examples,
    },
    // Anybody may look.
    accessOf: (options) => (textOf(options, 'about') === null ? 'reader' : 'manager'),
    run: ({ options, address, asker }, services) => {
      const typed = textOf(options, 'about');
      return typed === null
        ? services.marks.list({ address, kind })
        : services.marks.change({ address, kind, typed, isEnd: options.stop === true, asker });
    },
  };
}

export const follow = markCommand(
  'follow',
  'Always tell this channel of important changes about something. For managers',
  ['/follow', '/follow ukraine', '/follow ukraine stop:true'],
);

export const mute = markCommand('mute', 'Keep something out of this channel. For managers', [
  '/mute football',
  '/mute football stop:true',
]);
