import { AppError } from '../src/errors.ts';
import { nearest } from '../src/nearest.ts';
import {
  type CommandDefinition,
  type CommandOption,
  describeUsage,
  type OptionValues,
} from '../src/model/command.ts';

export type ParsedCommand = { definition: CommandDefinition; options: OptionValues };

/** `raw` still has its quotation marks. */
type Word = { text: string; raw: string; isQuoted: boolean };

/** Splits at spaces; "quoted parts" stay together, also within `name:"a b"`. Typographic quotes count as quotes. */
function splitWords(text: string): Word[] {
  const plain = text.replaceAll(/[“”„«»]/g, '"').trim();
  return [...plain.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)].map(([word]) => ({
    text: word.replaceAll('"', ''),
    raw: word,
    isQuoted: word.startsWith('"'),
  }));
}

function convert(
  option: CommandOption,
  value: string,
  definition: CommandDefinition,
): string | number | boolean {
  const fault = (rule: string) =>
    new AppError(
      'command/bad-option',
      `"${option.name}" takes ${rule}, not "${value}". Usage: ${describeUsage(definition)}`,
    );
  if (option.choices) {
    const choice = option.choices.find((one) => one === value.toLowerCase());
    if (choice !== undefined) return choice;
    const suggestion = nearest(value.toLowerCase(), option.choices);
    throw fault(`one of ${option.choices.join(', ')}${suggestion ? ` (did you mean ${suggestion}?)` : ''}`);
  }
  if (option.type === 'number') {
    if (!/^-?\d+(\.\d+)?$/.test(value)) throw fault('a number');
    return Number(value);
  }
  if (option.type === 'boolean') {
    if (/^(true|yes|on|1)$/i.test(value)) return true;
    if (/^(false|no|off|0)$/i.test(value)) return false;
    throw fault('true or false');
  }
  return value;
}

const joinWords = (words: readonly Word[], option?: CommandOption): string =>
  words.map(({ text, raw }) => (option?.keepsQuotes ? raw : text)).join(' ');

function readOptions(definition: CommandDefinition, words: readonly Word[]): OptionValues {
  const options: Record<string, string | number | boolean> = {};
  const rest: Word[] = [];
  for (const word of words) {
    const named = word.isQuoted ? null : /^([a-z][a-z-]*):(?!\/\/)(.*)$/is.exec(word.text);
    const name = named?.[1]?.toLowerCase() ?? '';
    const option = definition.options.find((candidate) => candidate.name === name);
    if (named && option) {
      const value = option.keepsQuotes ? word.raw.slice(word.raw.indexOf(':') + 1) : named[2];
      options[option.name] = convert(option, value ?? '', definition);
      continue;
    }
    const suggestion = named
      ? nearest(
          name,
          definition.options.map((candidate) => candidate.name),
        )
      : null;
    if (suggestion)
      throw new AppError(
        'command/bad-option',
        `There is no option "${name}"; did you mean "${suggestion}"? Usage: ${describeUsage(definition)}`,
      );
    rest.push(word);
  }
  const firstOption = definition.options.find((option) => option.takesFirst && !(option.name in options));
  if (firstOption && rest[0] !== undefined)
    options[firstOption.name] = convert(firstOption, rest.shift()?.text ?? '', definition);
  const restOption = definition.options.find((option) => option.takesRest);
  if (rest.length > 0 && restOption) {
    // `since:yesterday 18:00`: what follows an option that takes the rest belongs to it.
    const named = options[restOption.name];
    const whole = [...(named === undefined ? [] : [String(named)]), joinWords(rest, restOption)];
    options[restOption.name] = convert(restOption, whole.join(' '), definition);
  } else if (rest.length > 0)
    throw new AppError(
      'command/bad-option',
      `/${definition.name} does not take "${joinWords(rest)}". Usage: ${describeUsage(definition)}`,
    );
  return options;
}

/** Throws AppError `command/bad-option` with the usage when a required option is missing. */
export function checkRequired(definition: CommandDefinition, options: OptionValues): OptionValues {
  const missing = definition.options.find(
    (option) => option.isRequired && (options[option.name] ?? '') === '',
  );
  if (missing)
    throw new AppError(
      'command/bad-option',
      `/${definition.name} needs ${missing.description.toLowerCase()}. Usage: ${describeUsage(definition)}`,
    );
  return options;
}

/** Throws AppError `command/unknown` with a suggestion on a near miss. */
export function findDefinition(name: string, definitions: readonly CommandDefinition[]): CommandDefinition {
  const definition = definitions.find((candidate) => candidate.name === name.toLowerCase());
  if (definition) return definition;
  const names = definitions.map((candidate) => candidate.name);
  const suggestion = nearest(name.toLowerCase(), names);
  const hint = suggestion
    ? `Did you mean /${suggestion}?`
    : `There are: ${names.map((known) => `/${known}`).join(', ')}.`;
  throw new AppError('command/unknown', `There is no command "${name.slice(0, 40)}". ${hint}`);
}

/**
 * Reads typed words such as `digest ukraine since:24h` or `summary "grain deal" share:true`; none at all mean `help`.
 * Throws AppError `command/unknown` or `command/bad-option` with the usage and, on a near miss, a suggestion.
 */
export function parseCommand(text: string, definitions: readonly CommandDefinition[]): ParsedCommand {
  const [first, ...words] = splitWords(text.trim().replace(/^\//, ''));
  const definition = findDefinition(first?.text ?? 'help', definitions);
  return { definition, options: checkRequired(definition, readOptions(definition, words)) };
}
