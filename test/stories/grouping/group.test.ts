import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/clock.ts';
import {
  createGrouper,
  type Grouper,
  type GroupingArticle,
} from '../../../src/stories/grouping/group-articles.ts';
import { groupForEval } from '../../../src/stories/grouping/group-for-eval.ts';

const START = Date.UTC(2026, 2, 2, 8);

const article = (id: string, change: Partial<GroupingArticle> = {}): GroupingArticle => ({
  id,
  title: 'Ferry sinks off Port Salin',
  text: 'A ferry with 90 people aboard went down in a storm off Port Salin on Monday, the Tarrow coastguard said.',
  outletDomain: 'harbour.example',
  url: null,
  publishedAt: null,
  firstSeenAt: START,
  language: 'en',
  ...change,
});

const ferryAgain = (id: string, minutes: number) =>
  article(id, {
    title: 'Tarrow coastguard searches for ferry passengers',
    text: 'Boats searched on Monday for passengers of the ferry that went down in a storm off Port Salin.',
    outletDomain: 'wire.example',
    firstSeenAt: START + minutes * MINUTE,
  });

const budget = (id: string, minutes: number) =>
  article(id, {
    title: 'Parliament in Orlen adopts budget',
    text: 'Lawmakers in Orlen voted for a budget that doubles spending on railways.',
    outletDomain: 'courier.example',
    firstSeenAt: START + minutes * MINUTE,
  });

const newGrouper = (windowArticles?: number): Grouper => {
  let count = 0;
  const newId = () => `story-${++count}`;
  return createGrouper(windowArticles === undefined ? { newId } : { newId, windowArticles });
};

describe('placing articles', () => {
  it('starts a story, and joins it when another outlet tells the same', () => {
    const grouper = newGrouper();
    expect(grouper.place(article('a'))).toMatchObject({ kind: 'started', storyId: 'story-1', centrality: 1 });
    expect(grouper.place(budget('b', 1))).toMatchObject({ kind: 'started', storyId: 'story-2' });
    const joined = grouper.place(ferryAgain('c', 2));
    expect(joined).toMatchObject({ kind: 'joined', storyId: 'story-1', isSyndicated: false, mergedIds: [] });
    expect(joined.centrality).toBeGreaterThan(0);
    expect(joined.centrality).toBeLessThan(1);
  });

  it('knows a copy, also one with a changed headline', () => {
    const grouper = newGrouper();
    grouper.place(article('a'));
    const copy = article('b', { title: 'Storm sinks ferry', outletDomain: 'courier.example' });
    expect(grouper.place(copy)).toMatchObject({ kind: 'joined', storyId: 'story-1', isSyndicated: true });
  });

  it('does not join what comes after the window', () => {
    const grouper = newGrouper();
    grouper.place(article('a'));
    expect(grouper.place(ferryAgain('b', (6 * DAY) / MINUTE))).toMatchObject({ kind: 'started' });
    expect(grouper.size).toBe(1);
  });

  it('goes on after a restart as before', () => {
    const grouper = newGrouper();
    grouper.restore(article('a'), 'old-1');
    grouper.restore(budget('b', 1), 'old-2');
    expect(grouper.place(ferryAgain('c', 2)).storyId).toBe('old-1');
    expect(grouper.centralArticle('old-2')).toBe('b');
    expect(grouper.centralArticle('unknown')).toBeNull();
  });

  it('merges stories that settle as one, into the older', () => {
    const grouper = newGrouper();
    grouper.restore(article('a'), 'old-1');
    grouper.restore(budget('b', 1), 'old-2');
    grouper.restore(ferryAgain('c', 2), 'old-3');
    grouper.place(
      article('d', {
        title: 'Ferry sinks in storm off Port Salin',
        text: 'A storm sank a ferry with 90 people aboard off Port Salin in Tarrow on Monday.',
        outletDomain: 'dispatch.example',
        firstSeenAt: START + 3 * MINUTE,
      }),
    );
    const merges = grouper.settle(START + 3 * DAY);
    const remaining = new Set(['old-1', 'old-2', 'old-3'].filter((id) => grouper.centralArticle(id)));
    expect(remaining).toEqual(new Set(['old-1', 'old-2']));
    expect(merges.every(({ into }) => into === 'old-1')).toBe(true);
  });
});

describe('settling', () => {
  const told = (id: string, minutes: number) =>
    article(id, {
      title: 'Ferry sinks in storm off Port Salin',
      text: 'A storm sank a ferry with 90 people aboard off Port Salin in Tarrow on Monday.',
      outletDomain: `${id}.example`,
      firstSeenAt: START + minutes * MINUTE,
    });

  it('goes on after a restart', () => {
    const grouper = newGrouper();
    grouper.restore(article('a'), 'old-1');
    grouper.restore(told('b', 2), 'old-2');
    expect(grouper.settle(START + 3 * DAY)).toEqual([{ from: 'old-2', into: 'old-1' }]);
  });

  it('waits while the closest story is still told, rather than taking a lesser one', () => {
    const grouper = newGrouper();
    grouper.restore(article('a'), 'old-1');
    grouper.restore(ferryAgain('b', 1), 'lesser');
    grouper.restore(told('c', 2), 'closest');
    grouper.restore(
      {
        ...told('d', 60),
        text: 'The ferry that a storm sank off Port Salin in Tarrow had 90 people aboard.',
      },
      'closest',
    );
    const quietAt = START + 36 * HOUR + 30 * MINUTE;
    expect(grouper.settle(quietAt)).toEqual([]);
    expect(grouper.settle(quietAt + HOUR)).toContainEqual({ from: 'closest', into: 'old-1' });
  });
});

describe('bad input', () => {
  it.each([
    ['1970', 0],
    ['2100', Date.UTC(2100, 0, 1)],
  ])('a date in %s changes nothing', (_, publishedAt) => {
    const grouper = newGrouper();
    grouper.place(article('a', { publishedAt }));
    expect(grouper.place({ ...ferryAgain('b', 30), publishedAt: START }).storyId).toBe('story-1');
    expect(grouper.place(budget('c', 60)).kind).toBe('started');
    expect(grouper.size).toBe(3);
  });

  it('neither text nor title', () => {
    const grouper = newGrouper();
    const empty = { title: '', text: '', outletDomain: '' };
    expect(grouper.place(article('a', empty)).kind).toBe('started');
    expect(grouper.place(article('b', empty)).kind).toBe('started');
    expect(grouper.place(article('c')).kind).toBe('started');
  });

  it('a text of 2 MB is like its start', () => {
    const grouper = newGrouper();
    grouper.place(article('a'));
    const long = ferryAgain('b', 5);
    const placed = grouper.place({
      ...long,
      text: `${long.text} ${'Other matters followed at length. '.repeat(60_000)}`,
    });
    expect(placed.storyId).toBe('story-1');
  });

  it.each([
    [
      'Japanese',
      '台風で貨物船が沈没、乗組員十二人が行方不明',
      '貨物船が台風で沈没し乗組員十二人の行方が分からない',
      '国会が新しい予算案を可決した',
    ],
    [
      'Thai',
      'เรือบรรทุกสินค้าจมในพายุ ลูกเรือสูญหายสิบสองคน',
      'พายุทำให้เรือบรรทุกสินค้าจม ลูกเรือสิบสองคนสูญหาย',
      'รัฐสภาผ่านงบประมาณใหม่',
    ],
    [
      'Arabic',
      'غرق عبارة قبالة ميناء سالين وعلى متنها تسعون راكبا',
      'غرق العبارة قبالة ميناء سالين وفقدان تسعين راكبا',
      'البرلمان يقر الموازنة الجديدة',
    ],
  ])('%s', (_, told, again, other) => {
    const grouper = newGrouper();
    const place = (id: string, title: string) =>
      grouper.place(article(id, { title, text: '', language: null, outletDomain: `${id}.example` }));
    const { storyId } = place('a', told);
    expect(place('b', other).storyId).not.toBe(storyId);
    expect(place('c', again).storyId).toBe(storyId);
  });

  it('the same article a hundred times is one story and is remembered once', () => {
    const grouper = newGrouper();
    const stories = Array.from({ length: 100 }, (_, index) => grouper.place(article(`a${index}`)).storyId);
    expect(new Set(stories)).toEqual(new Set(['story-1']));
    expect(grouper.size).toBe(1);
  });

  it('five thousand at once stay within the window', () => {
    const grouper = newGrouper(2_000);
    const names = ['Orlen', 'Tarrow', 'Velmora', 'Quist', 'Harrow', 'Saltmarsh', 'Dunmere'];
    for (let index = 0; index < 5_000; index++) {
      const name = `${names[index % 7]}${Math.floor(index / 7)}`;
      grouper.place(
        article(`a${index}`, {
          title: `Mayor of ${name} opens bridge ${index}`,
          text: `The bridge in ${name} cost ${index} crowns.`,
        }),
      );
    }
    expect(grouper.size).toBeLessThanOrEqual(2_000);
  });
});

describe('groupForEval', () => {
  const record = ({ id, title, text, outletDomain, firstSeenAt }: GroupingArticle, isDated = true) => ({
    id,
    title,
    text,
    source: outletDomain,
    publishedAt: isDated ? new Date(firstSeenAt).toISOString() : null,
  });

  it('answers for each record, dated or not', () => {
    const articles = [article('a'), budget('b', 60), ferryAgain('c', 120)];
    for (const isDated of [true, false]) {
      const placed = groupForEval(articles.map((one) => record(one, isDated)));
      expect(placed.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      expect(placed[2]?.story).toBe(placed[0]?.story);
      expect(placed[1]?.story).not.toBe(placed[0]?.story);
    }
  });

  it('takes records with anything missing', () => {
    const placed = groupForEval([
      { id: 7 },
      { id: 'x', title: 12, text: null, publishedAt: 'soon', url: ':' },
    ]);
    expect(placed.map(({ id }) => id)).toEqual(['7', 'x']);
    expect(groupForEval([])).toEqual([]);
  });

  it('a wrong date does not move the records after it', () => {
    const wrong = { ...record(budget('b', 60)), publishedAt: '2100-01-01T00:00:00Z' };
    const placed = groupForEval([record(article('a')), wrong, record(ferryAgain('c', (3 * HOUR) / MINUTE))]);
    expect(placed[2]?.story).toBe(placed[0]?.story);
  });
});
