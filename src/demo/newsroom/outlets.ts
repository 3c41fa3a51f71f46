/** How an outlet writes its feed; together they cover what readers of feeds meet. */
export type FeedFormat = 'rss' | 'rss-full-text' | 'atom' | 'rdf' | 'json';

export type Outlet = {
  /** Names the outlet in the articles' front matter; its place in the list decides its port. */
  slug: string;
  name: string;
  motto: string;
  /** CSS colour of the masthead. */
  colour: string;
  feedFormat: FeedFormat;
  feedPath: string;
  /** Descriptions in the feed carry markup and a link, as many publishers' do. */
  hasMarkupInTeasers: boolean;
  /** Stands before a link to another article in the middle of the text. */
  linkMark: string;
  hasJsonLd: boolean;
  newsletterPrompt: string;
  cookieNotice: string;
};

/** Invented outlets: no name here belongs to a real publisher. Each is served on a port of its own. */
export const OUTLETS: readonly Outlet[] = [
  {
    slug: 'harbour-post',
    name: 'Harbour Post',
    motto: 'News from every quay',
    colour: '#17365d',
    feedFormat: 'rss',
    feedPath: '/feeds/all.rss',
    hasMarkupInTeasers: false,
    linkMark: 'READ |',
    hasJsonLd: true,
    newsletterPrompt:
      'Morning Tide, our daily letter, reaches you before breakfast. Sign up with your address.',
    cookieNotice: 'Harbour Post stores small files on your device to count readers. Accept or choose.',
  },
  {
    slug: 'sample-wire',
    name: 'Sample Wire',
    motto: 'First, short, plain',
    colour: '#3b3b3b',
    feedFormat: 'rss-full-text',
    feedPath: '/rss.xml',
    hasMarkupInTeasers: false,
    linkMark: 'ALSO ON THE WIRE:',
    hasJsonLd: false,
    newsletterPrompt: 'Editors: ask our sales desk for a trial of the full service.',
    cookieNotice: 'This site works without cookies.',
  },
  {
    slug: 'lanternfield-times',
    name: 'Lanternfield Times',
    motto: 'Reporting by a steady light',
    colour: '#6b2d5c',
    feedFormat: 'atom',
    feedPath: '/feed.atom',
    hasMarkupInTeasers: false,
    linkMark: 'Read more:',
    hasJsonLd: true,
    newsletterPrompt: 'You have read two of your three free articles this week. Subscribe to go on.',
    cookieNotice: 'We and our partners would like to use cookies. You can say no on the next page.',
  },
  {
    slug: 'copperwharf-ledger',
    name: 'Copperwharf Ledger',
    motto: 'Trade, money, power',
    colour: '#8a4b1d',
    feedFormat: 'rdf',
    feedPath: '/index.rdf',
    hasMarkupInTeasers: false,
    linkMark: 'See also:',
    hasJsonLd: false,
    newsletterPrompt: 'The Ledger at Five: the numbers of the day in one letter. Join the list.',
    cookieNotice: 'Cookies help us to remember your watch list. Manage them in the settings.',
  },
  {
    slug: 'ninefold-observer',
    name: 'Ninefold Observer',
    motto: 'Nine desks, one world',
    colour: '#1d6b52',
    feedFormat: 'json',
    feedPath: '/feed.json',
    hasMarkupInTeasers: false,
    linkMark: 'READ ALSO |',
    hasJsonLd: true,
    newsletterPrompt: 'Support independent reporting with a monthly gift of any size.',
    cookieNotice: 'By reading on you agree that we keep your choice of edition in a cookie.',
  },
  {
    slug: 'radio-tidewell',
    name: 'Radio Tidewell',
    motto: 'Heard from shore to shore',
    colour: '#0b6e99',
    feedFormat: 'rss',
    feedPath: '/news/rss',
    hasMarkupInTeasers: true,
    linkMark: 'LISTEN |',
    hasJsonLd: false,
    newsletterPrompt: 'Hear the midday bulletin as a podcast wherever you listen.',
    cookieNotice: 'Our player sets a cookie so that it knows where you stopped listening.',
  },
  {
    slug: 'hollowmere-courier',
    name: 'Hollowmere Courier',
    motto: 'Brought to the door since the last flood',
    colour: '#7a1f1f',
    feedFormat: 'atom',
    feedPath: '/atom.xml',
    hasMarkupInTeasers: true,
    linkMark: 'READ |',
    hasJsonLd: false,
    newsletterPrompt: 'Get the Courier on your telephone. Install our application and switch alerts on.',
    cookieNotice: 'We use cookies for crosswords and for little else.',
  },
];
