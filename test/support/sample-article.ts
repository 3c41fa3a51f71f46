import type { Article } from '../../src/model/article.ts';

const HOUR = 3_600_000;
/** When the sample was first seen. */
export const SAMPLE_SEEN_AT = Date.parse('2023-09-05T05:30:00Z');

/** An article that was read, two hours old when it was first seen. */
export const sampleArticle = (patch: Partial<Article> = {}): Article => ({
  id: 'a1',
  feedId: 'f1',
  url: 'https://harbour.example/a1',
  title: 'A title',
  teaser: '',
  text: 'Text.',
  textSource: 'page',
  isPaywallStub: false,
  byline: null,
  language: 'en',
  outletDomain: 'harbour.example',
  outletName: 'Harbour Post',
  publishedAt: SAMPLE_SEEN_AT - 2 * HOUR,
  firstSeenAt: SAMPLE_SEEN_AT,
  isQuiet: false,
  state: 'read',
  setAsideReason: null,
  storyId: null,
  ...patch,
});
