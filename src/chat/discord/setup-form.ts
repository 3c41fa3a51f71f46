import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitFields,
  TextInputStyle,
} from 'discord.js';
import type { SetupField, SetupForm, SetupValues } from '../../model/command.ts';
import { clipText } from '../clean-text.ts';

/** The modal by which a channel is set up, and its custom id. */
export const SETUP_ID = 'setup';

/** discord.com/developers/docs/components/reference: 45 in a label and a title, 100 in a description and an option. */
const LIMITS = { label: 45, description: 100 } as const;

export function renderSetupModal(form: SetupForm): APIModalInteractionResponseCallbackData {
  return {
    custom_id: SETUP_ID,
    title: clipText(form.title, LIMITS.label),
    components: form.fields.map((field) => ({
      type: ComponentType.Label,
      label: clipText(field.label, LIMITS.label),
      description: clipText(field.hint, LIMITS.description),
      component: field.choices ? renderChoice(field, field.choices) : renderInput(field),
    })),
  };
}

function renderChoice({ name, value }: SetupField, choices: NonNullable<SetupField['choices']>) {
  return {
    type: ComponentType.StringSelect as const,
    custom_id: name,
    required: false,
    min_values: 0,
    options: choices.map((choice) => ({
      label: clipText(choice.label, LIMITS.description),
      description: clipText(choice.says, LIMITS.description),
      value: choice.value,
      default: choice.value === value,
    })),
  };
}

const renderInput = ({ name, value }: SetupField) => ({
  type: ComponentType.TextInput as const,
  custom_id: name,
  style: TextInputStyle.Short as const,
  required: false,
  ...(value && { value }),
});

export function readSetupModal(fields: ModalSubmitFields): SetupValues {
  return {
    preset: fields.getStringSelectValues('preset')[0] ?? '',
    schedule: fields.getTextInputValue('schedule'),
    zone: fields.getTextInputValue('zone'),
  };
}
