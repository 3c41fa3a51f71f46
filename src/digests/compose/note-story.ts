import { outlets } from '../../../config/outlets.ts';
import type { Story } from '../../model/story.ts';

const kindsOfFamily = Map.groupBy(outlets, ({ family }) => family);

/** Whether every outlet that a publisher family is known for is directed by a government or ruling party. */
function isStateFamily(family: string): boolean {
  const known = kindsOfFamily.get(family);
  return known !== undefined && known.every(({ kind }) => kind === 'state-controlled');
}

/** What a reader should know of who stands behind a story before believing it; empty where nothing is odd. */
export function noteStory({
  publisherFamilies,
  dispute,
}: Pick<Story, 'publisherFamilies' | 'dispute'>): string[] {
  const notes: string[] = [];
  if (publisherFamilies.length > 0 && publisherFamilies.every(isStateFamily)) notes.push('state media only');
  else if (publisherFamilies.length === 1) notes.push('one publisher');
  if (dispute) notes.push(`disputed: ${dispute}`);
  return notes;
}
