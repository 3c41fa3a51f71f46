import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/clock.ts';
import { createGrouper } from '../../../src/stories/grouping/group-articles.ts';
import { cosine, sameEventOdds, weighArticle } from '../../../src/stories/grouping/similarity.ts';
import { createTermStatistics } from '../../../src/stories/grouping/term-statistics.ts';
import { readTextFeatures, resemblance } from '../../../src/stories/grouping/text-features.ts';

type Told = { title: string; text: string };
type HardPair = { same: boolean; why: string; one: Told; other: Told };

const pairs = readFileSync(new URL('../../fixtures/story-pairs.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as HardPair);

/** Told in a stream of all other events, one each quarter of an hour. */
function isOneStory(pair: HardPair): boolean {
  let count = 0;
  let now = Date.UTC(2026, 0, 5);
  const grouper = createGrouper({ newId: () => `s${++count}` });
  const into = new Map<string, string>();
  const place = (told: Told): string => {
    now += 15 * MINUTE;
    const id = `a${now}`;
    const base = { id, url: null, publishedAt: null, firstSeenAt: now, language: 'en' };
    return grouper.place({ ...base, ...told, outletDomain: `${id}.example` }).storyId;
  };
  for (const { one, same } of pairs) if (same && one.title !== pair.one.title) place(one);
  const [one, other] = [place(pair.one), place(pair.other)];
  for (const merge of grouper.settle(now + 100 * HOUR)) into.set(merge.from, merge.into);
  const final = (id: string): string => (into.has(id) ? final(into.get(id) ?? id) : id);
  return final(one) === final(other);
}

describe('hard pairs', () => {
  const verdicts = pairs.map((pair) => ({ ...pair, isOne: isOneStory(pair) }));
  const wrong = (same: boolean) =>
    verdicts
      .filter((verdict) => verdict.same === same && verdict.isOne !== same)
      .map(({ other }) => other.title);

  it('are at least sixty, of both kinds', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(60);
    expect(pairs.filter(({ same }) => same).length).toBeGreaterThanOrEqual(30);
  });

  it('told differently: nearly all are found', () => {
    expect(wrong(true).length, wrong(true).join(' | ')).toBeLessThanOrEqual(2);
  });

  it('twin events: nearly all are kept apart', () => {
    expect(wrong(false).length, wrong(false).join(' | ')).toBeLessThanOrEqual(3);
  });

  it.each(['Biden meets Putin in Tokyo', 'Ten years after Lagos depot fire, survivors still wait'])(
    '%s stands apart',
    (title) => {
      expect(verdicts.find(({ other }) => other.title === title)?.isOne).toBe(false);
    },
  );
});

describe('similarity', () => {
  const statistics = createTermStatistics(() => true);
  const read = (id: string, told: Told, at = 0) =>
    weighArticle(
      { id, outletDomain: id, at, pace: 20 },
      readTextFeatures(told.title, told.text),
      statistics,
      3,
    );
  for (const [index, { one }] of pairs.entries())
    statistics.add(read(`b${index}`, one).termIds, () => 1, 1, index * MINUTE);
  const [first] = pairs;
  if (!first) throw new Error('no pairs');
  const one = read('one', first.one);
  const other = read('other', first.other);

  it('is symmetric, and a text is most like itself', () => {
    expect(sameEventOdds(one, other)).toBeCloseTo(sameEventOdds(other, one));
    expect(cosine(one, one)).toBeCloseTo(1);
    expect(cosine(one, other)).toBeLessThan(1);
  });

  it('fades with time', () => {
    expect(sameEventOdds(one, read('late', first.other, 72 * HOUR))).toBeLessThan(sameEventOdds(one, other));
  });

  it('counts rare terms for more, and forgets in time', () => {
    const fading = createTermStatistics(() => false);
    const [common, rare] = [fading.idOf('said'), fading.idOf('quist')];
    for (let day = 0; day < 10; day++) fading.add([common], () => 1, 1, day * HOUR);
    fading.add([rare], () => 1, 1, 10 * HOUR);
    expect(fading.rarity(rare)).toBeGreaterThan(fading.rarity(common));
    const before = fading.rarity(common);
    for (let day = 1; day < 40; day++) fading.add([], () => 1, 1, day * 24 * HOUR);
    expect(fading.rarity(common)).toBeGreaterThan(before);
  });

  it('tells a copy from a rewrite', () => {
    const text =
      'The ferry left the harbour at dawn with ninety people and met the storm before the second lighthouse.';
    const sketch = (words: string) => readTextFeatures('', words).sketch;
    expect(resemblance(sketch(text), sketch(`${text} It had been repaired.`))).toBeGreaterThan(0.6);
    expect(
      resemblance(
        sketch(text),
        sketch('Ninety people were on the ferry when a storm hit it past the lighthouse.'),
      ),
    ).toBeLessThan(0.2);
  });
});

describe('asides', () => {
  it.each([
    ['Ten years after the Salin fire, families still wait', true],
    ['Remembering the Salin fire', true],
    ['What to know about the Salin lock', true],
    ['Explainer: how the Salin lock works', true],
    ['Minister warns Orlen while remembering fallen sailors', false],
    ['Storm closes Salin lock. What you need to know', false],
  ])('%s: %s', (title, isAside) => {
    expect(readTextFeatures(title, '').isAside).toBe(isAside);
  });
});

describe('words', () => {
  const termsOf = (text: string) => [...readTextFeatures('', text).terms.keys()];

  it('brings forms and names of one idea together', () => {
    expect(termsOf('voting')).toEqual(termsOf('votes'));
    expect(termsOf('U.S. troops')).toEqual(termsOf("America's soldiers"));
    expect(termsOf('1,200')).toEqual(['1200']);
    expect(termsOf('gas')).toEqual(['gas']);
  });

  it('reads scripts without spaces in pairs, up to the next mark or word', () => {
    expect(termsOf('予算案')).toEqual(['予算', '算案']);
    expect(termsOf('予算。案G7都市')).toEqual(['予算', '案', 'g7', '都市']);
  });

  it('sees weekdays', () => {
    expect(readTextFeatures('Vote on Monday', 'Held Tuesday.').weekdays).toBe(0b11);
  });
});
