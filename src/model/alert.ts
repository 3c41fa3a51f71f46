/** How weighty a story was when a channel was last told of it; to be told aloud again it must have become clearly more. */
export type ToldStory = { storyId: string; version: number; importance: number };

/** An alert that waits for the end of a channel's quiet hours. */
export type HeldAlert = ToldStory & {
  /** When it was held back first, epoch ms. */
  heldAt: number;
};
