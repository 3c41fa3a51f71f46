import { topics } from '../../config/topics.ts';

const names = new Map(topics.map(({ id, name }) => [id, name.toLowerCase()]));

/** A topic's name as it stands within a sentence; an unknown id is its own name. */
export const topicName = (id: string): string => names.get(id) ?? id;
