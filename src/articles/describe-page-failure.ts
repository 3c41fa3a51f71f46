import type { PageFailure } from './fetch-page.ts';

const SENTENCES: Readonly<Record<PageFailure, string>> = {
  'not-found': 'There is no page at this address; check the link.',
  gone: 'The page was taken down by its site.',
  forbidden:
    'The site refuses to show us this page; it may need a login. Try another outlet that tells the story.',
  'bot-challenge':
    'The site shows us a check for humans instead of the page. Try another outlet that tells the story.',
  'not-a-feed': 'What is at this address cannot be read as a page.',
  'not-a-page': 'This is a file, not a page with an article; give the link of the article.',
  empty: 'The page is empty; try again later.',
  malformed: 'The page is damaged and cannot be read; try again later.',
  'too-big': 'The page is too large to be read.',
  'too-slow': 'The site took too long to answer; try again in a minute.',
  certificate: "The site's certificate is not valid, so its page was not read; check the link.",
  dns: "The site's name cannot be found; check the spelling of the link.",
  unreachable: 'The site cannot be reached; check the link, or try again later.',
  'private-address': 'The link leads into a private network and is not read.',
  'rate-limited': 'The site asks us to come back later; try again in some minutes.',
  'server-error': 'The site has a fault of its own; try again later.',
  'bad-address':
    'This is not a link that can be read; give one that begins with http:// or https://, without a password.',
  robots: 'The site does not allow programs to read this page.',
  'no-text': 'No article text was found on this page; give the link of a single article.',
  'moved-away': "The link leads to the site's front page now; the article may have been removed.",
  unreadable: 'The page is built in a way that cannot be read.',
};

/** The sentence for a person who asked for a page: what is wrong, and what to do. */
export function describePageFailure(code: PageFailure): string {
  return SENTENCES[code];
}
