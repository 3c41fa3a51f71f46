import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/language/read-text.ts';
import { checkSupport } from '../../../src/summaries/check/check-support.ts';
import { shortenSentence } from '../../../src/summaries/shorten/shorten-sentence.ts';
import { evalDir, orSkipped } from '../../eval-suites/eval-data.ts';
import { summitArticles } from '../../support/summit-story.ts';

const REPORTS = `${evalDir ?? ''}/stories-wikinews.jsonl`;
const MOST_FORMS = 4;
/** A form that the check refuses is never a bullet, so a few may be; they are mostly not sound. */
const MOST_REFUSED = 0.04;

function judgeForms(text: string, publishedAt: number | null): { all: number; refused: string[] } {
  const { sentences } = readText(text);
  const refused: string[] = [];
  let all = 0;
  for (const [at, sentence] of sentences.slice(0, 8).entries()) {
    const before = sentences.slice(Math.max(0, at - 3), at);
    const forms = shortenSentence({ sentence, before, title: '', publishedAt });
    for (const { text: bullet, references } of forms.slice(0, MOST_FORMS)) {
      all += 1;
      const verdict = checkSupport({ bullet, evidence: [sentence.text], references, publishedAt });
      if (!verdict.isSupported) refused.push(`${bullet} (${verdict.reason})`);
    }
  }
  return { all, refused };
}

describe('forms that the shortener makes', () => {
  it('are all derived, of our own reports', () => {
    for (const { text, publishedAt } of summitArticles.filter(({ language }) => language === 'en'))
      expect(judgeForms(text, publishedAt).refused).toEqual([]);
  });

  it.skipIf(!existsSync(REPORTS))(orSkipped('are derived, of real reports'), () => {
    const lines = readFileSync(REPORTS, 'utf8').split('\n').filter(Boolean).slice(0, 30);
    const judged = lines.map((line) => judgeForms((JSON.parse(line) as { text: string }).text, null));
    const refused = judged.flatMap((one) => one.refused);
    const all = judged.reduce((sum, one) => sum + one.all, 0);
    expect(refused.length / Math.max(1, all), refused.join('\n')).toBeLessThanOrEqual(MOST_REFUSED);
  });
});
