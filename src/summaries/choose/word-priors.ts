import table from '../../../config/word-priors.json' with { type: 'json' };

const PRIORS: ReadonlyMap<string, number> = new Map(
  table.words.split(' ').map((word, at) => [word, (table.hundredths[at] ?? 0) / 100]),
);

/** How much likelier than others a word (lower case) is to be kept in a summary, whatever the article: `killed` more than `added`. In logits; 0 where unknown. */
export const priorOf = (word: string): number => PRIORS.get(word) ?? 0;
