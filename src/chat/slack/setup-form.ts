import type { types } from '@slack/bolt';
import { AppError } from '../../errors.ts';
import type { SetupField, SetupForm, SetupValues } from '../../model/command.ts';
import { clipText } from '../clean-text.ts';
import type { OpenClient } from './workspaces.ts';

/** The modal by which a channel is set up, and its callback id. */
export const SETUP_ID = 'setup';

/** Where the form was asked for. A modal knows no channel and cannot be answered, so it carries both. */
export type SetupPlace = { channelId: string; responseUrl: string };

/** docs.slack.dev/surfaces/modals: 24 in a title, 75 in an option and its description. */
const LIMITS = { title: 24, option: 75 } as const;

/** Source: docs.slack.dev/reference/views/modal-views. */
export function renderSetupView(form: SetupForm, place: SetupPlace): types.ModalView {
  return {
    type: 'modal',
    callback_id: SETUP_ID,
    private_metadata: JSON.stringify(place),
    title: plain(form.title, LIMITS.title),
    submit: plain(form.submitLabel, LIMITS.title),
    close: plain('Cancel', LIMITS.title),
    blocks: form.fields.map((field) => ({
      type: 'input',
      block_id: field.name,
      optional: true,
      label: plain(field.label, LIMITS.option),
      hint: plain(field.hint, LIMITS.option * 2),
      element: field.choices ? renderChoice(field, field.choices) : renderInput(field),
    })),
  };
}

function renderChoice(
  { name, value }: SetupField,
  choices: NonNullable<SetupField['choices']>,
): types.StaticSelect {
  const options = choices.map((choice) => ({
    text: plain(choice.label, LIMITS.option),
    description: plain(choice.says, LIMITS.option),
    value: choice.value,
  }));
  const chosen = options.find((option) => option.value === value);
  return { type: 'static_select', action_id: name, options, ...(chosen && { initial_option: chosen }) };
}

const renderInput = ({ name, value }: SetupField): types.PlainTextInput => ({
  type: 'plain_text_input',
  action_id: name,
  ...(value && { initial_value: value }),
});

const plain = (text: string, maxLength: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clipText(text, maxLength),
  emoji: false,
});

/** What of a sent form is read here. */
type SentView = {
  private_metadata: string;
  state: {
    values: Readonly<
      Record<
        string,
        Readonly<Record<string, { value?: string | null; selected_option?: { value: string } | null }>>
      >
    >;
  };
};

export function readSetupView({ private_metadata, state }: SentView): SetupPlace & { values: SetupValues } {
  const valueOf = (name: keyof SetupValues) => {
    const field = state.values[name]?.[name];
    return field?.selected_option?.value ?? field?.value ?? '';
  };
  const place = JSON.parse(private_metadata) as SetupPlace;
  return {
    ...place,
    values: { preset: valueOf('preset'), schedule: valueOf('schedule'), zone: valueOf('zone') },
  };
}

/** Shows the form to whoever pressed a button. Throws AppError `chat/form-late`: Slack waits three seconds for it. */
export async function openSetupView(
  open: OpenClient,
  { workspaceId, triggerId }: { workspaceId: string; triggerId: string },
  view: types.ModalView,
): Promise<void> {
  try {
    const client = await open(workspaceId);
    await client?.views.open({ trigger_id: triggerId, view });
  } catch (cause) {
    throw new AppError('chat/form-late', 'Slack did not show the form; press the button again.', { cause });
  }
}
