import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ModelRequest = {
  model: string;
  messages: { role: string; content: string }[];
  response_format?: { type: string };
  max_tokens?: number;
  max_completion_tokens?: number;
  stream?: boolean;
};
/** What the stand-in does with one request. */
export type ModelReply =
  | { kind: 'text'; text: string; finish?: 'stop' | 'length' }
  | { kind: 'error'; status: number; message: string; param?: string; headers?: Record<string, string> }
  /** Never answers. */
  | { kind: 'silence' }
  | { kind: 'raw'; body: string; status?: number; type?: string };
export type ModelStandIn = {
  baseUrl: string;
  requests: ModelRequest[];
  /** Of each request, by four characters a token. */
  promptTokens: number[];
  keys: string[];
  close(): Promise<void>;
};

/** An OpenAI-compatible server on loopback whose answers are scripted: `reply` gets each request with its number from 1. */
export async function startModelStandIn(
  reply: (request: ModelRequest, number: number) => ModelReply,
): Promise<ModelStandIn> {
  const requests: ModelRequest[] = [];
  const promptTokens: number[] = [];
  const keys: string[] = [];
  const server = createServer((incoming, outgoing) => {
    void readBody(incoming).then((body) => {
      const request = JSON.parse(body) as ModelRequest;
      requests.push(request);
      promptTokens.push(
        Math.ceil(request.messages.reduce((sum, { content }) => sum + content.length, 0) / 4),
      );
      keys.push(incoming.headers.authorization ?? '');
      const answer = reply(request, requests.length);
      if (answer.kind === 'silence') return;
      if (answer.kind === 'error') {
        outgoing.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
        outgoing.end(
          JSON.stringify({
            error: {
              message: answer.message,
              param: answer.param ?? null,
              code: 'scripted',
              type: 'scripted',
            },
          }),
        );
        return;
      }
      const { status = 200, type = 'application/json' } = answer.kind === 'raw' ? answer : {};
      outgoing.writeHead(status, { 'content-type': type });
      outgoing.end(
        answer.kind === 'raw' ? answer.body : completionOf(request, answer.text, answer.finish ?? 'stop'),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    promptTokens,
    keys,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function completionOf(request: ModelRequest, content: string, finish: string): string {
  const limit = request.max_completion_tokens ?? request.max_tokens ?? 100;
  const tokensOut = finish === 'length' ? limit : 100;
  return JSON.stringify({
    id: 'stand-in',
    object: 'chat.completion',
    created: 0,
    model: request.model,
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content, refusal: null } }],
    usage: { prompt_tokens: 1_000, completion_tokens: tokensOut, total_tokens: 1_000 + tokensOut },
  });
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  return body;
}
