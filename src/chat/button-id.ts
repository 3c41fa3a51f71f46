import { type ButtonAction, isButtonAction } from '../model/message.ts';

export type ButtonId = { action: ButtonAction; postId: string; storyId: string };

/** What stands under each story of a post. */
export const STORY_BUTTONS = [
  { action: 'evidence', label: 'Evidence' },
  { action: 'more', label: 'More' },
] as const;

/** Stands for the post's id in the buttons of an answer, which is no post. */
export const ANSWER_POST_ID = 'answer';

/** `ACTION:POST_ID:STORY_ID`, the id of a button on every platform. */
export function formatButtonId({ action, postId, storyId }: ButtonId): string {
  return `${action}:${postId}:${storyId}`;
}

/** Reads a button's id back; null for what is none of ours. */
export function parseButtonId(text: string): ButtonId | null {
  const [, action, postId, storyId] = /^([a-z-]+):([^:]+):([^:]+)$/.exec(text) ?? [];
  if (!action || !isButtonAction(action) || !postId || !storyId) return null;
  return { action, postId, storyId };
}

/** Whether any of these button ids belongs to the post. */
export function isPostAmong(ids: Iterable<string>, postId: string): boolean {
  for (const id of ids) {
    if (parseButtonId(id)?.postId === postId) return true;
  }
  return false;
}
