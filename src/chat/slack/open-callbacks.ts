import type { ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Callback } from '../chat.ts';
import type { Door } from './intake.ts';
import { clientOptions, type SlackConnection } from './web-client.ts';

/** Where Slack delivers commands, buttons and events. */
export const SLACK_EVENTS_PATH = '/slack/events';

type CallbackOptions = { signingSecret: string; connection: SlackConnection };

/**
 * HTTP mode: Slack calls us. Bolt checks the signature (constant time, none older than five minutes:
 * docs.slack.dev/authentication/verifying-requests-from-slack) and answers Slack's own checks of the address.
 */
export function openCallbacks({ signingSecret, connection }: CallbackOptions): Door & { callback: Callback } {
  const { logger } = clientOptions(connection);
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [SLACK_EVENTS_PATH],
    ...(logger ? { logger } : {}),
  });
  let isOpen = false;
  return {
    receiver,
    callback: {
      path: SLACK_EVENTS_PATH,
      kind: 'signed',
      answer(request, response) {
        // Slack tries events again, and a person sees that the command was not taken.
        if (!isOpen) return refuse(response, 503);
        if (request.method !== 'POST') return refuse(response, 405);
        receiver.requestListener(request, response);
      },
    },
    open() {
      isOpen = true;
      return Promise.resolve(() => {
        isOpen = false;
        return Promise.resolve();
      });
    },
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}
