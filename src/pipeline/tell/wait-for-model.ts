import type { Channel } from '../../model/channel.ts';
import type { ReadyStory } from '../../model/digest.ts';
import type { WantSummaries } from './want-summaries.ts';

type Chosen = { stories: readonly ReadyStory[] };

/**
 * Whether a digest had better wait a little for the model's summaries of its stories. Asked for is also what would be in
 * the digest if the channel read other languages: the model may translate it. `make` chooses for a channel as it is given.
 */
export async function waitsForModel(
  wanted: WantSummaries | undefined,
  channel: Channel,
  {
    make,
    digest,
    dueAt,
  }: { make: (channel: Channel) => Promise<Chosen>; digest: Chosen; dueAt: number | null },
): Promise<boolean> {
  if (!wanted) return false;
  const wide = await wanted.widen(channel);
  const { stories } = wide ? await make(wide) : digest;
  return wanted.isAwaited(channel, stories, dueAt);
}
