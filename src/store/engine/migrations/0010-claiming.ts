/** Posts are claimed by walking those that are open in order, and stopping at the first few that may go. */
export const CLAIMING: readonly string[] = [
  `create index posts_in_order on posts (created_at, id)
    where state in ('due', 'sending', 'in-doubt', 'edit-due')`,
];
