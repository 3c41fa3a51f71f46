import type { ClaimToken } from './read-claims.ts';
import { hasFiniteVerb } from './verb-cues.ts';

/** What the overlap score is computed from, in the order of its numbers. */
export const OVERLAP_FEATURES = [
  'one',
  'missingAnywhere',
  'missingInBestSentence',
  'missingCount',
  'pairsNear',
  'pairsInOrder',
  'longestRun',
  'sharedPairs',
  'length',
  'evidenceLength',
  'pieces',
  'uncovered',
  'jumps',
  'turnsBack',
  'startsSentence',
  'startsClause',
  'endsClause',
  'repeats',
  'hasNoVerb',
  'shortEvidenceMissing',
  'pieceLength',
] as const;

type Piece = { from: number; to: number; content: number };

/** How a bullet's words lie in its evidence: one number per entry of `OVERLAP_FEATURES`. */
export function measureOverlap(
  claims: readonly ClaimToken[],
  source: readonly ClaimToken[],
  bullet: string,
): number[] {
  const content = claims.filter((token) => token.kind !== 'stop');
  const keys = [...new Set(content.map((token) => token.key))];
  const count = Math.max(1, keys.length);
  const places = placesOf(source);
  const missing = keys.filter((key) => !places.has(key)).length;
  const { near, inOrder } = measurePairs(content, places);
  const pieces = cutIntoPieces(claims, source, places);
  const real = pieces.filter((piece) => piece.content > 0);
  const { jumps, turnsBack } = countJumps(real, source);
  const first = real[0];
  const last = real.at(-1);
  const covered = pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0);
  const length = Math.max(1, claims.length);
  const isShort = source.length < 60;
  const sourcePairs = new Set(source.map((token, at) => `${source[at - 1]?.key} ${token.key}`));
  const shared = claims.filter(
    (token, at) => at > 0 && sourcePairs.has(`${claims[at - 1]?.key} ${token.key}`),
  ).length;
  return [
    1,
    missing / count,
    missingInBest(keys, source) / count,
    Math.min(5, missing),
    near,
    inOrder,
    Math.max(0, ...pieces.map((piece) => piece.to - piece.from)) / length,
    shared / Math.max(1, length - 1),
    Math.log(length),
    Math.log(Math.max(1, source.length)),
    pieces.length / length,
    1 - covered / length,
    jumps,
    turnsBack,
    first && source[first.from - 1]?.sentence !== source[first.from]?.sentence ? 1 : 0,
    first && source[first.from - 1]?.clause !== source[first.from]?.clause ? 1 : 0,
    last && source[last.to]?.clause !== source[last.to - 1]?.clause ? 1 : 0,
    content.length - keys.length,
    hasFiniteVerb(bullet) ? 0 : 1,
    isShort ? missing / count : 0,
    length / Math.max(1, pieces.length) / 10,
  ];
}

function placesOf(source: readonly ClaimToken[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, token] of source.entries()) {
    const known = places.get(token.key);
    if (known) known.push(at);
    else places.set(token.key, [at]);
  }
  return places;
}

function missingInBest(keys: readonly string[], source: readonly ClaimToken[]): number {
  const sentences = new Map<number, Set<string>>();
  for (const token of source) {
    const known = sentences.get(token.sentence) ?? new Set();
    sentences.set(token.sentence, known.add(token.key));
  }
  let fewest = keys.length;
  for (const sentence of sentences.values())
    fewest = Math.min(fewest, keys.filter((key) => !sentence.has(key)).length);
  return fewest;
}

/** Shares of neighbouring content words of the bullet that also stand close by in the evidence, and in that order. */
function measurePairs(
  content: readonly ClaimToken[],
  places: ReadonlyMap<string, readonly number[]>,
): { near: number; inOrder: number } {
  const REACH = 6;
  let near = 0;
  let inOrder = 0;
  for (let at = 1; at < content.length; at += 1) {
    const left = places.get(content[at - 1]?.key ?? '') ?? [];
    const right = places.get(content[at]?.key ?? '') ?? [];
    if (left.some((a) => right.some((b) => Math.abs(b - a) <= REACH))) near += 1;
    if (left.some((a) => right.some((b) => b > a && b - a <= REACH))) inOrder += 1;
  }
  const pairs = content.length - 1;
  return pairs < 1 ? { near: 1, inOrder: 1 } : { near: near / pairs, inOrder: inOrder / pairs };
}

/** Cuts the bullet greedily into the longest runs that stand in the evidence, each preferably after the one before it. */
function cutIntoPieces(
  claims: readonly ClaimToken[],
  source: readonly ClaimToken[],
  places: ReadonlyMap<string, readonly number[]>,
): Piece[] {
  const pieces: Piece[] = [];
  let last: Piece | null = null;
  let at = 0;
  while (at < claims.length) {
    let best: { piece: Piece; rank: number } | null = null;
    for (const from of places.get(claims[at]?.key ?? '') ?? []) {
      let length = 0;
      while (claims[at + length] && claims[at + length]?.key === source[from + length]?.key) length += 1;
      const isSameSentence: boolean =
        last !== null && source[from]?.sentence === source[last.to - 1]?.sentence;
      const rank: number = length + (isSameSentence ? (last !== null && from >= last.to ? 1.2 : 0.6) : 0);
      if (best === null || rank > best.rank) {
        const content = claims.slice(at, at + length).filter((token) => token.kind !== 'stop').length;
        best = { piece: { from, to: from + length, content }, rank };
      }
    }
    if (best === null) {
      at += 1;
      continue;
    }
    pieces.push(best.piece);
    if (best.piece.content > 0) last = best.piece;
    at += best.piece.to - best.piece.from;
  }
  return pieces;
}

function countJumps(
  pieces: readonly Piece[],
  source: readonly ClaimToken[],
): { jumps: number; turnsBack: number } {
  let jumps = 0;
  let turnsBack = 0;
  for (const [at, piece] of pieces.entries()) {
    const before = pieces[at - 1];
    if (before === undefined) continue;
    if (source[before.to - 1]?.sentence !== source[piece.from]?.sentence)
      jumps += Math.min(before.content, piece.content);
    else if (piece.from < before.to) turnsBack += 1;
  }
  return { jumps, turnsBack };
}
