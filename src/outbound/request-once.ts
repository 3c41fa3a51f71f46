import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Limit } from './start-limit.ts';

export type RawRequest = {
  url: URL;
  headers: Record<string, string>;
  timeoutMs: number;
  /** Cap of the body as it comes over the wire. */
  maxBytes: number;
};

/** Headers by lower-case name. A redirect comes without its body; `body` is null where it is beyond the cap. */
export type RawResponse = { status: number; headers: IncomingHttpHeaders; body: Uint8Array | null };

const NOTHING = new Uint8Array(0);

/**
 * One request without following redirects, by undici's own dispatch: its `request` makes a stream, a signal and their
 * listeners for each, which is more than all that a poll of an unchanged feed needs. Rejects with the network's fault,
 * or with what the limit is over for.
 */
export function requestOnce(
  dispatcher: Dispatcher,
  { url, headers, timeoutMs, maxBytes }: RawRequest,
  limit: Limit,
): Promise<RawResponse> {
  if (limit.over) return Promise.reject(limit.over);
  return new Promise((resolve, reject) => {
    const response: RawResponse = { status: 0, headers: {}, body: NOTHING };
    const chunks: Uint8Array[] = [];
    let size = 0;
    let running: Dispatcher.DispatchController | null = null;
    limit.onOver = (fault) => {
      reject(fault);
      running?.abort(fault);
    };
    /** The rest is not wanted: the connection goes with it. */
    const leave = (controller: Dispatcher.DispatchController) => {
      resolve(response);
      controller.abort(LEFT);
    };
    const options = {
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    } as const;
    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        running = controller;
        if (limit.over) controller.abort(limit.over);
      },
      onResponseStart(controller, status, received) {
        if (status < 200) return;
        response.status = status;
        response.headers = received;
        if (isRedirect(response)) leave(controller);
      },
      onResponseData(controller, chunk) {
        size += chunk.length;
        if (size > maxBytes) {
          response.body = null;
          leave(controller);
        } else chunks.push(chunk);
      },
      onResponseEnd() {
        if (chunks.length > 0) response.body = Buffer.concat(chunks, size);
        resolve(response);
      },
      onResponseError: (_controller, fault) => reject(fault),
    });
  });
}

const LEFT = new Error('the rest is not wanted');

export function isRedirect({ status, headers }: Pick<RawResponse, 'status' | 'headers'>): boolean {
  return [301, 302, 303, 307, 308].includes(status) && Boolean(headers.location);
}
