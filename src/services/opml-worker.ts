import { readOpml } from '../feeds/opml.ts';
import { serveWorker } from '../outbound/serve-worker.ts';

serveWorker((text) => readOpml(String(text)));
