import { AppError } from '../../src/errors.ts';
import { type Command, type FeedServices, SHARE_OPTION, textOf } from '../command.ts';

/** What each action does; `needs` is what has to follow it. */
const ACTIONS = {
  list: { isChange: false, needs: null },
  health: { isChange: false, needs: null },
  test: { isChange: false, needs: 'the address of a feed or of a site' },
  export: { isChange: false, needs: null },
  add: { isChange: true, needs: 'the address of a feed or of a site' },
  remove: { isChange: true, needs: 'the name or the address of a feed' },
  import: { isChange: true, needs: 'the address of an OPML file' },
} as const satisfies Record<keyof FeedServices, { isChange: boolean; needs: string | null }>;

type Action = keyof typeof ACTIONS;

const isAction = (word: unknown): word is Action => typeof word === 'string' && word in ACTIONS;

/** An OPML file's address, typed with or without its scheme. */
function readWebAddress(typed: string): string {
  const text = typed.replace(/^<|>$/g, '');
  const isHost = /^[^\s/\\:]+\.[^\s/\\:]+/.test(text);
  const url = URL.parse(isHost ? `https://${text}` : text);
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw new AppError(
    'command/bad-option',
    `"${typed.slice(0, 200)}" is not the address of a file on the web.`,
  );
}

export const feeds: Command = {
  definition: {
    name: 'feeds',
    description: 'The feeds that are read, and how they do. Managers add, remove and import',
    access: 'reader',
    options: [
      {
        name: 'action',
        description: 'What to do',
        type: 'text',
        isRequired: true,
        takesFirst: true,
        choices: Object.keys(ACTIONS),
      },
      {
        name: 'address',
        description: 'A feed, its site, an OPML file; a name for remove; words to look for in the list',
        type: 'text',
        isRequired: false,
        takesRest: true,
      },
      SHARE_OPTION,
    ],
    examples: ['/feeds health', '/feeds test example.org', '/feeds add https://example.org/world.xml'],
  },
  accessOf: ({ action }) => (isAction(action) && ACTIONS[action].isChange ? 'manager' : 'reader'),
  run: async ({ options, address, progress }, services) => {
    const { action } = options;
    const typed = textOf(options, 'address')?.trim() ?? '';
    if (!isAction(action))
      throw new AppError('command/bad-option', `"action" is one of ${Object.keys(ACTIONS).join(', ')}.`);
    const { needs } = ACTIONS[action];
    if (needs && !typed) throw new AppError('command/bad-option', `/feeds ${action} needs ${needs}.`);
    if (action === 'list' || action === 'health')
      return services.feeds[action]({ address, words: typed || null });
    if (action === 'export') return services.feeds.export({ address });
    if (action !== 'remove') await progress('Reading what is there ...');
    return services.feeds[action]({ address, typed: action === 'import' ? readWebAddress(typed) : typed });
  },
};
