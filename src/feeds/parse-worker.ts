import { serveWorker } from '../outbound/serve-worker.ts';
import { type FeedDocument, parseFeed } from './parse-feed.ts';

serveWorker((document) => parseFeed(document as FeedDocument));
