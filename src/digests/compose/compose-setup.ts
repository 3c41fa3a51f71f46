import { presets } from '../../../config/presets.ts';
import type { Channel } from '../../model/channel.ts';
import type { SetupForm } from '../../model/command.ts';
import { type ActionsBlock, type Block, type Message, NO_STORY } from '../../model/message.ts';
import { isUnfiltered } from '../../channels/match-filter.ts';
import { CHOOSABLE_NAMES } from '../../channels/names.ts';
import type { ChannelSettings } from '../../channels/read-channel-setting.ts';

/** Opens the form. */
export const SETUP_BUTTON: ActionsBlock = {
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
