import { AppError } from '../errors.ts';
import { type ChannelSetting, NO_WISHES } from '../model/channel.ts';
import type { SetupValues } from '../model/command.ts';
import { type ChannelSettings, readChannelSetting } from './read-channel-setting.ts';

const FIELDS = ['preset', 'schedule', 'zone'] as const satisfies readonly (keyof SetupValues &
  ChannelSetting)[];

/** The settings with what a form says; an empty field leaves what is set. Throws AppError as `readChannelSetting` does. */
export function readSetup(values: SetupValues, settings: ChannelSettings): ChannelSettings {
  return FIELDS.reduce(
    (read, field) => (values[field].trim() ? readChannelSetting(field, values[field], read) : read),
    settings,
  );
}

/** Settings beside which any value can stand that can be read at all. */
const ANY: ChannelSettings = {
  schedule: { text: '', slots: [], asItHappens: false },
  timeZone: 'UTC',
  languages: [],
  maxStories: 1,
  wishes: NO_WISHES,
};

/** What is wrong with a form's fields, a sentence each; for platforms that show it beside the field. */
export function findSetupFaults(values: SetupValues): Partial<Record<keyof SetupValues, string>> {
  const faults: Partial<Record<keyof SetupValues, string>> = {};
  for (const field of FIELDS) {
    try {
      readSetup({ preset: '', schedule: '', zone: '', [field]: values[field] }, ANY);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      faults[field] = error.userMessage;
    }
  }
  return faults;
}
