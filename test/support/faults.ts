import type { IncomingMessage, ServerResponse } from 'node:http';

/** `effect` says whether the platform did what it was asked before the answer went wrong. */
export type Fault =
  | { kind: 'rate-limit'; retryAfterSeconds: number }
  | { kind: 'status'; status: number; effect: 'before' | 'after' }
  | { kind: 'drop'; effect: 'before' | 'after' }
  /** No answer at all: the caller runs into its time-out. */
  | { kind: 'silence'; effect: 'before' | 'after' }
  /** The platform's own refusal, by its code. */
  | { kind: 'refusal'; code: string | number };

export type Call = { method: string; channelId: string };
export type FaultPlan = (call: Call) => Fault | null;

export type Answer = { status: number; body: unknown; headers?: Readonly<Record<string, string>> };

export type Faults = {
  /** The next call of this method goes wrong. */
  failNext(method: string, fault: Fault): void;
  /** Answers one call: by the queue, then by the plan, else as it should. */
  answer(
    call: Call,
    request: IncomingMessage,
    response: ServerResponse,
    perform: () => Answer,
    refuse: (code: string | number) => Answer,
  ): void;
};

/** What goes wrong in a stand-in: single faults set by a test, and a plan for all calls. */
export function createFaults(plan: FaultPlan = () => null): Faults {
  const queued = new Map<string, Fault[]>();
  return {
    failNext(method, fault) {
      queued.set(method, [...(queued.get(method) ?? []), fault]);
    },
    answer(call, request, response, perform, refuse) {
      const fault = queued.get(call.method)?.shift() ?? plan(call);
      if (!fault) send(response, perform());
      else if (fault.kind === 'refusal') send(response, refuse(fault.code));
      else if (fault.kind === 'rate-limit') send(response, rateLimited(fault.retryAfterSeconds));
      else {
        if (fault.effect === 'after') perform();
        if (fault.kind === 'drop') request.socket.destroy();
        if (fault.kind === 'status') send(response, { status: fault.status, body: 'something broke' });
      }
    },
  };
}

function rateLimited(seconds: number): Answer {
  return {
    status: 429,
    headers: { 'retry-after': String(seconds) },
    // Slack's answer has no body; Discord's is this.
    body: { message: 'You are being rate limited.', retry_after: seconds, global: false },
  };
}

export function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const contentType = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { ...(text ? { 'content-type': contentType } : {}), ...headers }).end(text);
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
