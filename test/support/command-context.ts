import { ALL_COMMANDS } from '../../commands/all-commands.ts';
import type { CommandRequest } from '../../commands/command.ts';
import type { CommandContext } from '../../commands/context.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import { localAddress } from '../../src/chat/local/create-local-chat.ts';
import { AppError } from '../../src/errors.ts';
import { silentLogger } from '../../src/log.ts';
import type { Message } from '../../src/model/message.ts';
import { openStore } from '../../src/store/open-store.ts';
import { judgeRelevance } from '../../src/stories/relevance/judge-relevance.ts';
import { createManualClock } from './manual-clock.ts';

export const MIA = { id: 'U1', name: 'Mia', isManager: true, timeZone: 'Africa/Cairo' };

const definitions = ALL_COMMANDS.map(({ definition }) => definition);

/** What commands are handed, over an empty store and a clock that stands still. Nothing outside is reached unless given. */
export async function openContext(changes: Partial<CommandContext> = {}, clock = createManualClock()) {
  const store = changes.store ?? (await openStore({ url: 'sqlite::memory:', clock, log: silentLogger }));
  let made = 0;
  const context: CommandContext = {
    store,
    summariser: { summarise: async () => ({ kind: 'refused', reason: 'too short' }) },
    summariserName: 'without a model',
    dailyUsd: null,
    awaitModel: null,
    readPage: async () => ({ kind: 'failed', userMessage: 'The page needs a login.' }),
    findFeed: async () => ({ kind: 'failed', code: 'dns', userMessage: 'No such name.' }),
    readOpml: () => Promise.reject(new AppError('feeds/bad-opml', 'No OPML.')),
    judgeRelevance,
    chatOf: () => null,
    pagesFor: (platform) => (platform === 'local' ? 'http://localhost:8787' : null),
    slackWord: 'sitrep',
    defaults: { schedule: 'mon-fri 07:30,17:30', timeZone: 'UTC', languages: ['en'] },
    newId: () => `id-${++made}`,
    newToken: () => `token-${'x'.repeat(20)}-${++made}`,
    clock,
    log: silentLogger,
    ...changes,
  };
  return { context, store, clock };
}

/** What a command answers to typed words, asked by a manager at the local channel unless said otherwise. */
export async function ask(
  typed: string,
  context: CommandContext,
  { address = localAddress, asker = MIA, progress = async () => {} }: Partial<CommandRequest> = {},
): Promise<Message> {
  const { definition, options } = parseCommand(typed, definitions);
  const command = ALL_COMMANDS[definitions.indexOf(definition)];
  if (!command) throw new Error(`no command ${typed}`);
  return command.run({ options, address, asker, progress }, context);
}
