import { createHmac } from 'node:crypto';

/** How a delivery is made wrong. */
export type Forgery = {
  /** Signs with this instead of the signing secret. */
  signedWith?: string;
  /** The signature is this old. */
  ageSeconds?: number;
  /** Leaves the signature out. */
  isUnsigned?: boolean;
  /** The try that this is, from the second on. */
  retryNum?: number;
};

export type SlackCaller = {
  /** Posts one delivery as Slack's HTTP mode does; resolves with the answer's status and its body. */
  deliver(type: string, payload: object, forgery?: Forgery): Promise<{ status: number; body: string }>;
};

/** Slack's side of HTTP mode. Source: docs.slack.dev/authentication/verifying-requests-from-slack. */
export function createSlackCaller(url: string, signingSecret: string): SlackCaller {
  return {
    async deliver(type, payload, { signedWith = signingSecret, ageSeconds = 0, isUnsigned, retryNum } = {}) {
      const { contentType, body } = encode(type, payload);
      const timestamp = Math.floor(Date.now() / 1_000) - ageSeconds;
      const hash = createHmac('sha256', signedWith).update(`v0:${timestamp}:${body}`).digest('hex');
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': contentType,
          ...(isUnsigned
            ? {}
            : { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${hash}` }),
          ...(retryNum
            ? { 'x-slack-retry-num': String(retryNum), 'x-slack-retry-reason': 'http_timeout' }
            : {}),
        },
        body,
        signal: AbortSignal.timeout(10_000),
      });
      return { status: response.status, body: await response.text() };
    },
  };
}

/** Commands come as a form, interactions as JSON in a form, events as JSON. */
function encode(type: string, payload: object): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const form =
    type === 'slash_commands'
      ? new URLSearchParams(
          Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]),
        )
      : new URLSearchParams({ payload: JSON.stringify(payload) });
  return { contentType: 'application/x-www-form-urlencoded', body: form.toString() };
}
