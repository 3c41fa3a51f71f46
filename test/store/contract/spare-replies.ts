import { expect, it } from 'vitest';
import type { PostOutcome, Store } from '../../../src/store/store.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import {
  A,
  CHANNEL,
  sampleMessage,
  samplePost,
  sampleStory,
  startBoth,
  storeDigest,
  storeReadyStory,
  T0,
} from './samples.ts';

const STORIES = ['s1', 's2'] as const;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const STEPS = 40;
type StoryId = (typeof STORIES)[number];
type Versions = Record<StoryId, number>;

/** Replies that tell in a post's thread what the platform does not let the post show. */
export function spareRepliesContract(store: () => Store): void {
  async function begin() {
    await startBoth(store());
    const stories = STORIES.map((id) => sampleStory(id));
    for (const story of stories) await storeReadyStory(store(), story);
    const channel = await store().channels.ensure(CHANNEL, null, T0);
    const posts = [samplePost('p1', [...STORIES])];
    await storeDigest(store(), channel, { id: 'd1', posts, stories, now: T0 });
    const { token } = await claimOne();
    await store().posts.storeOutcome('p1', token, { state: 'sent', externalId: 'x1' }, T0);
  }
  async function claim() {
    const [claimed] = await store().posts.claimDue({ instanceId: A, now: T0 + 9, limit: 5 });
    return claimed ?? null;
  }
  async function claimOne() {
    const claimed = await claim();
    if (!claimed) throw new Error('nothing is due');
    return claimed;
  }
  const settle = (id: string, token: string, outcome: PostOutcome) =>
    store().posts.storeOutcome(id, token, outcome, T0 + 9);
  const revise = (storyId: StoryId, version: number, isSpare = true) =>
    store().posts.revise('p1', {
      message: sampleMessage(`${storyId} version ${version}`),
      storyId,
      version,
      reply: { post: samplePost(`${storyId} v${version}`, [storyId]), isSpare, now: T0 + 1 },
    });
  const refused: PostOutcome = { state: 'sent', reason: 'too old', isEditRefused: true };

  it('does not tell in the thread what an edit has shown that was overtaken in flight', async () => {
    await begin();
    await revise('s1', 2);
    const first = await claimOne();
    await revise('s2', 2);
    await settle('p1', first.token, { state: 'sent' });
    const second = await claimOne();
    await settle('p1', second.token, refused);
    const told = await claimOne();
    expect(told.row.id).toBe('s2 v2');
    await settle(told.row.id, told.token, { state: 'sent', externalId: 'x2' });
    expect(await claim()).toBeNull();
  });

  it('tells nothing older after an important change of the same story', async () => {
    await begin();
    await revise('s1', 2);
    await revise('s1', 3, false);
    const edit = await claimOne();
    await settle('p1', edit.token, refused);
    const told = await claimOne();
    expect(told.row.id).toBe('s1 v3');
    await settle(told.row.id, told.token, { state: 'sent', externalId: 'x2' });
    expect(await claim()).toBeNull();
  });

  it.each(SEEDS)(
    'tells the newest of each story once where the post does not show it, seed %i',
    async (seed) => {
      const random = seededRandom(seed);
      await begin();
      const latest: Versions = { s1: 1, s2: 1 };
      let shown: Versions = { ...latest };
      let flight: { token: string; versions: Versions } | null = null;
      const [expected, told]: [string[], string[]] = [[], []];
      async function land({ token, versions }: NonNullable<typeof flight>) {
        const isRefused = random() < 0.5;
        await settle('p1', token, isRefused ? refused : { state: 'sent' });
        if (!isRefused) shown = versions;
        if (!isRefused || STORIES.some((id) => versions[id] < latest[id])) return;
        expected.push(...STORIES.filter((id) => latest[id] > shown[id]).map((id) => `${id} v${latest[id]}`));
        shown = { ...latest };
      }
      /** Whether there was anything to do. */
      async function deliver(): Promise<boolean> {
        const landing = flight;
        flight = null;
        if (landing) await land(landing);
        const claimed = landing ? null : await claim();
        if (claimed?.row.id === 'p1') flight = { token: claimed.token, versions: { ...latest } };
        else if (claimed) {
          told.push(claimed.row.id);
          await settle(claimed.row.id, claimed.token, { state: 'sent', externalId: claimed.row.id });
        }
        return landing !== null || claimed !== null;
      }
      for (let count = 0; count < STEPS; count++) {
        const id = STORIES[random() < 0.5 ? 0 : 1];
        if (random() < 0.5) await deliver();
        else expect(await revise(id, (latest[id] += 1))).toBe(true);
      }
      while (await deliver()) expect(told.length).toBeLessThanOrEqual(STEPS);
      expect(told.toSorted()).toEqual(expected.toSorted());
    },
  );
}
