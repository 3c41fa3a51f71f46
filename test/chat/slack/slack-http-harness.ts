import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openSlackHarness, type SlackHarness } from './slack-harness.ts';
import type { SlackChatOptions } from '../../../src/chat/slack/create-slack-chat.ts';

export type SlackHttpHarness = SlackHarness;

/** The real adapter in HTTP mode behind a server of its own, which the stand-in calls with its signatures. */
export async function openSlackHttpHarness(
  changes: Partial<SlackChatOptions> = {},
): Promise<SlackHttpHarness> {
  const harness = await openSlackHarness({
    door: { kind: 'http', signingSecret: 'stand-in-signing-secret' },
    ...changes,
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const callback = harness.chat.callbacks.find((candidate) => candidate.path === path);
    if (callback) callback.answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  harness.standIn.callAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return {
    ...harness,
    async close() {
      await harness.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
