import type { FeedFailureCode } from '../model/feed.ts';

const SENTENCES: Readonly<Record<FeedFailureCode, string>> = {
  'not-found':
    'There is no feed at this address any more; look for its new address on the site, or remove it.',
  gone: 'The site says that this feed was given up; it is retired. Add its successor if there is one.',
  forbidden:
    'The site refuses to serve this feed to us; try its public feed address, or ask the site to allow our User-Agent.',
  'bot-challenge':
    'The site answers with a check for humans instead of the feed; ask it to let feed readers through, or use another feed of that outlet.',
  'not-a-feed':
    'What is at this address is not a feed; give the address of the feed itself, or the site so that its feeds can be found.',
  empty: 'The answer is empty; this is usually a passing fault of the site, and it is tried again.',
  malformed: 'The feed is damaged and could not be read; tell the site, it is tried again meanwhile.',
  'too-big': 'The feed is larger than what is read; use a smaller feed of that outlet.',
  'too-slow': 'The site takes too long to answer; it is tried again less often until it is faster.',
  certificate: "The site's certificate is not valid; check the address, else the site has to renew it.",
  dns: "The site's name cannot be found; check the spelling of the address and this machine's DNS.",
  unreachable:
    "The site cannot be reached; check the address and this machine's connection, it is tried again.",
  'redirect-loop':
    'The address leads from one redirect to the next without end; give the address of the feed itself, it is tried again.',
  'private-address':
    'The address leads into a private network and is not fetched; allow it with ALLOW_PRIVATE_ADDRESSES if it is yours.',
  'rate-limited': 'The site asks us to come less often; it is tried again after the time it asked for.',
  'server-error': 'The site has a fault of its own; it is tried again.',
  'bad-address':
    'This is not an address that can be fetched; give one that begins with http:// or https://, without a password.',
};

/** The sentence for a person: what is wrong with a feed, and what to do. */
export function describeFailure(code: FeedFailureCode): string {
  return SENTENCES[code];
}
