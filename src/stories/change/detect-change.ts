import { correcting, retracting, withdrawingTheirOwn } from '../../../config/change-words.ts';
import { storiesTuning } from '../../../config/stories-tuning.ts';
import type { StoryChange } from '../../model/story.ts';
import { compareFacts, type Told } from './compare-facts.ts';
import { findJoinersChange } from './find-joiners-change.ts';
import { findMeetingChange } from './find-meeting-change.ts';
import { clipLine, joinParts } from './phrase-change.ts';

export type EvidenceSentence = { text: string; outletDomain: string; seenAt: number };

/** What a story rests on: a headline and the sentences (titles too) of its articles. */
export type StoryEvidence = { headline: string; sentences: readonly EvidenceSentence[] };

export type ChangeOutcome =
  | { kind: 'none' }
  | { kind: 'material'; change: Pick<StoryChange, 'kind' | 'line'> };

const { leadSentences, maxSentenceCharacters } = storiesTuning.change;

/**
 * Whether a story has moved between two states of its evidence: numbers (tolls, amounts, dates), who takes part, how far
 * something has come, how it ended; or a correction or retraction. `after` holds `before`'s sentences, then the new ones;
 * an article's sentences stand together, its title first. Title and lead of the new article decide; its body may only
 * continue a toll that the story's leads carry. The line says what changed in plain words of at most
 * `maxLineCharacters`. More of the same is `none`.
 */
export function detectChange(before: StoryEvidence, after: StoryEvidence): ChangeOutcome {
  const old = new Set(before.sentences.map(textOf));
  const isFresh = (text: string) => !old.has(text);
  const known = tellingOf(splitArticles(before.sentences), before.headline);
  const told = tellingOf(splitArticles(after.sentences.slice(before.sentences.length)), after.headline);
  const fresh = { ...told, leads: told.leads.filter(isFresh), body: told.body.filter(isFresh) };
  const said = [...fresh.leads, ...fresh.body];
  const taken = findWithdrawal(said);
  if (taken) return { kind: 'material', change: taken };
  if (old.size === 0 || said.length === 0) return { kind: 'none' };
  const meeting = findMeetingChange(known.leads, fresh.leads);
  const facts = compareFacts(known, fresh, meeting !== null);
  const joiners = findJoinersChange([...known.leads, ...known.body], fresh.leads);
  const parts = [...(meeting ? [meeting] : []), ...facts, ...joiners];
  return parts.length === 0
    ? { kind: 'none' }
    : { kind: 'material', change: { kind: 'update', line: joinParts(parts) } };
}

/** A page without full stops is one endless sentence, which must cost no more than a real one. */
const textOf = ({ text }: EvidenceSentence): string => text.slice(0, maxSentenceCharacters);

/** An article's sentences stand together; where they came from says where the next one starts. */
function splitArticles(sentences: readonly EvidenceSentence[]): string[][] {
  const articles: string[][] = [];
  let last: EvidenceSentence | null = null;
  for (const sentence of sentences) {
    const isSame = last?.outletDomain === sentence.outletDomain && last.seenAt === sentence.seenAt;
    if (isSame) articles.at(-1)?.push(textOf(sentence));
    else articles.push([textOf(sentence)]);
    last = sentence;
  }
  return articles;
}

const tellingOf = (articles: readonly string[][], title: string): Told => ({
  title,
  leads: articles.flatMap((texts) => texts.slice(0, 1 + leadSentences)),
  body: articles.flatMap((texts) => texts.slice(1 + leadSentences)),
});

function findWithdrawal(fresh: readonly string[]): Pick<StoryChange, 'kind' | 'line'> | null {
  const retraction = fresh.find((text) => retracting.test(text) && !withdrawingTheirOwn.test(text));
  if (retraction) return { kind: 'retraction', line: clipLine(`withdrawn: ${retraction}`) };
  const correction = fresh.find((text) => correcting.test(text));
  if (!correction) return null;
  const said = correction.replace(/^\s*(?:correction|clarification|corrected)s?:?\s*/iu, '');
  return { kind: 'correction', line: clipLine(`corrected: ${said}`) };
}
