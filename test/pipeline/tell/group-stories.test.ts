import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/clock.ts';
import { silentLogger } from '../../../src/log.ts';
import { NO_WISHES } from '../../../src/model/channel.ts';
import type { ArticleReading } from '../../../src/model/reading.ts';
import { createGroupStories } from '../../../src/pipeline/tell/group-stories.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { makeReading } from '../../../src/stories/make-reading.ts';
import { createGrouper } from '../../../src/stories/grouping/group-articles.ts';
import { A, CHANNEL, poll, READING, sampleArticle, sampleSummary } from '../../store/contract/samples.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const LEAD =
  'A missile strike killed 12 people at the port of Odesa in Ukraine on Monday, the governor said.';
const FILLER = Array.from({ length: 20 }, (_, at) => `Cranes at berth ${at + 1} of Odesa stood still.`).join(
  ' ',
);

let opened: Store | null = null;
afterEach(() => opened?.close());

async function openGrouping() {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  opened = store;
  await store.instances.start({ id: A, machine: 'm', pid: 1, now: clock.now() });
  let made = 0;
  const read: string[] = [];
  let stopping = new AbortController();
  const step = createGroupStories({
    store,
    newGrouper: () => createGrouper({ newId: () => `story-${(made += 1)}` }),
    makeReading: async (article) => {
      read.push(article.title);
      return makeReading(article);
    },
    language: 'en',
    tuning: { windowMs: 96 * 60 * MINUTE, batch: 50, unreadyMs: 24 * 60 * MINUTE, quietMs: null },
    instanceId: A,
    idleMs: 0,
    onGrouped: () => {},
    clock: { now: () => clock.now(), sleep: async () => stopping.abort() },
    log: silentLogger,
  });
  let count = 0;

  /** An article comes in, is read, grouped and, where it is due, summarised; the story it is in now. */
  async function tell(
    title: string,
    text: string,
    outletDomain: string,
    reading: ArticleReading | null = makeReading({ title, text }),
  ) {
    clock.advance(MINUTE);
    await store.instances.beat(A, clock.now());
    const name = `${outletDomain}-${(count += 1)}`;
    await poll(store, [sampleArticle(name, { title, outletDomain })], clock.now());
    for (const { row, token } of await store.articles.claimUnread({
      instanceId: A,
      now: clock.now(),
      limit: 9,
    }))
      await store.articles.storeReading(row.id, token, { ...READING, text, title, reading });
    stopping = new AbortController();
    await step.run(stopping.signal);
    return store.stories.get('story-1');
  }
  async function summarise() {
    const now = clock.now() + 60 * MINUTE;
    for (const { row, token } of await store.stories.claimSummaryDue({ instanceId: A, now, limit: 9 })) {
      const summary = sampleSummary(row.id, { version: row.version });
      await store.summaries.storeResult(row.id, token, { kind: 'summary', summary, retryAt: null }, now);
    }
  }
  return { tell, summarise, store, read };
}

describe('group-stories', () => {
  it.each([
    [
      'retraction',
      'Harbour Post retracts report of Odesa missile strike',
      'The Harbour Post has retracted its report that a missile strike killed 12 people at the port of Odesa.',
      'withdrawn: Harbour Post retracts report of Odesa missile strike',
    ],
    [
      'correction',
      'Missile strike hits port of Odesa in Ukraine',
      `${LEAD} ${FILLER} Correction: An earlier version of this article gave the wrong day.`,
      'corrected: An earlier version of this article gave the wrong day.',
    ],
  ])('makes a new version of a story whose outlet brings a %s', async (kind, title, text, line) => {
    const { tell, summarise } = await openGrouping();
    await tell('Missile strike kills 12 at port of Odesa in Ukraine', `${LEAD} ${FILLER}`, 'harbour.example');
    await summarise();
    expect(await tell(title, text, 'wire.example')).toMatchObject({ version: 2, change: { kind, line } });
  });

  it('compares an article that comes with what was read of the others: their texts are not loaded', async () => {
    const { tell, summarise, store, read } = await openGrouping();
    for (const outlet of ['harbour.example', 'wire.example', 'post.example'])
      await tell(
        'Missile strike kills 12 at port of Odesa in Ukraine',
        `${LEAD} ${FILLER} ${outlet}`,
        outlet,
      );
    await summarise();
    const told = await store.articles.listTold(['story-1']);
    expect(told.map(({ text }) => text)).toEqual([null, null, null]);
    store.articles.listOfStory = () => Promise.reject(new Error('texts are loaded'));
    expect(
      await tell(
        'Odesa missile strike: death toll rises to 19',
        'The death toll at the port of Odesa in Ukraine rose to 19.',
        'late.example',
      ),
    ).toMatchObject({ version: 2, articleCount: 4, change: { line: 'toll 12 -> 19' } });
    expect(read).toEqual([]);
  });

  it('reads once what an earlier version of the program stored unread', async () => {
    const { tell, summarise, store, read } = await openGrouping();
    const old = 'Missile strike kills 12 at port of Odesa in Ukraine';
    await tell(old, `${LEAD} ${FILLER}`, 'harbour.example', null);
    await summarise();
    expect(read).toEqual([old]);
    await tell('Strike on Odesa port: 12 dead in missile attack', LEAD, 'wire.example', {
      ...makeReading({ title: '', text: '' }),
      v: 0,
    });
    expect(read).toEqual([old, 'Strike on Odesa port: 12 dead in missile attack']);
    await tell('Missile strike on Odesa port kills 12', LEAD, 'post.example');
    expect(read).toHaveLength(2);
    expect((await store.articles.listTold(['story-1'])).map(({ reading }) => reading?.v)).toEqual([1, 1, 1]);
  });

  it('weighs a story by who tells it, copies not counted', async () => {
    const { tell } = await openGrouping();
    const first = await tell('Missile strike kills 12 at port of Odesa', LEAD, 'harbour.example');
    const copied = await tell('Missile strike kills 12 at port of Odesa', LEAD, 'copy.example');
    expect(copied).toMatchObject({ articleCount: 2, publisherFamilies: ['harbour.example'] });
    expect(copied?.importance.parts.breadth).toBe(first?.importance.parts.breadth);
    const other = 'Rescuers searched the port of Odesa after the missile strike that killed 12 on Monday.';
    const told = await tell('Odesa port: 12 killed in missile strike, Ukraine says', other, 'wire.example');
    expect(told?.publisherFamilies).toEqual(['harbour.example', 'wire.example']);
    expect(told?.importance.parts.breadth).toBeGreaterThan(first?.importance.parts.breadth ?? 0);
  });

  it.each([
    [null, 0],
    [30, 1],
  ])(
    "has two publishers' story summarised at once where a channel wants alerts from %s on",
    async (alertFrom, due) => {
      const { tell, store } = await openGrouping();
      const channel = await store.channels.ensure(CHANNEL, null, 0);
      await store.channels.update(channel.id, { wishes: { ...NO_WISHES, alertFrom } });
      const told = await tell('Missile strike kills 12 at port of Odesa', LEAD, 'harbour.example');
      const other = 'Rescuers searched the port of Odesa after the missile strike that killed 12 on Monday.';
      await tell('Odesa port: 12 killed in missile strike, Ukraine says', other, 'wire.example');
      const soon = (told?.firstSeenAt ?? 0) + 5 * MINUTE;
      expect((await store.counts(soon)).stories.summaryDue).toBe(due);
    },
  );
});
