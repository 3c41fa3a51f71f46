import { createHash } from 'node:crypto';
import { MODEL_TUNING } from '../../../config/model-tuning.ts';
import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Clock } from '../../clock.ts';
import type { AnswerShelf } from './answer-shelf.ts';
import type { AskModel } from './ask-model.ts';
import type { Prompt } from './build-prompt.ts';
import type { ModelMessage, ModelCost } from './call-model.ts';
import { judgeAnswer, type Judgement } from './judge-answer.ts';
import type { AskWitness, Claim } from './second-witness.ts';
import type { TextDesk } from '../text-desk.ts';
import { ANSWER_SCHEMA, type ModelAnswer, readAnswer } from './read-answer.ts';

/** An answer's bullets that the articles bear out, with its headline as the model wrote it. */
export type Judged = Judgement & { headline: string };
/** Throws AppError where there is no answer. Adds to `cost` what this one took. */
export type AnswerPrompt = (prompt: Prompt, cost: ModelCost, signal: AbortSignal) => Promise<Judged>;

type Parts = Pick<TextDesk, 'check'> & {
  ask: AskModel;
  /** Null where freely worded bullets are not to be asked about. */
  askWitness: AskWitness | null;
  shelf: AnswerShelf;
  model: string;
  clock: Clock;
};
/** Asks and judges for one prompt. */
type Court = {
  ask(messages: readonly ModelMessage[]): Promise<string>;
  judge(answer: ModelAnswer | null): Promise<Judged>;
};

/**
 * Answers of a model, each prompt asked once: what was kept is used again, in any process, if it still passes the evidence
 * check, and what is being asked is not asked beside it. Kept is what had a supported bullet, under the hash of all that was
 * sent (instructions, language, sentences) and the model.
 */
export function createAnswerPrompt({ ask, askWitness, check, shelf, model, clock }: Parts): AnswerPrompt {
  const inHand = new Map<string, Promise<Judged>>();

  async function recall(key: string, court: Court): Promise<Judged | null> {
    const kept = (await shelf.findAnswer(key)) as ModelAnswer | null;
    if (kept === null) return null;
    const judged = await court.judge(kept);
    // What no longer passes, because the check has become stricter, is asked for again.
    return judged.good.length === kept.bullets.length ? judged : null;
  }

  async function answer(key: string, ...[prompt, cost, signal]: Parameters<AnswerPrompt>): Promise<Judged> {
    const court: Court = {
      ask: (messages) => ask({ messages, schema: ANSWER_SCHEMA }, cost, signal),
      async judge(told) {
        if (told === null) return { good: [], faults: [], isOpen: false, headline: '' };
        const witness = askWitness && ((claim: Claim) => askWitness(claim, cost, signal));
        return {
          ...(await judgeAnswer(told, prompt.sentences, { check, witness })),
          headline: told.headline,
        };
      },
    };
    const known = await recall(key, court);
    if (known) {
      await shelf.noteHit(model, clock.now());
      return known;
    }
    const judged = await askAndRepair(prompt.messages, court);
    if (!judged.isOpen && judged.good.length > 0)
      await shelf.keepAnswer(key, { model, answer: answerOf(judged) }, clock.now());
    return judged;
  }

  return async (prompt, cost, signal) => {
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
    const mine = answer(key, prompt, cost, signal).finally(() => inHand.delete(key));
    inHand.set(key, mine);
    return mine;
  };
}

/** One question, and where bullets fail one more that says why. Open where that one could not be asked. */
async function askAndRepair(messages: readonly ModelMessage[], court: Court): Promise<Judged> {
  const first = await court.ask(messages);
  const answer = readAnswer(first);
  const judged = await court.judge(answer);
  if (judged.good.length === tuning.bullets) return judged;
  const again: ModelMessage[] = [
    ...messages,
    { role: 'assistant', content: first.slice(0, MODEL_TUNING.repeatedCharacters) },
    { role: 'user', content: repairRequest(answer, judged) },
  ];
  try {
    const second = await court.judge(readAnswer(await court.ask(again)));
    return second.good.length >= judged.good.length
      ? { ...second, headline: second.headline || judged.headline }
      : judged;
  } catch (error) {
    // What the first answer had right is kept though the second failed.
    if (judged.good.length === 0) throw error;
    return { ...judged, isOpen: true };
  }
}

/** What is kept: the good bullets with the numbers of their sentences, to be judged again when they are used. */
function answerOf({ good, headline }: Judged): ModelAnswer {
  return { headline, bullets: good.map(({ bullet, cited }) => ({ text: bullet.text, cited })) };
}

function repairRequest(answer: ModelAnswer | null, { good, faults }: Judgement): string {
  if (answer === null) return 'That was not the JSON asked for. Answer with the JSON only.';
  const reasons = faults.map(({ place, reason }) => `Bullet ${place}: ${reason}`);
  const missing =
    good.length + faults.length < tuning.bullets ? ['There must be exactly three bullets.'] : [];
  return `These cannot be used:\n${[...reasons, ...missing].join('\n')}\nWrite all three bullets again, each made of its sentence's own words. Answer with the JSON only.`;
}
