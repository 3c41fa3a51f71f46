/** Stories that were refused three bullets: a digest asks for the new ones. */
export const UNTOLD = [
  'create index stories_untold on stories (new_at) where has_summary = 0 and state_reason is not null',
];
