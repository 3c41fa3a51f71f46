import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of the bench's: it is told something and answers when it is done. */
export type Child = {
  /** Rejects when the child ends instead of answering. */
  ask<Answer>(question: object): Promise<Answer>;
  end(): Promise<void>;
};

export function startChild(script: URL, execArgv: readonly string[] = []): Child {
  const child: ChildProcess = fork(script, {
    execArgv: [...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  return {
    async ask<Answer>(question: object): Promise<Answer> {
      const answer = once(child, 'message');
      child.send(question);
      const first = await Promise.race([answer, gone.then(() => null)]);
      if (first === null) throw new Error(`${script.pathname} ended before it answered`);
      return first[0] as Answer;
    },
    async end() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** The other side: answers each question in turn, and `atEnd` once the bench has no more. */
export function answerQuestions(
  handle: (question: never) => Promise<object>,
  atEnd: () => Promise<void>,
): void {
  process.on('message', (question) => {
    handle(question as never).then(
      (answer) => process.send?.(answer),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => void atEnd().finally(() => process.exit()));
}
