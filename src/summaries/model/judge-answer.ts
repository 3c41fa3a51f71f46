import { MODEL_TUNING } from '../../../config/model-tuning.ts';
import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Bullet, Evidence, SourceArticle } from '../../model/summary.ts';
import { countWords } from '../../language/count-words.ts';
import { contentStems } from '../choose/read-report.ts';
import type { SupportVerdict } from '../check/check-support.ts';
import type { CitableSentence } from './build-prompt.ts';
import type { AnswerBullet, ModelAnswer } from './read-answer.ts';
import { readWords } from '../../language/read-words.ts';
import type { Claim } from './second-witness.ts';
import type { TextDesk } from '../text-desk.ts';

/** The bullets of an answer that may be posted, and for the rest why not, by place from 1. */
export type Judgement = {
  good: readonly GoodBullet[];
  faults: readonly { place: number; text: string; reason: string }[];
  /** The second witness was to be asked and gave no verdict: another time the judgement may be another. */
  isOpen: boolean;
};

/** A bullet with the numbers of the sentences that it rests on. */
type GoodBullet = { bullet: Bullet; cited: readonly number[] };

/** Whether the evidence bears a freely worded bullet out; null where nobody could say. */
export type Witness = (claim: Claim) => Promise<boolean | null>;

/** Who judges: the check, and a witness for free wording where there is one. */
export type Jury = Pick<TextDesk, 'check'> & { witness: Witness | null };

/**
 * Checks each bullet by length, repetition and evidence. One that only words freely what its evidence says is put to the
 * witness, if there is one. Bullets beyond the third are taken only for those that fail.
 */
export async function judgeAnswer(
  answer: ModelAnswer,
  sentences: readonly CitableSentence[],
  jury: Jury,
): Promise<Judgement> {
  const good: GoodBullet[] = [];
  const faults: Judgement['faults'][number][] = [];
  let isOpen = false;
  for (const [at, bullet] of answer.bullets.slice(0, tuning.mostAnswerBullets).entries()) {
    if (good.length === tuning.bullets) break;
    const verdict = await judgeBullet(bullet, sentences, good, jury);
    if ('reason' in verdict) {
      faults.push({ place: at + 1, text: bullet.text, reason: verdict.reason });
      isOpen ||= verdict.isOpen;
    } else good.push(verdict);
  }
  return { good, faults, isOpen };
}

type Refused = { reason: string; isOpen: boolean };

/** The bullet with its evidence, or the reason why it cannot be posted. */
async function judgeBullet(
  { text, cited }: AnswerBullet,
  sentences: readonly CitableSentence[],
  others: readonly GoodBullet[],
  { check, witness }: Jury,
): Promise<GoodBullet | Refused> {
  const refuse = (reason: string, isOpen = false): Refused => ({ reason, isOpen });
  const words = countWords(text);
  if (words > tuning.mostWords) return refuse(`It has ${words} words; the most are ${tuning.mostWords}.`);
  if (words < tuning.fewestWords) return refuse('It is no full sentence.');
  if (others.some(({ bullet }) => isRepetition(bullet.text, text)))
    return refuse('It says the same as another bullet.');
  const places = cited.filter((number) => sentences[number - 1] !== undefined);
  const readings = await weigh(text, readingsOf(places, sentences), { sentences, check });
  const derived = readings.find(({ verdict }) => verdict.isSupported);
  if (derived) return toBullet(text, derived, 'derivation');
  const reason =
    (places.length > 0 ? readings[0]?.verdict.reason : null) ?? 'No sentence of the articles says so.';
  const reworded = nearest(text, readings);
  if (!reworded || !witness || (await isContradicted(text, places, { sentences, check })))
    return refuse(reason);
  const isBorneOut = await witness({ text, evidence: reworded.evidence });
  if (isBorneOut) return toBullet(text, reworded, 'second-reading');
  return isBorneOut === null
    ? refuse(reason, true)
    : refuse(`${reason} A second reader did not find it there.`);
}

type Cited = ReturnType<typeof cite>;
type Reading = Cited & { verdict: SupportVerdict };
type Trial = Pick<Jury, 'check'> & { sentences: readonly CitableSentence[] };

/** What a bullet may rest on: each sentence it names, those of one article together, or any where it names none. */
function readingsOf(places: readonly number[], sentences: readonly CitableSentence[]): (readonly number[])[] {
  if (places.length === 0) return sentences.map((_, at) => [at + 1]);
  const named = [...new Set(places)].toSorted((a, b) => a - b).slice(0, MODEL_TUNING.mostCited);
  const isOneArticle = new Set(named.map((number) => sentences[number - 1]?.article.id)).size === 1;
  return [...named.map((number) => [number]), ...(named.length > 1 && isOneArticle ? [named] : [])];
}

/** What a bullet may rest on, each with the check's verdict. */
async function weigh(
  text: string,
  readings: readonly (readonly number[])[],
  { sentences, check }: Trial,
): Promise<Reading[]> {
  const cited = readings.map((numbers) => cite(text, numbers, sentences));
  const verdicts = await check(cited.map(({ question }) => question));
  return cited.flatMap((one, at) => (verdicts[at] ? [{ ...one, verdict: verdicts[at] }] : []));
}

function cite(text: string, cited: readonly number[], sentences: readonly CitableSentence[]) {
  const named = cited.flatMap((number) => sentences[number - 1] ?? []);
  const { article } = named[0] as CitableSentence;
  const told = named.map((sentence) => sentence.text);
  const references = findReferences(text, told, {
    article,
    before: sentences.filter((one, at) => one.article.id === article.id && at < Math.min(...cited) - 1),
  });
  const { publishedAt } = article;
  const question = { bullet: text, evidence: told, publishedAt, references };
  const evidence: Evidence = {
    articleId: article.id,
    sentence: told.join(' '),
    outletName: article.outletName,
    url: article.url,
    ...(publishedAt !== null && { publishedAt }),
    ...(references.length > 0 && { references }),
  };
  return { cited, evidence, question };
}

const MOST_REFERENCES = 3;

/** The nearest earlier sentences of the article, or its title, that have the names which the bullet put for others. */
function findReferences(
  bullet: string,
  told: readonly string[],
  { article, before }: { article: Pick<SourceArticle, 'title'>; before: readonly CitableSentence[] },
): string[] {
  const known = new Set(wordsOf(told.join(' ').toLowerCase()));
  const names = wordsOf(bullet).filter((word) => /^\p{Lu}/u.test(word) && !known.has(word.toLowerCase()));
  const places = [...before.map(({ text }) => text).toReversed(), article.title].map((text) => ({
    text,
    words: new Set(wordsOf(text)),
  }));
  const found = names.flatMap((name) => places.find(({ words }) => words.has(name))?.text ?? []);
  return [...new Set(found)].slice(0, MOST_REFERENCES);
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’-]\p{L}+)*/gu) ?? [];

/** Of the readings that fail by free wording alone, the one that shares most with the bullet. */
function nearest(bullet: string, readings: readonly Reading[]): Reading | undefined {
  const most = contentStems(readWords(bullet)).length * MODEL_TUNING.mostFreeWords;
  return readings
    .filter(({ verdict }) => verdict.kind === 'reworded' && verdict.unlicensed.length <= most)
    .sort((a, b) => a.verdict.unlicensed.length - b.verdict.unlicensed.length)[0];
}

/** Whether all that the bullet may rest on, read together, finds a fact lost or turned round: no witness overrules that. */
async function isContradicted(
  bullet: string,
  places: readonly number[],
  { sentences, check }: Trial,
): Promise<boolean> {
  const told = places.length > 0 ? places.flatMap((number) => sentences[number - 1] ?? []) : sentences;
  const evidence = told.map(({ text }) => text);
  const [verdict] = await check([{ bullet, evidence, publishedAt: told[0]?.article.publishedAt ?? null }]);
  return verdict?.kind === 'contradicted';
}

function toBullet(
  text: string,
  { cited, evidence, verdict: { isSupported, derivation } }: Reading,
  checkedBy: NonNullable<Bullet['checkedBy']>,
): GoodBullet {
  const shown = isSupported && derivation ? { derivation } : {};
  return { bullet: { text, evidence, isSupported: true, checkedBy, ...shown }, cited };
}

function isRepetition(one: string, other: string): boolean {
  const [a, b] = [new Set(contentStems(readWords(one))), new Set(contentStems(readWords(other)))];
  const shared = [...a].filter((stem) => b.has(stem)).length;
  return shared / Math.max(1, Math.min(a.size, b.size)) > tuning.mostModelRepetition;
}
