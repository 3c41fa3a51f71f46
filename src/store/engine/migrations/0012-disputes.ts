/** Who asserts what of a story, and who denies it, in a few words. */
export const DISPUTES: readonly string[] = ['alter table stories add column dispute text'];
