import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Bullet } from '../../model/summary.ts';
import { checkSupport } from '../check/check-support.ts';
import { countWords } from '../../language/count-words.ts';
import { contentStems } from '../choose/read-report.ts';
import type { CitableSentence } from './build-prompt.ts';
import type { AnswerBullet, ModelAnswer } from './read-answer.ts';
import { readWords } from '../../language/read-words.ts';

/** The bullets of an answer that may be posted, and for the rest why not, by place from 1. */
export type Judgement = {
  good: readonly Bullet[];
  faults: readonly { place: number; text: string; reason: string }[];
};

/** Checks each bullet by length, repetition and evidence. Bullets beyond the third are taken only for those that fail. */
export function judgeAnswer(answer: ModelAnswer, sentences: readonly CitableSentence[]): Judgement {
  const good: Bullet[] = [];
  const faults: { place: number; text: string; reason: string }[] = [];
  for (const [at, bullet] of answer.bullets.slice(0, tuning.mostAnswerBullets).entries()) {
    if (good.length === tuning.bullets) break;
    const verdict = judgeBullet(bullet, sentences, good);
    if (typeof verdict === 'string') faults.push({ place: at + 1, text: bullet.text, reason: verdict });
    else good.push(verdict);
  }
  return { good, faults };
}

/** The bullet with its evidence, or the reason why it cannot be posted. */
function judgeBullet(
  { text, cited }: AnswerBullet,
  sentences: readonly CitableSentence[],
  others: readonly Bullet[],
): Bullet | string {
  const words = countWords(text);
  if (words > tuning.mostWords) return `It has ${words} words; the most are ${tuning.mostWords}.`;
  if (words < tuning.fewestWords) return 'It is no full sentence.';
  if (others.some((other) => isRepetition(other.text, text))) return 'It says the same as another bullet.';
  const named = cited.flatMap((number) => sentences[number - 1] ?? []);
  const verdicts = (named.length > 0 ? named : sentences).map((sentence) => ({
    sentence,
    verdict: checkSupport({ bullet: text, evidence: [sentence.text] }),
  }));
  const best = verdicts.find(({ verdict }) => verdict.isSupported);
  if (best === undefined)
    return (named.length > 0 ? verdicts[0]?.verdict.reason : null) ?? 'No sentence of the articles says so.';
  const { id, outletName, url } = best.sentence.article;
  return {
    text,
    evidence: { articleId: id, sentence: best.sentence.text, outletName, url },
    isSupported: true,
  };
}

function isRepetition(one: string, other: string): boolean {
  const [a, b] = [new Set(contentStems(readWords(one))), new Set(contentStems(readWords(other)))];
  const shared = [...a].filter((stem) => b.has(stem)).length;
  return shared / Math.max(1, Math.min(a.size, b.size)) > tuning.mostModelRepetition;
}
