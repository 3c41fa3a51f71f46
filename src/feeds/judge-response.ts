import type { FeedFailureCode } from '../model/feed.ts';

/** What a status and body say about a feed, before anything is parsed. */
export type ResponseVerdict =
  | { kind: 'not-modified' }
  | { kind: 'document' }
  | { kind: 'failed'; code: FeedFailureCode };

const REFUSALS = new Set([401, 402, 403, 405, 406, 407, 451]);

/** Words of the pages that protection services put before a site. Each occurs on no feed's first lines. */
const CHALLENGE =
  /cf-browser-verification|cf[-_]chl|challenge-platform|just a moment\.\.\.|attention required! \| cloudflare|checking your browser|enable javascript and cookies to continue|ddos-guard|_incapsula_resource|incapsula incident|px-captcha|perimeterx|datadome|captcha-delivery|sucuri website firewall|awswafcookie|aws-waf-token|geetest|g-recaptcha|h-captcha|hcaptcha\.com|are you a robot|verify you are (?:a )?human|unusual traffic from your|request unsuccessful\. incapsula|bot verification|anubis_challenge|making sure you(?:&#39;|')re not a bot/i;

/** Judges an answer to a poll. A challenge page is told from a refusal, and from a feed where it comes with status 200. */
export function judgeResponse(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): ResponseVerdict {
  if (status === 304) return { kind: 'not-modified' };
  if (isBotChallenge(headers, body)) return { kind: 'failed', code: 'bot-challenge' };
  if (status === 204 || (status === 200 && body.length === 0)) return { kind: 'failed', code: 'empty' };
  if (status >= 200 && status < 300) return { kind: 'document' };
  if (status === 404) return { kind: 'failed', code: 'not-found' };
  if (status === 410) return { kind: 'failed', code: 'gone' };
  if (status === 429) return { kind: 'failed', code: 'rate-limited' };
  if (status === 503 && headers['retry-after']) return { kind: 'failed', code: 'rate-limited' };
  if (REFUSALS.has(status)) return { kind: 'failed', code: 'forbidden' };
  return { kind: 'failed', code: status >= 300 && status < 400 ? 'unreachable' : 'server-error' };
}

/** True for a page that a protection service shows instead of what was asked for. */
export function isBotChallenge(headers: Readonly<Record<string, string>>, body: Uint8Array): boolean {
  if (headers['cf-mitigated'] === 'challenge') return true;
  const head = Buffer.from(body.subarray(0, 20_000)).toString('latin1');
  const isPage =
    /<(?:!doctype html|html|head|body|title)\b/i.test(head) && !/<(?:rss|feed|rdf:rdf)[\s>]/i.test(head);
  return isPage && CHALLENGE.test(head);
}
