import { MODEL_TUNING as tuning } from '../../../config/model-tuning.ts';
import { ServerFault } from './model-faults.ts';

/** What a server answered with status 200, whatever its dialect. */
export type Completion = {
  /** What the model said, its thoughts left out; empty where it said nothing. */
  text: string;
  /** Where servers put an answer that is not in its place: the arguments of a tool call, the thoughts. */
  elsewhere: readonly string[];
  /** Cut off because the tokens ran out. */
  isCutOff: boolean;
  /** A content filter, or the model itself, declined the text. */
  isDeclined: boolean;
  /** As the server tells it, or null. */
  tokensIn: number | null;
  tokensOut: number | null;
  /** Characters of all that was written, thoughts too: for servers that tell no tokens. */
  characters: number;
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the body of an answer: JSON, or the events of a stream. Throws ServerFault where it tells an error (some tell it with
 * status 200, for the whole or for the choice), or is no answer of a model at all.
 */
export function readCompletion(body: string): Completion {
  const parts = readEvents(body) ?? [parse(body)];
  const first = parts.find((part) => part !== null);
  if (first === undefined) throw new ServerFault({ status: 200, code: 'no-model', message: '' });
  for (const part of parts) throwFault(part);
  const choices = parts.flatMap((part) => {
    const list = part?.['choices'];
    // Ollama's own form has no choices.
    const choice: unknown = Array.isArray(list) ? list[0] : part?.['message'] ? part : null;
    return isFields(choice) ? [choice] : [];
  });
  for (const choice of choices) throwFault(choice);
  return compose(
    choices,
    parts.flatMap((part) => (isFields(part?.['usage']) ? [part['usage']] : [])),
  );
}

/** Messages of one choice, in pieces where it was streamed. */
function compose(choices: readonly Fields[], usages: readonly Fields[]): Completion {
  const messages = choices.map(({ message, delta, text }) =>
    isFields(message) ? message : isFields(delta) ? delta : { content: text },
  );
  const join = (read: (message: Fields) => string) => messages.map(read).join('');
  const said = join(({ content }) => textOf(content)).slice(0, tuning.mostAnswerCharacters);
  const thought = join(
    ({ reasoning_content: content, reasoning, thinking }) =>
      textOf(content) || textOf(reasoning) || textOf(thinking),
  ).slice(0, tuning.mostAnswerCharacters);
  const called = join(argumentsOf).slice(0, tuning.mostAnswerCharacters);
  const refusal = join(({ refusal: text }) => textOf(text));
  const finish = choices.flatMap(({ finish_reason: reason }) => (typeof reason === 'string' ? [reason] : []));
  const text = withoutThoughts(said);
  const used = usages.at(-1);
  return {
    text,
    elsewhere: [called, thought, ...(text === '' ? [said] : [])].filter((one) => one.trim() !== ''),
    isCutOff: finish.some((reason) => /^(?:length|max_tokens|MAX_TOKENS)$/u.test(reason)),
    isDeclined: finish.some((reason) => DECLINED.test(reason)) || (text === '' && refusal.trim() !== ''),
    tokensIn: countOf(used?.['prompt_tokens']),
    tokensOut: countOf(used?.['completion_tokens']),
    characters: said.length + thought.length + called.length,
  };
}

/** As OpenAI and Azure, Z.ai, Google and Anthropic name it. */
const DECLINED = /content.?filter|sensitive|^safety$|prohibited|blocklist|refusal/iu;

/** What closes a model's thoughts: think tags (also of Kimi and Seed), Mistral's, Cohere's, Apriel's, harmony's last channel. */
const THOUGHTS_END =
  /<\/(?:seed:)?(?:think|thinking|thought|thoughts|reasoning|reflection)>|\[\/THINK\]|◁\/think▷|<\|END_THINKING\|>|<channel\|>|\[BEGIN FINAL RESPONSE\]|<\|channel\|>final(?:\s*<\|constrain\|>\s*\w+)?\s*<\|message\|>/giu;
/** Thoughts that were begun and never ended. */
const THOUGHTS_BEGUN =
  /<(?:seed:)?(?:think|thinking|thought|thoughts|reasoning|reflection)>|\[THINK\]|◁think▷|<\|START_THINKING\|>|<\|channel\|?>(?:analysis|commentary|thought)/iu;
const MARKS = /<\|[\w ]{1,30}\|>|\[END FINAL RESPONSE\]/gu;

/** What a model says after its last thought; what precedes a lone closing mark is thought too. */
function withoutThoughts(said: string): string {
  const end = [...said.matchAll(THOUGHTS_END)].at(-1);
  // Harmony's channels where the server dropped their marks but not their names.
  const unmarked = /^\s*analysis/u.test(said) ? said.lastIndexOf('assistantfinal') : -1;
  const start = Math.max(end ? end.index + end[0].length : 0, unmarked < 0 ? 0 : unmarked + 14);
  const after = said.slice(start);
  const begun = THOUGHTS_BEGUN.exec(after);
  return (begun ? after.slice(0, begun.index) : after).replace(MARKS, ' ').trim();
}

/** A string, or the text of parts that are no thoughts; JSON that was parsed on the way is written again. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map(textOfPart).join('');
  return isFields(content) ? textOfPart(content) || JSON.stringify(content) : '';
}

function textOfPart(part: unknown): string {
  if (typeof part === 'string') return part;
  if (!isFields(part) || (typeof part['type'] === 'string' && /think|reason/iu.test(part['type']))) return '';
  const { text } = part;
  return typeof text === 'string'
    ? text
    : isFields(text) && typeof text['value'] === 'string'
      ? text['value']
      : '';
}

function argumentsOf({ tool_calls: calls, function_call: call }: Fields): string {
  const list = [...(Array.isArray(calls) ? (calls as unknown[]) : []), call];
  return list
    .flatMap((one) => (isFields(one) ? [isFields(one['function']) ? one['function'] : one] : []))
    .map(({ arguments: given }) => textOf(given))
    .join('');
}

/** The events of a stream that came though none was asked for, or because one was; null for another body. */
function readEvents(body: string): (Fields | null)[] | null {
  if (!/^\s*(?:data|event|id|retry|):/u.test(body)) return null;
  return body
    .split(/\r?\n/u)
    .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trim()] : []))
    .filter((data) => data !== '' && data !== '[DONE]')
    .map(parse);
}

function parse(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

/** `{error}`, `{object: "error"}`, and MiniMax's `base_resp`; an empty error is none. */
function throwFault(part: Fields | null): void {
  if (part === null) return;
  const { error, object, base_resp: base } = part;
  if (error !== undefined && error !== null && error !== '' && error !== false)
    throw ServerFault.read(200, error);
  if (object === 'error') throw ServerFault.read(200, part);
  const status = isFields(base) ? base['status_code'] : 0;
  if (isFields(base) && status !== 0 && status !== undefined)
    throw ServerFault.read(200, { code: status, message: base['status_msg'] });
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function countOf(value: unknown): number | null {
  const count = typeof value === 'string' ? Number(value) : value;
  return typeof count === 'number' && Number.isFinite(count) && count >= 0 ? Math.round(count) : null;
}
