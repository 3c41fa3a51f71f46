import {
  ROBOTS_FAILURE_KEPT_MS,
  ROBOTS_HOSTS,
  ROBOTS_KEPT_MS,
  ROBOTS_MAX_BYTES,
} from '../../config/feeds-tuning.ts';
import { type Clock, SECOND } from '../clock.ts';
import type { GuardedFetch } from '../outbound/guarded-fetch.ts';

/** Whether a page may be fetched by us, by its site's robots.txt. */
export type RobotsCheck = (url: string, signal: AbortSignal) => Promise<boolean>;

type Rule = { isAllow: boolean; path: string };
type Rules = { kind: 'rules'; rules: readonly Rule[] } | { kind: 'everything' } | { kind: 'nothing' };

/**
 * Makes a check by RFC 9309: the rules of the group that names `productToken`, else those for all; the longest match
 * wins; no file (4xx) allows everything, a failing server nothing for a while. Files are kept for a day.
 */
export function createRobotsCheck(parts: {
  fetch: GuardedFetch;
  clock: Clock;
  productToken: string;
}): RobotsCheck {
  const kept = new Map<string, { rules: Rules; until: number }>();
  return async (url, signal) => {
    const page = URL.parse(url);
    if (!page) return false;
    const now = parts.clock.now();
    const known = kept.get(page.origin);
    if (known && known.until > now) return isAllowed(known.rules, page);
    const fetched = await fetchRules(parts.fetch, page.origin, parts.productToken, signal);
    if (signal.aborted) return false;
    kept.delete(page.origin);
    if (kept.size >= ROBOTS_HOSTS) kept.delete(kept.keys().next().value ?? '');
    const keptMs = fetched.kind === 'nothing' ? ROBOTS_FAILURE_KEPT_MS : ROBOTS_KEPT_MS;
    kept.set(page.origin, { rules: fetched, until: now + keptMs });
    return isAllowed(fetched, page);
  };
}

async function fetchRules(
  fetch: GuardedFetch,
  origin: string,
  productToken: string,
  signal: AbortSignal,
): Promise<Rules> {
  const outcome = await fetch(`${origin}/robots.txt`, {
    accept: 'text/plain, */*;q=0.5',
    maxBytes: ROBOTS_MAX_BYTES,
    timeoutMs: 10 * SECOND,
    signal,
  });
  if (outcome.kind === 'failed') return { kind: outcome.code === 'too-big' ? 'everything' : 'nothing' };
  if (outcome.status >= 500 || outcome.status === 429) return { kind: 'nothing' };
  if (outcome.status >= 400) return { kind: 'everything' };
  return readRobots(new TextDecoder().decode(outcome.body), productToken);
}

/** The rules of a robots.txt that concern `productToken` (RFC 9309, 2.2). Pure. */
export function readRobots(text: string, productToken: string): Rules {
  const token = productToken.toLowerCase();
  const own: Rule[] = [];
  const everybody: Rule[] = [];
  let isNamed = false;
  let agents: string[] = [];
  let isInGroup = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, field = '', value = ''] =
      /^\s*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/i.exec(line.slice(0, 2_000)) ?? [];
    const name = field.toLowerCase();
    if (name === 'user-agent') {
      agents = isInGroup ? [value.toLowerCase()] : [...agents, value.toLowerCase()];
      isInGroup = false;
      isNamed ||= agents.includes(token);
    } else if (name === 'allow' || name === 'disallow') {
      isInGroup = true;
      // An empty Disallow forbids nothing.
      if (value === '') continue;
      const rule = { isAllow: name === 'allow', path: value };
      if (agents.includes(token)) own.push(rule);
      if (agents.includes('*')) everybody.push(rule);
    }
  }
  return { kind: 'rules', rules: isNamed ? own : everybody };
}

/** The longest matching rule decides, and `allow` where two are as long. */
export function isAllowed(rules: Rules, page: URL): boolean {
  if (rules.kind !== 'rules') return rules.kind === 'everything';
  const path = `${page.pathname}${page.search}`;
  let best: Rule | null = null;
  for (const rule of rules.rules) {
    if (!matches(rule.path, path)) continue;
    const isLonger = best === null || rule.path.length > best.path.length;
    const isEqualAllow = best !== null && rule.path.length === best.path.length && rule.isAllow;
    if (isLonger || isEqualAllow) best = rule;
  }
  return best?.isAllow ?? true;
}

/** `*` stands for anything, a closing `$` for the end. Compared piece by piece, so that no pattern is slow. */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$');
  const pieces = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  const [first = '', ...rest] = pieces;
  if (!path.startsWith(first)) return false;
  if (rest.length === 0) return !isAnchored || path.length === first.length;
  let at = first.length;
  for (const [index, piece] of rest.entries()) {
    const isLast = index === rest.length - 1;
    if (isLast && isAnchored) return path.length - piece.length >= at && path.endsWith(piece);
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return true;
}
