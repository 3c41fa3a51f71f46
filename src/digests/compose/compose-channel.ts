import { presets } from '../../../config/presets.ts';
import type { Channel, ChannelSetting } from '../../model/channel.ts';
import type { ReadyStory } from '../../model/digest.ts';
import { type Block, type Message, type Span, type ActionsBlock, NO_STORY } from '../../model/message.ts';
import { explainFilter, isUnfiltered } from '../../channels/match-filter.ts';
import { timeFrom, zoneName } from './format-time.ts';
import type { SetupForm } from '../../model/command.ts';
import { CHOOSABLE_NAMES } from '../../channels/names.ts';
import type { ChannelSettings } from '../../channels/read-channel-setting.ts';

const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

function describeFilter({ wishes }: Channel): string {
  const preset = presets.find(({ id }) => id === wishes.preset);
  const says = explainFilter(wishes.filter);
  return preset ? `${preset.name}: ${says}` : says;
}

/** Each setting that has a line of its own, in the words of a person; the parts of the filter share one. */
const LINES: Readonly<Record<string, (channel: Channel, now: number) => string>> = {
  Stories: describeFilter,
  Schedule: ({ schedule, nextDigestAt, timeZone }, now) => {
    const next = nextDigestAt === null ? '' : `, next: ${timeFrom(nextDigestAt, now, timeZone)}`;
    return `${schedule.text}${next}`;
  },
  Zone: ({ timeZone }, now) => {
    const short = zoneName(now, timeZone);
    return short === timeZone ? timeZone : `${timeZone} (${short})`;
  },
  'Stories a digest': ({ maxStories }) => `at most ${maxStories}`,
  Alerts: ({ wishes }) => (wishes.alertFrom === null ? 'none' : `from importance ${wishes.alertFrom} of 100`),
  'Quiet hours': ({ wishes: { quietHours } }) =>
    quietHours === null ? 'none' : `${clockTime(quietHours.from)}-${clockTime(quietHours.until)}`,
  'Budget a day': ({ wishes: { postsADay } }) =>
    postsADay === null ? 'none' : `${postsADay} alerts and single stories; the rest comes in the next digest`,
  'Quiet nights': ({ wishes }) =>
    wishes.tellsQuietNights
      ? 'a digest with nothing new says so in a line'
      : 'a digest with nothing new is not posted',
  Languages: ({ languages }) => languages.map((code) => languageNames.of(code) ?? code).join(', '),
};

const LINE_OF: Record<ChannelSetting, string> = {
  preset: 'Stories',
  regions: 'Stories',
  topics: 'Stories',
  words: 'Stories',
  outlets: 'Stories',
  countries: 'Stories',
  importance: 'Stories',
  schedule: 'Schedule',
  zone: 'Zone',
  stories: 'Stories a digest',
  alerts: 'Alerts',
  quiet: 'Quiet hours',
  budget: 'Budget a day',
  'quiet-night': 'Quiet nights',
  languages: 'Languages',
};

function lineOf(name: string, channel: Channel, now: number): string {
  return LINES[name]?.(channel, now) ?? '';
}

/** Everything that is set for a channel. `command` is how the command is typed there. */
export function composeChannel(
  channel: Channel,
  { now, command }: { now: number; command: string },
): Message {
  const isPaused = channel.state !== 'active';
  const called = `#${channel.name.replace(/^#/, '')}`;
  const title = isPaused ? `${called}: paused` : `What ${called} gets`;
  const items = Object.keys(LINES).map((name): Span[] => [
    { text: name, style: 'bold' },
    { text: `: ${lineOf(name, channel, now)}` },
  ]);
  const blocks: Block[] = [{ kind: 'heading', text: title }];
  if (isPaused)
    blocks.push({
      kind: 'text',
      spans: [{ text: `${channel.stateReason ?? 'Paused'}. ` }, { text: `${command} resume`, style: 'code' }],
    });
  blocks.push({ kind: 'list', items }, SETUP_BUTTON);
  blocks.push({
    kind: 'footer',
    text: `Change a line with ${command} schedule daily 08:00, ${command} words iran NOT football, ${command} preset Europe; ${command} preview shows what would come.`,
  });
  return {
    blocks,
    fallbackText: [title, ...items.map((spans) => spans.map(({ text }) => text).join(''))].join('\n'),
  };
}

/** What a change did, as the changed line reads now. */
export function describeSetting(setting: ChannelSetting, channel: Channel, now: number): string {
  const name = LINE_OF[setting];
  return `${name}: ${lineOf(name, channel, now)}`;
}

/** The lines that differ between two states of a channel's settings, as the second has them. */
export function describeDifferences(before: Channel, after: Channel, now: number): string[] {
  return Object.keys(LINES)
    .filter((name) => lineOf(name, before, now) !== lineOf(name, after, now))
    .map((name) => `${name}: ${lineOf(name, after, now)}`);
}

/** What a channel's settings would have posted in the last 24 hours. */
export function composePreview(stories: readonly ReadyStory[], leftOut: number): Block[] {
  const count = stories.length === 1 ? '1 story' : `${stories.length} stories`;
  const over = leftOut > 0 ? `, and ${leftOut} more that do not fit in` : '';
  const text =
    stories.length === 0
      ? 'In the last 24 hours this would have posted nothing.'
      : `In the last 24 hours this would have posted ${count}${over}:`;
  const blocks: Block[] = [{ kind: 'text', spans: [{ text }] }];
  if (stories.length > 0)
    blocks.push({ kind: 'list', items: stories.map(({ summary }) => [{ text: summary.headline }]) });
  return blocks;
}

/** Opens the form. */
const SETUP_BUTTON: ActionsBlock = {
  kind: 'actions',
  storyId: NO_STORY,
  buttons: [{ action: 'setup', label: 'Set up' }],
};

/** The preset without a filter. */
const WORLD = 'world';

/** The form, filled in with what is set for a channel, or would be. */
export function composeSetupForm({ wishes, schedule, timeZone }: ChannelSettings): SetupForm {
  return {
    title: 'Set up this channel',
    submitLabel: 'Save',
    fields: [
      {
        name: 'preset',
        label: 'Stories',
        hint: 'What the channel gets; commands refine it later.',
        value: wishes.preset ?? (isUnfiltered(wishes.filter) ? WORLD : ''),
        choices: presets.map(({ id, name, says }) => ({ value: id, label: name, says })),
      },
      {
        name: 'schedule',
        label: 'Digests at',
        hint: 'For example: mon-fri 07:30,17:30 or daily 08:00 or every 6 hours or as it happens',
        value: schedule.text,
      },
      {
        name: 'zone',
        label: 'Time zone',
        hint: 'For example: Europe/Berlin or America/New_York',
        value: timeZone,
        offers: CHOOSABLE_NAMES.zone,
      },
    ],
  };
}

/** What the bot says where it was invited; `command` is how its settings are typed there. */
export function composeGreeting(channel: Channel | null, command: string): Message {
  const title = 'Hello, this is Sitrep';
  const what =
    'It reads world news and posts each new story as three bullets, every one with the sentence that it rests on.';
  const next = channel
    ? 'This channel gets digests already.'
    : 'Choose what this channel gets and when: the first digest then comes within a minute.';
  const managers = `The button is for channel managers, as is ${command} preset World; in another channel type ${command} first.`;
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', spans: [{ text: `${what} ${next}` }] },
    SETUP_BUTTON,
    { kind: 'footer', text: managers },
  ];
  return { blocks, fallbackText: `${title}. ${what} ${next} ${managers}` };
}
