import type { Feed } from '../../src/model/feed.ts';

export function sampleFeed(patch: Partial<Feed> = {}): Feed {
  return {
    id: 'feed-1',
    url: 'https://harbour.example/feed.xml',
    title: 'Harbour Post',
    folder: '',
    host: 'harbour.example:443',
    state: 'active',
    addedAt: 0,
    nextCheckAt: 0,
    intervalMs: 900_000,
    firstPolledAt: null,
    lastCheckedAt: null,
    lastSuccessAt: null,
    etag: null,
    lastModified: null,
    bodyHash: null,
    failureCount: 0,
    failure: null,
    movedTo: null,
    recentPublishedAt: [],
    notice: null,
    ...patch,
  };
}
