import { AppError } from '../../errors.ts';
import type { AskModel, ModelEndpoint } from './ask-model.ts';
import { buildPrompt } from './build-prompt.ts';
import type { ModelCost } from './call-model.ts';
import { ANSWER_SCHEMA, readAnswer } from './read-answer.ts';
import { questionFor, readVerdict } from './second-witness.ts';

/** Makes one real call of the model, and one of the second witness where that is another. Returns a line on each; throws AppError with what to mend. */
export type ProbeModel = (signal: AbortSignal) => Promise<string[]>;

type Parts = {
  model: string;
  ask: AskModel;
  witness: Pick<ModelEndpoint, 'model' | 'baseUrl'> | null;
  askWitness: AskModel | null;
};

const TEXT = `Ministers of both coasts signed a treaty on fishing in the port of Sund on Monday.
The treaty gives each side half of the herring from January.
Fishermen blocked the harbour in protest at the quota.
Parliament votes on the treaty in March.`;
const ARTICLE = {
  id: 'probe',
  title: 'Ministers sign treaty on fishing',
  text: TEXT,
  outletName: 'Harbour Post',
  url: null,
  language: 'en',
  publishedAt: null,
};
const CLAIM = {
  text: 'Each side gets half of the herring.',
  evidence: { sentence: 'The treaty gives each side half of the herring from January.' },
};

export function createProbeModel({ model, ask, witness, askWitness }: Parts): ProbeModel {
  return async (signal) => {
    const cost: ModelCost = { tokensIn: 0, tokensOut: 0, costUsd: 0 };
    const { messages } = buildPrompt([ARTICLE], { language: 'en' });
    const answer = readAnswer(await ask({ messages, schema: ANSWER_SCHEMA }, cost, signal));
    if (answer === null)
      throw new AppError(
        'summaries/model-silent',
        `${model} answers, but not with bullets: choose a larger model.`,
      );
    const lines = [`${model} answers${tellCost(cost)}`];
    if (witness === null || askWitness === null)
      return [...lines, 'no second witness: bullets in words of their own are replaced'];
    if (witness.model === model) return lines;
    const spent: ModelCost = { tokensIn: 0, tokensOut: 0, costUsd: 0 };
    const verdict = readVerdict(await askWitness(questionFor(CLAIM, witness.model), spent, signal), CLAIM);
    if (verdict === null)
      throw new AppError(
        'summaries/witness-silent',
        `CHECK_MODEL ${witness.model} answers neither yes nor no: choose another model, or off.`,
      );
    return [...lines, `second witness ${witness.model} answers${tellCost(spent)}`];
  };
}

const tellCost = ({ tokensIn, tokensOut, costUsd }: ModelCost): string =>
  ` (${tokensIn} tokens in, ${tokensOut} out${costUsd === null ? '' : `, ${costUsd.toFixed(5)} USD`})`;
