import { CHOOSE_TUNING as tuning } from '../../../config/choose-tuning.ts';
import { SUMMARY_TUNING } from '../../../config/summaries-tuning.ts';
import { countWords } from '../../language/count-words.ts';
import type { TextSentence } from '../../language/read-text.ts';
import { judgeProse } from './judge-prose.ts';
import { keysOf, weightOfAll } from './relate-sentences.ts';

/** A point that an outlet put over its article, with the sentence of the article that says most of it. */
export type OwnPoint = {
  /** Without the mark of the list. */
  text: string;
  source: TextSentence;
  borneOutBy: TextSentence;
};

const MARK = /^\s*(?:[•·▪●◦‣–—*-]|\d[.)])\s+/u;
const HEADING =
  /^(?:(?:key|main|story) (?:points?|highlights|takeaways|facts)|highlights|at a glance|in (?:brief|short)|the (?:gist|essentials)|what (?:to|we|you need to) know)\s*:?$/iu;

/**
 * The points that an outlet put over its article, in its order: short lines of one statement each before the prose, three to five of them, which
 * the prose bears out. Lines without the marks of a list or a heading over them must be said again more plainly. Empty where there are none.
 */
export function readOwnPoints(sentences: readonly TextSentence[]): OwnPoint[] {
  const paragraphs = [...Map.groupBy(sentences, ({ paragraph }) => paragraph).values()];
  const known = new Map<TextSentence, ReadonlySet<string>>();
  const saidIn = (sentence: TextSentence) => {
    const said = known.get(sentence) ?? keysOf(sentence.text);
    known.set(sentence, said);
    return said;
  };
  const most = Math.min(paragraphs.length, tuning.paragraphsSearchedForPoints);
  for (let at = 0; at < most; at += 1) {
    const isMarked = MARK.test(paragraphs[at]?.[0]?.text ?? '');
    const run = runFrom(paragraphs.slice(at), isMarked);
    const isListed = isMarked || HEADING.test(paragraphs[at - 1]?.[0]?.text ?? '');
    const points =
      isMarked && run.length > tuning.mostOwnPoints
        ? []
        : bearOut(run, sentences.slice(0, tuning.mostSentencesAnArticle), isListed, saidIn);
    if (points.length >= SUMMARY_TUNING.bullets) return points;
    at += Math.max(0, run.length - 1);
  }
  return [];
}

/** The lines from the first on that could each be a point; of a list those with its marks. */
function runFrom(paragraphs: readonly (readonly TextSentence[])[], isMarked: boolean): TextSentence[] {
  const run: TextSentence[] = [];
  for (const [first, ...more] of paragraphs) {
    if (!first || more.length > 0 || MARK.test(first.text) !== isMarked || !isPoint(first)) break;
    run.push(first);
  }
  return run;
}

function isPoint({ text, isLoose }: TextSentence): boolean {
  const line = text.replace(MARK, '');
  const words = countWords(line);
  return (
    words >= SUMMARY_TUNING.fewestWords &&
    words <= tuning.longestOwnPoint &&
    (!isLoose || MARK.test(text)) &&
    judgeProse(line, isLoose) !== 'none'
  );
}

type SaidIn = (sentence: TextSentence) => ReadonlySet<string>;

/** The first lines of a run that what stands behind it says again, and longer: paragraphs of prose do not say each other again. */
function bearOut(
  run: readonly TextSentence[],
  sentences: readonly TextSentence[],
  isListed: boolean,
  saidIn: SaidIn,
): OwnPoint[] {
  for (let count = Math.min(run.length, tuning.mostOwnPoints); count >= SUMMARY_TUNING.bullets; count -= 1) {
    const later = sentences.slice(sentences.indexOf(run[count - 1]!) + 1);
    const points = run.slice(0, count).flatMap((source) => findBorneOut(source, later, isListed, saidIn));
    if (points.length === count) return points;
  }
  return [];
}

function findBorneOut(
  source: TextSentence,
  later: readonly TextSentence[],
  isListed: boolean,
  saidIn: SaidIn,
): OwnPoint[] {
  const text = source.text.replace(MARK, '');
  const keys = [...keysOf(text)];
  const [best] = later
    .filter((sentence) => isListed || sentence.text.length > text.length)
    .map((sentence) => {
      const said = saidIn(sentence);
      return {
        sentence,
        told: weightOfAll(keys.filter((key) => said.has(key))) / Math.max(1, weightOfAll(keys)),
      };
    })
    .sort((a, b) => b.told - a.told);
  const least = isListed ? tuning.leastBorneOut : tuning.leastSaidAgain;
  return best && best.told >= least ? [{ text, source, borneOutBy: best.sentence }] : [];
}
