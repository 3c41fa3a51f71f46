/** The process that parses what comes from outside. Each task loads its own libraries, when it is first asked for. */
import { serveWorker } from '../outbound/serve-worker.ts';

serveWorker({
  feed: async () => (await import('../feeds/parse/parse-feed.ts')).parseFeed,
  page: async () => (await import('../articles/extract-page.ts')).extractPage,
  text: async () => (await import('../summaries/text-desk.ts')).doTextJob,
  reading: async () => (await import('../stories/make-reading.ts')).makeReading,
  opml: async () => (await import('../feeds/opml.ts')).readOpml,
});
