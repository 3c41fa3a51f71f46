import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import type { Platform } from '../../src/model/channel.ts';
import { createAnswerDigestFeed } from '../../commands/channel/answer-digest-feed.ts';
import { createReadingOf } from '../../commands/reading-of.ts';
import { CHANNEL } from '../store/contract/samples.ts';
import { openArchive } from '../support/archived-digest.ts';

async function ask(channelId: string, publicUrl: string | null) {
  const { store, archive, clock } = await openArchive();
  const readingOf = createReadingOf(store.channels, { timeZone: 'UTC', languages: ['en'] }, clock);
  await store.channels.ensure({ ...CHANNEL, platform: 'slack', workspaceId: 'T1', channelId: 'C1' }, null, 0);
  const pagesFor = (platform: Platform) =>
    publicUrl ?? (platform === 'local' ? 'http://localhost:8787' : null);
  const answer = createAnswerDigestFeed({ readingOf, feedToken: archive.feedToken, pagesFor });
  return renderPlainText(await answer({ address: { platform: 'slack', workspaceId: 'T1', channelId } }));
}

describe('/channel feed', () => {
  it('tells the secret addresses, and from where they are reached', async () => {
    expect(await ask('C1', 'https://news.example')).toMatch(
      /RSS: https:\/\/news\.example\/feed\/token-x+-1\.xml.*JSON Feed: .*\.json.*is a secret/s,
    );
    expect(await ask('C1', null)).toMatch(
      /http:\/\/localhost:8787\/feed\/.*on the machine that Sitrep runs on/s,
    );
    expect(await ask('C2', null)).toContain('This channel gets no digests');
  });
});
