import { describe, expect, it } from 'vitest';
import { createNetworkNotice } from '../../src/app/observe-pipeline.ts';
import type { FeedFailureCode, PollResult } from '../../src/model/feed.ts';
import { sampleFeed } from '../support/sample-feed.ts';

function polls(codes: readonly (FeedFailureCode | null)[]) {
  let said = 0;
  const { onPolled } = createNetworkNotice(() => (said += 1));
  codes.forEach((code, index) => {
    const result: PollResult = {
      feed: { failure: code && { code, message: 'm', since: 0 } },
      isSuccess: code === null,
      articles: [],
    };
    onPolled?.({ feed: sampleFeed({ id: `feed-${index}` }), result, added: 0 });
  });
  return said;
}

describe('createNetworkNotice', () => {
  it('speaks once when several feeds fail for the network and none has worked', () => {
    expect(polls(['dns', 'dns', 'unreachable', 'too-slow'])).toBe(0);
    expect(polls(['dns', 'dns', 'unreachable', 'too-slow', 'dns', 'dns', 'dns'])).toBe(1);
  });

  it('keeps quiet once anything was reached', () => {
    expect(polls(['dns', null, 'dns', 'dns', 'dns', 'dns', 'dns'])).toBe(0);
    expect(polls(['not-found', 'dns', 'dns', 'dns', 'dns', 'dns'])).toBe(0);
  });
});
