import { presets } from '../../config/presets.ts';
import { AppError } from '../errors.ts';
import {
  type Channel,
  type ChannelSetting,
  type ChannelWishes,
  NO_WISHES,
  type StoryFilter,
} from '../model/channel.ts';
import { nearest } from '../nearest.ts';
import { parseSchedule } from './parse-schedule.ts';
import { parseWords } from './parse-words.ts';
import { readNames } from './read-names.ts';
import { readQuietHours } from './quiet-hours.ts';
import { readTimeZone } from './local-time.ts';

/** What managers set, apart from pausing. */
export type ChannelSettings = Pick<Channel, 'schedule' | 'timeZone' | 'languages' | 'maxStories' | 'wishes'>;

const MAX_STORIES = 20;
const MAX_POSTS_A_DAY = 100;

const fault = (sentence: string) => new AppError('channel/bad-setting', sentence);
const isOff = (typed: string) => /^(off|none|no|any|all|every(thing|where)?|-)$/i.test(typed.trim());

function readNumber(typed: string, what: string, [least, most]: readonly [number, number]): number {
  const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  if (!(number >= least && number <= most))
    throw fault(`${what} is a whole number from ${least} to ${most}, not "${typed.slice(0, 40)}".`);
  return number;
}

function readSwitch(typed: string, what: string): boolean {
  if (/^(on|yes|true)$/i.test(typed.trim())) return true;
  if (/^(off|no|false)$/i.test(typed.trim())) return false;
  throw fault(`${what} is on or off, not "${typed.slice(0, 40)}".`);
}

function readPreset(typed: string): Partial<ChannelWishes> {
  const simple = (name: string) => name.toLowerCase().replaceAll(/[^a-z]+/g, '');
  const preset = presets.find(({ id, name }) => [id, name].map(simple).includes(simple(typed)));
  if (preset) return { preset: preset.id, filter: { ...NO_WISHES.filter, ...preset.filter } };
  const near = nearest(
    simple(typed),
    presets.map(({ id }) => simple(id)),
  );
  const meant = presets.find(({ id }) => simple(id) === near);
  const hint = meant
    ? `Did you mean ${meant.name}?`
    : `There are: ${presets.map(({ name }) => name).join(', ')}.`;
  throw fault(`There is no preset "${typed.slice(0, 40)}". ${hint}`);
}

type Reader = (typed: string, now: ChannelSettings) => Partial<ChannelSettings>;

const wishing =
  (read: (typed: string) => Partial<ChannelWishes>): Reader =>
  (typed, { wishes }) => ({ wishes: { ...wishes, ...read(typed) } });

const filtering =
  (read: (typed: string) => Partial<StoryFilter>): Reader =>
  (typed, { wishes }) => ({
    // What was changed by hand is no preset any more.
    wishes: { ...wishes, preset: null, filter: { ...wishes.filter, ...read(typed) } },
  });

const namesOr = (kind: Parameters<typeof readNames>[0], typed: string): string[] =>
  isOff(typed) ? [] : readNames(kind, typed);

function readWords(typed: string): string | null {
  if (isOff(typed)) return null;
  parseWords(typed);
  return typed.trim();
}

const READERS: Record<ChannelSetting, Reader> = {
  schedule: (typed) => ({ schedule: parseSchedule(typed) }),
  zone: (typed) => ({ timeZone: readTimeZone(typed) }),
  languages: (typed) => ({ languages: readNames('language', typed) }),
  stories: (typed) => ({ maxStories: readNumber(typed, 'The number of stories', [1, MAX_STORIES]) }),
  preset: wishing(readPreset),
  quiet: wishing((typed) => ({ quietHours: isOff(typed) ? null : readQuietHours(typed) })),
  alerts: wishing((typed) => ({
    alertFrom: isOff(typed)
      ? null
      : readNumber(typed, 'The importance from which stories are alerts', [1, 100]),
  })),
  budget: wishing((typed) => ({
    postsADay: isOff(typed) ? null : readNumber(typed, 'The budget of posts a day', [1, MAX_POSTS_A_DAY]),
  })),
  'quiet-night': wishing((typed) => ({ tellsQuietNights: readSwitch(typed, 'quiet-night') })),
  regions: filtering((typed) => ({ regions: namesOr('region', typed) })),
  topics: filtering((typed) => ({ topics: namesOr('topic', typed) })),
  outlets: filtering((typed) => ({ outlets: namesOr('outlet', typed) })),
  countries: filtering((typed) => ({ outletCountries: namesOr('country', typed) })),
  importance: filtering((typed) => ({
    minImportance: isOff(typed) ? 0 : readNumber(typed, 'The least importance', [0, 100]),
  })),
  words: filtering((typed) => ({ words: readWords(typed) })),
};

/**
 * The settings with one of them read from what was typed; `off` takes a rule away. Nothing is stored.
 * Throws AppError with a sentence that says what is wrong and what would be right.
 */
export function readChannelSetting(
  name: ChannelSetting,
  typed: string,
  settings: ChannelSettings,
): ChannelSettings {
  const changed: ChannelSettings = { ...settings, ...READERS[name](typed, settings) };
  checkTogether(changed);
  return changed;
}

/** What may not stand beside each other. Throws AppError `channel/bad-setting`. */
function checkTogether({ schedule, wishes }: ChannelSettings): void {
  if (wishes.postsADay !== null && schedule.slots.length === 0)
    throw fault(
      'A budget of posts a day needs a digest that takes what goes over it: add times to the schedule, for example "daily 07:30; as it happens", or set the budget off.',
    );
}
