/** What is older than these instants (epoch ms) is cleaned up. */
export type CleanUpBounds = {
  /** By a story's last article. */
  stories: number;
  /** Dropped stories, by their last article, and articles that were set aside, by their arrival. */
  unused: number;
  /** Posts of no digest that are sent or were given up, by when they were made. */
  loosePosts: number;
  modelUsage: number;
  modelAnswers: number;
  /** Names of what was cleaned up, by when it was, or by when a feed was last seen to list it still. */
  tombstones: number;
  /** Instances without a beat, with what they claim, and holds without use. */
  instances: number;
};

export type CleanUpPort = {
  /**
   * Deletes up to `limit` rows of each kind that is older than its bound, each kind in a transaction of its own. Of
   * articles the names stay, so that what a feed still lists is not new. Returns how many rows went; zero when nothing
   * is left to be done.
   */
  cleanUp: (bounds: CleanUpBounds, limit: number, now: number) => Promise<number>;
};
