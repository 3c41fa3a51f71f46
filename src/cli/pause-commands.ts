import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Services } from '../app/build-services.ts';

type Posting = Services['posting'];

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
