/**
 * The neutral message: digests and answers are composed as one of these, and each platform draws it.
 * All text is plain: a renderer shows it literally and never as markup.
 */
export type Message = {
  blocks: readonly Block[];
  /** For notifications and screen readers, and for terminals that draw nothing. */
  fallbackText: string;
};

/** `strike` is what was left out of a text, `mark` what was put in. */
export type Span = { text: string; url?: string; style?: 'bold' | 'italic' | 'code' | 'strike' | 'mark' };

export type Block =
  /** The first line: `World digest · Tue 5 Sep, 07:30 SAST` with `6 stories from 41 articles` beside it. */
  | { kind: 'heading'; text: string; aside?: string }
  | StoryBlock
  | { kind: 'text'; spans: readonly Span[] }
  /** `storyIds`, where given, names the story of each item. */
  | { kind: 'list'; items: readonly (readonly Span[])[]; storyIds?: readonly (string | null)[] }
  | { kind: 'quote'; spans: readonly Span[] }
  /** Buttons in an answer. */
  | ActionsBlock
  | { kind: 'divider' }
  /** Small print. */
  | { kind: 'footer'; text: string };

export type StoryBlock = {
  kind: 'story';
  storyId: string;
  /** Its place in the digest, from 1; null where it stands alone. */
  number: number | null;
  headline: string;
  url: string | null;
  mark: 'new' | 'changed' | 'withdrawn' | null;
  /** `Changed 14:20: visit dated 13 September`, shown under the headline; null when it has not moved. */
  changeLine: string | null;
  bullets: readonly [string, string, string];
  /** `Harbour Post, Sample Wire +3 · North Korea, Russia · arms, diplomacy · 2 h ago`. */
  detailLine: string;
  /** Whether Evidence and More are drawn under it. */
  hasButtons: boolean;
};

export type ActionsBlock = {
  kind: 'actions';
  /** The story that they are about; `NO_STORY` where they are about the channel. */
  storyId: string;
  buttons: readonly { action: ButtonAction; label: string; isDangerous?: boolean }[];
};

export const NO_STORY = 'none';

/** Who may press a button; what changes a channel is for its managers. */
export const BUTTONS = {
  evidence: 'reader',
  more: 'reader',
  useful: 'reader',
  'not-useful': 'reader',
  why: 'reader',
  follow: 'manager',
  unfollow: 'manager',
  mute: 'manager',
  unmute: 'manager',
  withdraw: 'manager',
  'withdraw-confirm': 'manager',
  setup: 'manager',
} as const;

/** Pressed under a post or an answer. A button's id on a platform is `ACTION:POST_ID:STORY_ID` (at most 100 characters). */
export type ButtonAction = keyof typeof BUTTONS;

/** Those that are about a story. */
export type StoryAction = Exclude<ButtonAction, 'setup'>;

export const isButtonAction = (text: string): text is ButtonAction => Object.hasOwn(BUTTONS, text);
