import { SLACK_LIMITS } from '../../config/chat-limits.ts';

type Json = Readonly<Record<string, unknown>>;
type Check = (value: unknown, at: string) => string[];

/** Keys that a block or element may have; any other makes Slack refuse the message. */
type Shape = { required?: Readonly<Record<string, Check>>; optional?: Readonly<Record<string, Check>> };

const text =
  (max: number, min = 1): Check =>
  (value, at) => {
    if (typeof value !== 'string') return [`${at}: must be a string`];
    if (value.length < min) return [`${at}: must be more than ${min - 1} characters`];
    if (value.length > max) return [`${at}: must be less than ${max + 1} characters`];
    return value.isWellFormed() ? [] : [`${at}: is not well-formed`];
  };
const bool: Check = (value, at) => (typeof value === 'boolean' ? [] : [`${at}: must be a boolean`]);
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, at) =>
    allowed.includes(value) ? [] : [`${at}: must be one of ${allowed.join(', ')}`];
const listOf =
  (check: Check, max: number, min = 1): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return [`${at}: must be an array`];
    if (value.length < min || value.length > max) return [`${at}: must have ${min} to ${max} items`];
    return value.flatMap((item, index) => check(item, `${at}/${index}`));
  };
const url: Check = (value, at) => {
  const errors = text(SLACK_LIMITS.url)(value, at);
  if (errors.length > 0) return errors;
  return /^https?:\/\/[^\s<>"]+$/.test(String(value)) && URL.canParse(String(value))
    ? []
    : [`${at}: invalid url`];
};
const shapes =
  (table: Readonly<Record<string, Shape>>): Check =>
  (value, at) => {
    if (typeof value !== 'object' || value === null) return [`${at}: must be an object`];
    const item = value as Json;
    const shape = table[String(item['type'])];
    if (!shape) return [`${at}/type: unsupported type ${String(item['type'])}`];
    const known: Readonly<Record<string, Check>> = { ...shape.required, ...shape.optional };
    return Object.entries(item)
      .filter(([key, part]) => key !== 'type' && part !== undefined)
      .flatMap(([key, part]) => known[key]?.(part, `${at}/${key}`) ?? [`${at}: unexpected property ${key}`])
      .concat(
        Object.keys(shape.required ?? {})
          .filter((key) => item[key] === undefined)
          .map((key) => `${at}: missing required field ${key}`),
      );
  };
const plainText = (max: number) =>
  shapes({ plain_text: { required: { text: text(max) }, optional: { emoji: bool } } });
const flags: Check = (value, at) =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, flag]) =>
        oneOf('bold', 'italic', 'strike', 'code')(key, at).concat(bool(flag, `${at}/${key}`)),
      )
    : [`${at}: must be an object`];
const richElement = shapes({
  text: { required: { text: text(SLACK_LIMITS.textObject) }, optional: { style: flags } },
  link: { required: { url }, optional: { text: text(SLACK_LIMITS.textObject), style: flags } },
});
const richSection = shapes({ rich_text_section: { required: { elements: listOf(richElement, 1_000) } } });
const richBlockElement = shapes({
  rich_text_section: { required: { elements: listOf(richElement, 1_000) } },
  rich_text_quote: { required: { elements: listOf(richElement, 1_000) } },
  rich_text_list: {
    required: { elements: listOf(richSection, 1_000), style: oneOf('bullet', 'ordered') },
  },
});
const button = shapes({
  button: {
    required: { text: plainText(SLACK_LIMITS.buttonText), action_id: text(SLACK_LIMITS.id) },
    optional: { value: text(SLACK_LIMITS.buttonValue), url, style: oneOf('primary', 'danger') },
  },
});
const block_id = text(SLACK_LIMITS.id);
const block = shapes({
  header: { required: { text: plainText(SLACK_LIMITS.headerText) }, optional: { block_id } },
  divider: { optional: { block_id } },
  context: {
    required: { elements: listOf(plainText(SLACK_LIMITS.textObject), SLACK_LIMITS.contextElements) },
    optional: { block_id },
  },
  rich_text: { required: { elements: listOf(richBlockElement, 1_000) }, optional: { block_id } },
  actions: { required: { elements: listOf(button, SLACK_LIMITS.actionsElements) }, optional: { block_id } },
});

/** What Slack would say against these blocks; empty where it takes them. Knows the blocks that Sitrep uses. */
export function checkSlackBlocks(blocks: unknown): string[] {
  const errors = listOf(block, SLACK_LIMITS.blocks, 0)(blocks, '/blocks');
  return errors.length > 0 ? errors : checkUnique(blocks as readonly Json[]);
}

function checkUnique(blocks: readonly Json[]): string[] {
  return blocks.flatMap(({ type, elements }, index) => {
    if (type !== 'actions' || !Array.isArray(elements)) return [];
    const ids = elements.map((element: Json) => element['action_id']);
    return new Set(ids).size === ids.length ? [] : [`/blocks/${index}: action_id must be unique`];
  });
}

/** All visible text of the blocks, in order, one line an element. */
export function slackText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const { text: own, elements } = value as Json;
  const inner = Array.isArray(elements) ? elements : Array.isArray(value) ? value : [];
  const line = typeof own === 'string' ? own : slackText(own);
  const isInline = inner.every((part: Json) => ['text', 'link'].includes(String(part['type'])));
  return [line, inner.map(slackText).join(isInline ? '' : '\n')].filter(Boolean).join('\n');
}

export const hasText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
