import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { createPausePosting } from './pause-posting.ts';

type Posting = ReturnType<typeof createPausePosting>;

/** Adds `sitrep pause` and `sitrep resume`. */
export function addPauseCommands(
  program: Command,
  withPosting: (work: (posting: Posting) => Promise<void>) => Promise<void>,
  print: (text: string) => void,
): void {
  program
    .command('pause')
    .description('stop all posting, in every channel and on every machine; nothing is lost')
    .action(() => withPosting(async (posting) => print(await posting.pause(userInfo().username))));
  program
    .command('resume')
    .description('let posts go out again, without those that are too old by now')
    .action(() => withPosting(async (posting) => print(await posting.resume())));
}
