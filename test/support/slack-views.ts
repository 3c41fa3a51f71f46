import type { Answer } from './faults.ts';

type Json = Readonly<Record<string, unknown>>;
type Text = { type?: unknown; text?: unknown };
export type SlackView = Json & { private_metadata: string; blocks: readonly Json[] };
type Element = { type: string; initial_value?: string; initial_option?: { value: string }; options?: Json[] };

const within = (text: unknown, max: number) => {
  const value = (text as Text | undefined)?.text;
  return typeof value === 'string' && value.length > 0 && value.length <= max;
};

/** What Slack says against a view (docs.slack.dev/reference/views/modal-views and the block reference). */
function checkView(view: SlackView): string[] {
  const errors: string[] = [];
  if (view['type'] !== 'modal') errors.push('type');
  for (const key of ['title', 'submit', 'close']) if (!within(view[key], 24)) errors.push(key);
  if (view.private_metadata.length > 3_000) errors.push('private_metadata');
  for (const block of view.blocks) {
    const { options, ...element } = block['element'] as Element;
    if (block['type'] !== 'input' || !within(block['label'], 2_000)) errors.push('label');
    for (const option of options ?? [])
      if (!within(option['text'], 75) || !within(option['description'], 75)) errors.push('option');
    if (options && (options.length === 0 || options.length > 100)) errors.push('options');
    if (element.initial_value === '') errors.push('initial_value');
  }
  return errors;
}

/** The modals of a workspace: each opened once by what somebody did, and sent back by that person. */
export function createSlackViews(refuse: (error: string) => Answer) {
  const opened: SlackView[] = [];
  const usedTriggers = new Set<string>();
  return {
    open(form: Readonly<Record<string, string>>): Answer {
      const trigger = form['trigger_id'] ?? '';
      if (!trigger.startsWith('trigger-') || usedTriggers.has(trigger)) return refuse('expired_trigger_id');
      const view = JSON.parse(form['view'] ?? '{}') as SlackView;
      if (checkView(view).length > 0) return refuse(`invalid_arguments: ${checkView(view).join(', ')}`);
      usedTriggers.add(trigger);
      opened.push(view);
      return { status: 200, body: { ok: true, view: { id: `V${opened.length}` } } };
    },
    /** The newest modal with some of its fields filled in otherwise, as `view_submission` tells it. */
    submission(changes: Readonly<Record<string, string>>): Json {
      const view = opened.at(-1);
      if (!view) throw new Error('no modal is open');
      const values = Object.fromEntries(
        view.blocks.map((block) => {
          const [name, { type, initial_value, initial_option }] = [
            String(block['block_id']),
            block['element'] as Element,
          ];
          const value = changes[name] ?? initial_option?.value ?? initial_value ?? null;
          const state =
            type === 'static_select' ? { selected_option: value === null ? null : { value } } : { value };
          return [name, { [name]: { type, ...state } }];
        }),
      );
      return { type: 'view_submission', view: { ...view, id: `V${opened.length}`, state: { values } } };
    },
    /** What stands in the newest modal. */
    shown: () => JSON.stringify(opened.at(-1) ?? null),
  };
}
