import { AppError, userMessageOf } from '../src/errors.ts';
import type { Block, Message } from '../src/model/message.ts';
import type { CommandServices } from './command.ts';

/**
 * What "Summarise links" answers: three bullets for each link, one after the other; a page that cannot be read costs
 * a line and not the others. Throws AppError `command/no-link` where there is none.
 */
export async function summariseLinks(
  urls: readonly string[],
  progress: (line: string) => Promise<void>,
  services: CommandServices,
): Promise<Message> {
  if (urls.length === 0)
    throw new AppError(
      'command/no-link',
      'This message has no link. Choose one with a link, or use /summary with words.',
    );
  const answers: Message[] = [];
  for (const url of urls) {
    const answer = services.summariseLink({ url, hasEvidence: false, progress });
    // One link alone fails with its own sentence.
    answers.push(urls.length === 1 ? await answer : await answer.catch((error) => sayFailed(url, error)));
  }
  return {
    blocks: answers.flatMap(({ blocks }, index): Block[] =>
      index === 0 ? [...blocks] : [{ kind: 'divider' }, ...blocks],
    ),
    fallbackText: answers.map(({ fallbackText }) => fallbackText).join('\n'),
  };
}

function sayFailed(url: string, error: unknown): Message {
  if (!(error instanceof AppError)) throw error;
  const text = `${new URL(url).host}: ${userMessageOf(error)}`;
  return { blocks: [{ kind: 'text', spans: [{ text }] }], fallbackText: text };
}
