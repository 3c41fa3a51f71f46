import type { ButtonAction } from '../../src/model/message.ts';

export type CommandCase = { typed: string; by: 'reader' | 'manager'; shows: RegExp };
export type ButtonCase = { action: ButtonAction; by: 'reader' | 'manager'; shows: RegExp };

const NOT_ALLOWED = /for channel managers/;

/** What is typed, by the name of its command: a command without a case fails the test. */
export const COMMAND_CASES: Readonly<Record<string, readonly CommandCase[]>> = {
  digest: [{ typed: 'digest', by: 'reader', shows: /digest[\s\S]*Kim/i }],
  summary: [{ typed: 'summary kim putin', by: 'reader', shows: /Kim[\s\S]*without a model/ }],
  story: [{ typed: 'story kim putin', by: 'reader', shows: /Kim/ }],
  catchup: [{ typed: 'catchup 2d', by: 'reader', shows: /Kim/ }],
  why: [{ typed: 'why kim putin', by: 'reader', shows: /weighs \d+ of 100/ }],
  channel: [
    { typed: 'channel show', by: 'manager', shows: /07:30|zone|Africa/i },
    { typed: 'channel pause', by: 'reader', shows: NOT_ALLOWED },
  ],
  follow: [
    { typed: 'follow ukraine', by: 'reader', shows: NOT_ALLOWED },
    { typed: 'follow ukraine', by: 'manager', shows: /"ukraine" is followed/ },
    { typed: 'follow', by: 'reader', shows: /follows[\s\S]*ukraine/ },
    { typed: 'follow ukraine stop:true', by: 'manager', shows: /no longer followed/ },
  ],
  mute: [
    { typed: 'mute football', by: 'manager', shows: /"football" is muted/ },
    { typed: 'mute', by: 'reader', shows: /mutes[\s\S]*football/ },
    { typed: 'mute football stop:true', by: 'manager', shows: /no longer muted/ },
  ],
  feeds: [
    { typed: 'feeds health', by: 'reader', shows: /Feed health/ },
    { typed: 'feeds add https://example.org/x.xml', by: 'reader', shows: NOT_ALLOWED },
  ],
  status: [{ typed: 'status', by: 'reader', shows: /Status[\s\S]*feeds/ }],
  help: [{ typed: 'help', by: 'reader', shows: /\/digest[\s\S]*\/follow/ }],
};

/** In the order in which they are pressed: each of a story's buttons, every one once. The form's has a test of its own. */
export const BUTTON_CASES: readonly ButtonCase[] = [
  { action: 'evidence', by: 'reader', shows: /Evidence: / },
  { action: 'more', by: 'manager', shows: /seen [\s\S]*Follow[\s\S]*Withdraw/ },
  { action: 'useful', by: 'reader', shows: /Noted, thank you/ },
  { action: 'not-useful', by: 'reader', shows: /not useful to [1-9]/ },
  { action: 'why', by: 'reader', shows: /weighs \d+ of 100/ },
  { action: 'follow', by: 'manager', shows: /is followed/ },
  { action: 'unfollow', by: 'manager', shows: /no longer followed/ },
  { action: 'mute', by: 'manager', shows: /is muted/ },
  { action: 'unmute', by: 'manager', shows: /no longer muted/ },
  { action: 'withdraw', by: 'manager', shows: /^[\s\S]*Withdraw "/ },
  { action: 'withdraw-confirm', by: 'manager', shows: /Withdrawn: its posts here/ },
];
