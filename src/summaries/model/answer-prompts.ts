import { createHash } from 'node:crypto';
import { MODEL_TUNING, SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Clock } from '../../clock.ts';
import type { AskModel } from './ask-model.ts';
import type { Prompt } from './build-prompt.ts';
import type { ModelMessage, TokenCount } from './call-model.ts';
import { judgeAnswer, type Judgement } from './judge-answer.ts';
import { ANSWER_SCHEMA, type ModelAnswer, readAnswer } from './read-answer.ts';

/** Where answers are kept beyond this process. */
export type AnswerShelf = {
  findAnswer(key: string): Promise<unknown>;
  keepAnswer(key: string, answer: { model: string; answer: object }, now: number): Promise<void>;
  noteHit(model: string, now: number): Promise<void>;
};

/** An answer's bullets that the articles bear out, with its headline as the model wrote it. */
export type Judged = Judgement & { headline: string };
/** Throws AppError where there is no answer. Adds to `count` what this one cost. */
export type AnswerPrompt = (prompt: Prompt, count: TokenCount, signal: AbortSignal) => Promise<Judged>;

type Parts = { ask: AskModel; shelf: AnswerShelf; model: string; clock: Clock };

/**
 * Answers of a model, each prompt asked once: what was kept is used again, in any process, if it still passes the evidence
 * check, and what is being asked is not asked beside it. Kept is what had a supported bullet, under the hash of all that was
 * sent (instructions, language, sentences) and the model.
 */
export function createAnswerPrompt({ ask, shelf, model, clock }: Parts): AnswerPrompt {
  const inHand = new Map<string, Promise<Judged>>();

  async function recall(key: string, prompt: Prompt): Promise<Judged | null> {
    const kept = (await shelf.findAnswer(key)) as ModelAnswer | null;
    if (kept === null) return null;
    const judged = judge(kept, prompt);
    // What no longer passes, because the check has become stricter, is asked for again.
    return judged.good.length === kept.bullets.length ? judged : null;
  }

  async function askFor(
    key: string,
    prompt: Prompt,
    count: TokenCount,
    signal: AbortSignal,
  ): Promise<Judged> {
    const { judged, isFinal } = await askAndRepair(ask, prompt, count, signal);
    if (isFinal && judged.good.length > 0)
      await shelf.keepAnswer(key, { model, answer: answerOf(judged, prompt) }, clock.now());
    return judged;
  }

  async function answer(key: string, ...question: Parameters<AnswerPrompt>): Promise<Judged> {
    const known = await recall(key, question[0]);
    if (!known) return askFor(key, ...question);
    await shelf.noteHit(model, clock.now());
    return known;
  }

  return async (prompt, count, signal) => {
    const key = createHash('sha256')
      .update(JSON.stringify([model, prompt.messages]))
      .digest('hex');
    for (let others = inHand.get(key); others; others = inHand.get(key)) {
      // What fails for another asker, who may have hung up, is tried anew.
      const shared = await others.catch(() => null);
      if (!shared) continue;
      await shelf.noteHit(model, clock.now());
      return shared;
    }
    const mine = answer(key, prompt, count, signal).finally(() => inHand.delete(key));
    inHand.set(key, mine);
    return mine;
  };
}

/** One question, and where bullets fail one more that says why. Not final where that one could not be asked. */
async function askAndRepair(
  ask: AskModel,
  prompt: Prompt,
  count: TokenCount,
  signal: AbortSignal,
): Promise<{ judged: Judged; isFinal: boolean }> {
  const { messages } = prompt;
  const first = await ask({ messages, schema: ANSWER_SCHEMA }, count, signal);
  const answer = readAnswer(first);
  const judged = judge(answer, prompt);
  if (judged.good.length === tuning.bullets) return { judged, isFinal: true };
  const again: ModelMessage[] = [
    ...messages,
    { role: 'assistant', content: first.slice(0, MODEL_TUNING.repeatedCharacters) },
    { role: 'user', content: repairRequest(answer, judged) },
  ];
  try {
    const second = judge(
      readAnswer(await ask({ messages: again, schema: ANSWER_SCHEMA }, count, signal)),
      prompt,
    );
    const better =
      second.good.length >= judged.good.length
        ? { ...second, headline: second.headline || judged.headline }
        : judged;
    return { judged: better, isFinal: true };
  } catch (error) {
    // What the first answer had right is kept though the second failed.
    if (judged.good.length === 0) throw error;
    return { judged, isFinal: false };
  }
}

function judge(answer: ModelAnswer | null, prompt: Prompt): Judged {
  if (answer === null) return { good: [], faults: [], headline: '' };
  return { ...judgeAnswer(answer, prompt.sentences), headline: answer.headline };
}

/** What is kept: the good bullets with the numbers of their sentences, to be judged again when they are used. */
function answerOf({ good, headline }: Judged, { sentences }: Prompt): ModelAnswer {
  const numberOf = ({ articleId, sentence }: Judged['good'][number]['evidence']) =>
    sentences.findIndex(({ text, article }) => text === sentence && article.id === articleId) + 1;
  return { headline, bullets: good.map(({ text, evidence }) => ({ text, cited: [numberOf(evidence)] })) };
}

function repairRequest(answer: ModelAnswer | null, { good, faults }: Judgement): string {
  if (answer === null) return 'That was not the JSON asked for. Answer with the JSON only.';
  const reasons = faults.map(({ place, reason }) => `Bullet ${place}: ${reason}`);
  const missing =
    good.length + faults.length < tuning.bullets ? ['There must be exactly three bullets.'] : [];
  return `These cannot be used:\n${[...reasons, ...missing].join('\n')}\nWrite all three bullets again, each saying only what its sentence says. Answer with the JSON only.`;
}
