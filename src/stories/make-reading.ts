import { joinings } from '../../config/change-words.ts';
import { storiesTuning } from '../../config/stories-tuning.ts';
import { cutWords } from '../language/cut-words.ts';
import { findNumbers } from '../language/read-numbers.ts';
import { readText, type TaggedText, withWords } from '../language/read-text.ts';
import { splitSentences } from '../language/split-sentences.ts';
import { type ArticleReading, EMPTY_READING, READING_VERSION, type ReadSentence } from '../model/reading.ts';
import { readClaims } from './change/find-dispute.ts';
import { isBackground, isDenied, splitClauses } from './change/split-clauses.ts';
import { endingsIn, readLead, readSentence, readWithdrawal } from './change/read-sentence.ts';
import { type Gravity, measureGravity } from './importance/score-importance.ts';
import { findRegions, regionName } from './relevance/find-regions.ts';

const { leadSentences, maxSentenceCharacters } = storiesTuning.change;
const { maxTextCharacters, openingCharacters, topSentences, noteSentences, mostWordCharacters, maxBytes } =
  storiesTuning.reading;

const JOINED =
  /\b(talks|negotiations|war|alliance|coalition|boycott|sanctions|summit|search|operation|mission|effort|bloc|embargo|pact|deal|blockade)\b/iu;
const MOST_JOINS = 4;
const MOST_NUMBERS = 20;

/**
 * Reads an article (title and text, plain, any length and language) for what later articles of its story are compared with.
 * Takes milliseconds: production does it in a worker process. Never throws; at most `maxBytes` as JSON.
 */
export function makeReading({ title, text }: { title: string; text: string }): ArticleReading {
  // A heading says nothing of its own, but where it corrects or takes back.
  const sentences = readText(text.slice(0, maxTextCharacters)).sentences.filter(
    (sentence) => !sentence.isHeading || readWithdrawal(sentence.text) !== null,
  );
  const head = shortened({ text: title });
  const chosen = topAndEnd(sentences).map(shortened);
  const leads = [head, ...chosen.slice(0, leadSentences)];
  const body = chosen.slice(leadSentences);
  const leadTexts = leads.map(textOf);
  const read = [...leads.map(readLead), ...body.map(readSentence)];
  return fit({
    v: READING_VERSION,
    sentences: read,
    words: wordsOf(leadTexts),
    numbers: findNumbers(leadTexts.join('\n')).slice(0, MOST_NUMBERS),
    endings: [...new Set(leadTexts.flatMap(endingsIn))],
    joins: findJoins(leadTexts),
    places: placesOf(leadTexts, body.map(textOf)),
    gravity: gravityOf(head.text, text, read),
    claims: readClaims([head, ...sentences]),
  });
}

const textOf = ({ text }: { text: string }): string => text;

const shortened = (sentence: TaggedText | { text: string }): TaggedText =>
  'tokens' in sentence && sentence.text.length <= maxSentenceCharacters
    ? sentence
    : withWords({ text: sentence.text.slice(0, maxSentenceCharacters) });

/** By title and opening of the text, and by the killed that the two count. */
function gravityOf(title: string, text: string, [head, ...sentences]: readonly ReadSentence[]): Gravity {
  const opening = text.slice(0, openingCharacters);
  const reach = splitSentences(opening).length;
  return measureGravity(
    { text: title, killed: killedIn(head ? [head] : []) },
    { text: opening, killed: killedIn(sentences.slice(0, reach)) },
  );
}

/** The highest count of killed that sentences state of their event, 0 where they state none. */
function killedIn(sentences: readonly ReadSentence[]): number {
  const killed = sentences.flatMap(({ facts = [] }) =>
    facts.flatMap((fact) => (fact.kind === 'toll' && fact.of === 'toll' ? fact.value : [])),
  );
  return Math.max(0, ...killed);
}

/** What of an article can hold a change: news stands at the top, a note that corrects or retracts at the end. */
const topAndEnd = <Sentence>(sentences: readonly Sentence[]): Sentence[] => [
  ...sentences.slice(0, topSentences),
  ...sentences.slice(topSentences).slice(-noteSentences),
];

function wordsOf(leads: readonly string[]): string {
  const words = [...new Set(leads.flatMap((lead) => cutWords(lead.toLowerCase())))];
  const line = words.join(' ');
  if (line.length <= mostWordCharacters) return line;
  return line.slice(0, line.lastIndexOf(' ', mostWordCharacters));
}

function placesOf(
  [title = '', ...opening]: readonly string[],
  body: readonly string[],
): ArticleReading['places'] {
  const seen = new Set<string>();
  const fresh = (text: string) => {
    const { codes, bodies } = findRegions(text);
    const found = [...codes, ...bodies].filter((code) => !seen.has(code));
    for (const code of found) seen.add(code);
    return found;
  };
  return { title: fresh(title), opening: fresh(opening.join('\n')), body: fresh(body.join('\n')) };
}

/** The first clause of each state or body that has it do something of its own. */
function findJoins(leads: readonly string[]): ArticleReading['joins'] {
  const lines = new Map<string, string>();
  for (const clause of leads.flatMap(splitClauses)) {
    if (isBackground(clause) || isDenied(clause)) continue;
    const { codes, bodies } = findRegions(clause.text);
    for (const code of [...codes, ...bodies]) {
      const line = lines.has(code) ? null : sayJoining(clause.text, regionName(code).name);
      if (line) lines.set(code, line);
    }
  }
  return [...lines].slice(0, MOST_JOINS).map(([code, line]) => ({ code, line }));
}

function sayJoining(text: string, name: string): string | null {
  const at = text.indexOf(name);
  if (at < 0) return null;
  const rest = text.slice(at + name.length);
  const joining = joinings.find(({ says }) => says.test(rest));
  if (!joining) return null;
  const object = joining.shown === 'joins' ? JOINED.exec(rest)?.[0].toLowerCase() : undefined;
  return [name, joining.shown, object].filter(Boolean).join(' ');
}

/** A text made to be large loses first what matters least; in the end all of it. */
function fit(reading: ArticleReading): ArticleReading {
  const { sentences } = reading;
  const { claims, words } = EMPTY_READING;
  const isSmall = (made: ArticleReading) => Buffer.byteLength(JSON.stringify(made)) <= maxBytes;
  return (
    [
      reading,
      { ...reading, claims },
      { ...reading, claims, words, sentences: sentences.slice(0, 1 + leadSentences) },
    ].find(isSmall) ?? EMPTY_READING
  );
}
