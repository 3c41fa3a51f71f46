import { describe, expect, it } from 'vitest';
import { SLACK_LIMITS } from '../../../config/chat-limits.ts';
import { createSlackAnswer } from '../../../src/chat/slack/receive-interactions.ts';
import { AppError } from '../../../src/errors.ts';
import type { Message } from '../../../src/model/message.ts';

const MESSAGE: Message = {
  blocks: [{ kind: 'text', spans: [{ text: 'Three stories.' }] }],
  fallbackText: '',
};

const failure = (code: string) =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('read'), { code }) });

/** An address that answers the nth message with the nth of `faults`, and takes those after. */
function address(faults: readonly Error[]) {
  const taken: unknown[] = [];
  let tries = 0;
  return {
    taken,
    tries: () => tries,
    respond: async (message: unknown) => {
      const fault = faults[tries++];
      if (fault) throw fault;
      taken.push(message);
    },
  };
}

describe('an answer in Slack', () => {
  it('is sent again where a connection that was kept open proved to be closed', async () => {
    const { respond, taken } = address([failure('ECONNRESET')]);
    await createSlackAnswer(respond, { isButton: false }).reply(MESSAGE, { isShared: false });
    expect(taken).toHaveLength(1);
  });

  it.each([
    ['every connection is lost', [failure('UND_ERR_SOCKET'), failure('ECONNRESET')], 2],
    ['it is refused', [new Error('Slack answered 404')], 1],
  ])('is an error with its fix where %s', async (_, faults, tries) => {
    const to = address(faults);
    const reply = createSlackAnswer(to.respond, { isButton: false }).reply(MESSAGE, { isShared: false });
    await expect(reply).rejects.toBeInstanceOf(AppError);
    expect(to.tries()).toBe(tries);
  });

  it('never uses the address more often than Slack lets it', async () => {
    const to = address(Array.from({ length: 20 }, () => failure('ECONNRESET')));
    const answer = createSlackAnswer(to.respond, { isButton: false });
    for (let asked = 0; asked < 4; asked += 1) await answer.progress('Reading ...').catch(() => undefined);
    expect(to.tries()).toBeLessThanOrEqual(SLACK_LIMITS.responseUrlUses);
  });
});
