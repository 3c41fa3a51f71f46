import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import relevanceWeights from '../../../config/relevance-weights.json' with { type: 'json' };
import { judgeRelevance, relevanceForEval } from '../../../src/stories/relevance/judge-relevance.ts';
import headlines from '../../fixtures/modern-headlines.json' with { type: 'json' };

const evalDir =
  process.env.SITREP_EVAL_DIR ?? fileURLToPath(new URL('../../../../shared/eval', import.meta.url));
const hasEvalData = existsSync(`${evalDir}/relevance-labelled.jsonl`);

const judge = ([title = '', text = '']: readonly string[]) => judgeRelevance({ title, text });

describe('judgeRelevance', () => {
  it('finds most of the geopolitical news of recent years', () => {
    const missed = headlines.geopolitical.filter((item) => !judge(item).isRelevant);
    expect(missed.length, missed.map(([title]) => title).join('; ')).toBeLessThanOrEqual(6);
  });

  it('lets in nothing of sport, lifestyle, markets, accidents and home affairs', () => {
    const letIn = headlines.notGeopolitical.filter((item) => judge(item).isRelevant);
    expect(letIn.map(([title]) => title)).toEqual([]);
  });

  it('judges titles alone', () => {
    const missed = headlines.geopolitical.filter(([title = '']) => !judge([title]).isRelevant);
    const letIn = headlines.notGeopolitical.filter(([title = '']) => judge([title]).isRelevant);
    expect(missed.length).toBeLessThanOrEqual(10);
    expect(letIn.length).toBeLessThanOrEqual(1);
  });

  it('says topics, regions and a reason for a person', () => {
    const relevance = judge([
      'North Korea and Russia agree on arms deal',
      'Kim Jong Un met Vladimir Putin; Seoul warned of sanctions and Washington of a threat to the Security Council’s resolutions.',
    ]);
    expect(relevance).toMatchObject({ isRelevant: true, isGeopolitical: true, kind: 'news' });
    expect(relevance.topics).toContain('arms');
    expect(relevance.regions.slice(0, 2)).toEqual(['KP', 'RU']);
    expect(relevance.reason).toContain('North Korea');
    expect(relevance.score).toBeGreaterThan(0.9);
  });

  it('keeps opinion out by its address though its subject is geopolitical', () => {
    const item = {
      title: 'Why Nato must arm Ukraine before the winter offensive',
      text: 'Russia’s war demands missiles and tanks.',
    };
    const asOpinion = judgeRelevance({
      ...item,
      url: 'https://harbour-post.example/opinion/2023/arm-ukraine',
    });
    expect(asOpinion).toMatchObject({ isRelevant: false, isGeopolitical: true, kind: 'opinion' });
    expect(asOpinion.reason).toBe('Opinion by its address');
  });

  it.each([
    [
      'Pancakes for a rainy Sunday',
      'Whisk two eggs.',
      /^No state, conflict or diplomacy in title or teaser$/,
    ],
    [
      'Striker scores twice as France win the final',
      'The coach praised his squad.',
      /^More about sport than about states$/,
    ],
  ])('says why not: %s', (title, text, reason) => {
    expect(judgeRelevance({ title, text }).reason).toMatch(reason);
  });

  it('reads left-over entities as text', () => {
    const broken = judge([
      'Israel #39;s army enters Gaza',
      'Troops &amp; tanks  quot;advanced quot; &lt;b&gt;...&lt;/b&gt;',
    ]);
    const whole = judge(["Israel's army enters Gaza", 'Troops & tanks "advanced" ...']);
    expect(broken.score).toBeCloseTo(whole.score, 10);
  });

  it.each([
    ['nothing', '', ''],
    ['no text', 'Putin and Xi sign treaty in Moscow', ''],
    ['lone surrogates and controls', '\ud800\u0000 \udfff', '\u0007'.repeat(100)],
    ['an unknown language', 'Ndege ya kijeshi yaanguka', 'Watu kumi wamefariki dunia katika ajali hiyo.'],
  ])('copes with %s', (_, title, text) => {
    const relevance = judge([title, text]);
    expect(relevance.score).toBeGreaterThanOrEqual(0);
    expect(relevance.score).toBeLessThanOrEqual(1);
    expect(relevance.reason).not.toBe('');
  });

  it('looks only at the start of an endless text', () => {
    const start = 'Rebels shelled the capital as peacekeepers withdrew from Sudan. ';
    const text = start.repeat(300);
    const endless = judge(['War in Sudan', text + 'football recipe celebrity '.repeat(80_000)]);
    expect(endless).toEqual(judge(['War in Sudan', text + 'x '.repeat(80_000)]));
  });

  it('has weights that a person can review', () => {
    const entries = Object.entries(relevanceWeights.weights);
    expect(entries.length).toBeLessThanOrEqual(2_000);
    for (const [name, weight] of entries) {
      expect(name).toMatch(
        /^(?:(?:title-)?(?:topic|other|state|place):[a-z-]+|(?:pair|shape):[a-z-]+|word:\p{Ll}+)$/u,
      );
      expect(Math.abs(weight)).toBeLessThan(8);
    }
  });
});

describe.skipIf(!hasEvalData)(
  `relevance on the labelled set${hasEvalData ? '' : ' (skipped: no evaluation data)'}`,
  () => {
    it('reaches F1 90 on the half that was not trained on', () => {
      const records = readFileSync(`${evalDir}/relevance-labelled.jsonl`, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { id: string; title: string; text: string; relevant: boolean })
        .filter((_record, at) => at % 2 === 1);
      const said = records.filter((record) => relevanceForEval(record).relevant);
      const hits = said.filter(({ relevant }) => relevant).length;
      const asked = records.filter(({ relevant }) => relevant).length;
      expect((2 * hits) / (said.length + asked)).toBeGreaterThanOrEqual(0.9);
    });
  },
);
