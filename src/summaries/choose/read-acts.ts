import words from '../../../config/summary-acts.json' with { type: 'json' };

/** What news tells of, in the words that outlets use for it: `sworn in` and `took the oath` are one act. */
const ACTS = Object.entries(words).map(([act, forms]) => ({
  act,
  pattern: new RegExp(String.raw`(?<![\p{L}\d’'-])(?:${forms.join('|')})(?![\p{L}])`, 'iu'),
}));

/** The acts that an English text tells or mentions, as keys of `config/summary-acts.json`; the first mentioned first. */
export function readActs(text: string): string[] {
  return ACTS.map(({ act, pattern }) => ({ act, at: text.search(pattern) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at)
    .map(({ act }) => act);
}

/** How much each act is what happened: the mean over openings (a title with its first sentence) of one over its place there. */
export function weighActs(openings: readonly string[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const opening of openings)
    for (const [place, act] of readActs(opening).entries())
      weights.set(act, (weights.get(act) ?? 0) + 1 / (1 + place) / openings.length);
  return weights;
}
