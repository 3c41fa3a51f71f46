import { describe } from 'vitest';
import { describeChatDoubt } from './chat-doubt.ts';
import type { ChatTraits, OpenHarness } from './chat-harness.ts';
import { describeChatHostile } from './chat-hostile.ts';
import { describeChatInteractions } from './chat-interactions.ts';
import { describeChatPosts } from './chat-posts.ts';

/** The behaviour that every chat platform shares. `open` makes a fresh harness whose chat was not yet started. */
export function describeChatContract(name: string, open: OpenHarness, traits: ChatTraits): void {
  describe(`chat contract: ${name}`, () => {
    describeChatPosts(open);
    describeChatDoubt(open, traits);
    describeChatInteractions(open);
    describeChatHostile(open);
  });
}
