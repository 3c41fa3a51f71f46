import {
  composeAdded,
  composeExport,
  composeImported,
  composeKnown,
  composePreviews,
  composeRemoved,
  composeSeveral,
  composeUnclear,
  type FeedReading,
} from '../../src/digests/compose/compose-feed-changes.ts';
import { composeFeedHealth, composeFeedList } from '../../src/digests/compose/compose-feed-list.ts';
import { typedAs } from '../../src/digests/compose/type-command.ts';
import { AppError } from '../../src/errors.ts';
import type { Message } from '../../src/model/message.ts';
import { type Command, type CommandRequest, SHARE_OPTION, textOf } from '../command.ts';
import { type CommandContext, readPlace } from '../context.ts';
import {
  addFeed,
  type AddOutcome,
  exportFeeds,
  importFeeds,
  listFeeds,
  removeFeed,
  type RemoveOutcome,
  testFeed,
} from './manage-feeds.ts';

/** What each action does; `needs` is what has to follow it. */
const ACTIONS = {
  list: { isChange: false, needs: null },
  health: { isChange: false, needs: null },
  test: { isChange: false, needs: 'the address of a feed or of a site' },
  export: { isChange: false, needs: null },
  add: { isChange: true, needs: 'the address of a feed or of a site' },
  remove: { isChange: true, needs: 'the name or the address of a feed' },
  import: { isChange: true, needs: 'the address of an OPML file' },
} as const satisfies Record<string, { isChange: boolean; needs: string | null }>;

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

export const feedsCommand: Command = {
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
  run: async ({ options, address, progress }, context) => {
    const { action } = options;
    const typed = textOf(options, 'address')?.trim() ?? '';
    if (!isAction(action))
      throw new AppError('command/bad-option', `"action" is one of ${Object.keys(ACTIONS).join(', ')}.`);
    const { needs } = ACTIONS[action];
    if (needs && !typed) throw new AppError('command/bad-option', `/feeds ${action} needs ${needs}.`);
    if (action === 'test' || action === 'add' || action === 'import')
      await progress('Reading what is there ...');
    return answer(action, { address, typed }, context);
  },
};

async function answer(
  action: Action,
  { address, typed }: Pick<CommandRequest, 'address'> & { typed: string },
  context: CommandContext,
): Promise<Message> {
  const { slackWord, pagesFor, clock } = context;
  const place = () => ({ command: typedAs('feeds', address.platform, slackWord), now: clock.now() });
  const pages = pagesFor(address.platform);
  const pageUrl = pages && `${pages}/feeds`;
  switch (action) {
    case 'list':
    case 'health': {
      const compose = action === 'list' ? composeFeedList : composeFeedHealth;
      const { reading } = await readPlace(address, context);
      return compose(await listFeeds(typed, context), { ...reading, pageUrl });
    }
    case 'test':
      return composePreviews(await testFeed(typed, context), place());
    case 'add':
      return composeAddOutcome(await addFeed(typed, context), place());
    case 'remove':
      return composeRemoveOutcome(await removeFeed(typed, context), place());
    case 'import':
      return composeImported(
        await importFeeds({ kind: 'address', url: readWebAddress(typed) }, context),
        place(),
      );
    case 'export':
      return composeExport(await exportFeeds(context), pageUrl);
  }
}

export function composeAddOutcome(outcome: AddOutcome, reading: FeedReading): Message {
  switch (outcome.kind) {
    case 'added':
      return composeAdded(outcome.preview, reading);
    case 'known':
      return composeKnown(outcome.feed);
    case 'several':
      return composeSeveral(outcome.previews, reading);
  }
}

export function composeRemoveOutcome(outcome: RemoveOutcome, reading: FeedReading): Message {
  return outcome.kind === 'removed'
    ? composeRemoved(outcome.feed, reading)
    : composeUnclear(outcome.candidates, reading);
}
