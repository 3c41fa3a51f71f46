import type { TellableStory } from '../model/digest.ts';
import type { Mark } from '../model/mark.ts';
import { foldWords } from '../language/cut-words.ts';
import { foldStory } from './parse-words.ts';
import { regionName, topicName } from './names.ts';

/** Whether a mark is about a story: that story itself, or words that name a place or topic of it or stand in its text. */
function isAbout({ target }: Mark, marked: TellableStory): boolean {
  const { story } = marked;
  if (target.kind === 'story') return target.storyId === story.id;
  const words = foldWords(target.words).join(' ');
  if (words === '') return false;
  const isName = (name: string) => foldWords(name).join(' ') === words;
  return (
    foldStory(marked).includes(` ${words} `) ||
    story.regions.some((region) => isName(regionName(region))) ||
    story.topics.some((topic) => isName(topic) || isName(topicName(topic)))
  );
}

/**
 * Whether a channel follows or mutes a story, or null. What is said of the story itself counts before what is said of
 * words, and of words muting counts before following.
 */
export function markOf(marks: readonly Mark[], marked: TellableStory): Mark | null {
  if (marks.length === 0) return null;
  const about = marks.filter((mark) => isAbout(mark, marked));
  return (
    about.find(({ target }) => target.kind === 'story') ??
    about.find(({ kind }) => kind === 'mute') ??
    about[0] ??
    null
  );
}
