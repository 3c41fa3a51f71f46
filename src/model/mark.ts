/** What a mark is about: one story, or whatever some words find (a topic, a country, a name). */
export type MarkTarget = { kind: 'story'; storyId: string } | { kind: 'words'; words: string };

/**
 * What managers say of a channel's interests. Followed: its important changes are always told, and it comes first.
 * Muted: never again in this channel.
 */
export type Mark = { kind: 'follow' | 'mute'; target: MarkTarget; setBy: string; at: number };

/** How many people found a story useful, and how many did not; one vote a person and channel. */
export type Votes = { useful: number; notUseful: number };
