import { storiesTuning } from '../../../config/stories-tuning.ts';
import type { Article } from '../../model/article.ts';
import type { Channel } from '../../model/channel.ts';
import type { Digest, ReadyStory } from '../../model/digest.ts';
import type { Mark, MarkTarget } from '../../model/mark.ts';
import type { Story } from '../../model/story.ts';
import { dateAndTime, timeFrom } from '../compose/format-time.ts';
import type { AlertVerdict } from './judge-alert.ts';
import { quietUntil } from '../../channels/quiet-hours.ts';

/** What is known of a story's way to one channel. Instants are epoch ms. */
export type StoryFacts = {
  story: Story;
  /** With the summary of its current version in a language of the channel; null where there is none. */
  ready: ReadyStory | null;
  /** Null where the place asked from gets no digests. */
  channel: Channel | null;
  /** Since when the channel has it, and in what it came. */
  posted: { at: number; kind: Digest['kind'] | null } | null;
  /** A manager took it back in this workspace or server. */
  isWithdrawn: boolean;
  /** Why the channel's filter refuses it, going on from "because"; null where it lets it pass or is not asked. */
  refusedBy: string | null;
  /** That the channel follows or mutes it. */
  mark: Mark | null;
  /** What the alerts make of it; null where the channel gets none, or it is not ready. */
  alert: AlertVerdict | null;
  /** Languages that it has bullets in, where no article is in one of the channel's and so it has none there. */
  elsewhere: readonly string[];
  /** The channel's digests since the story began, oldest first; none that went out story by story. */
  digests: readonly Digest[];
  now: number;
  timeZone: string;
};

export type Verdict = { isPosted: boolean; sentences: readonly string[] };

const no = (...sentences: string[]): Verdict => ({ isPosted: false, sentences });

const languageNames = new Intl.DisplayNames('en', { type: 'language' });
// What a page calls its language may be no code at all, and then has no name.
const nameLanguage = (code: string) => (/^[a-z]{2,3}$/i.test(code) ? languageNames.of(code) : null) ?? code;
const listLanguages = (codes: readonly string[]) => codes.map(nameLanguage).join(', ');

const NAMES: Record<Digest['kind'], string> = {
  scheduled: 'in the digest',
  first: 'in the first digest',
  'as-it-happens': 'as it happened',
  alert: 'as an alert',
  'after-quiet': 'after the quiet hours',
  asked: 'on request',
};

/** What decided whether a story is in a channel: the first hurdle that it did not take, in the order in which they stand. */
export function explainStory(facts: StoryFacts): Verdict {
  const { story, channel, posted, timeZone } = facts;
  if (facts.isWithdrawn || story.state === 'withdrawn')
    return no('A manager withdrew it, so it is not posted.');
  if (posted) {
    const how = posted.kind === null ? '' : ` ${NAMES[posted.kind] ?? ''}`;
    const followed =
      facts.mark?.kind === 'follow' ? ['This channel follows it, so its changes are always told.'] : [];
    const alert = posted.kind === 'alert' ? [] : explainAlert(facts);
    return {
      isPosted: true,
      sentences: [`It was posted here${how} on ${dateAndTime(posted.at, timeZone)}.`, ...followed, ...alert],
    };
  }
  if (!channel) return no('This channel gets no digests.');
  if (channel.state !== 'active')
    return no(`This channel is ${channel.state}${channel.stateReason ? `: ${channel.stateReason}` : ''}.`);
  if (facts.mark?.kind === 'mute') return no(`This channel muted ${nameOf(facts.mark.target)}.`);
  const hurdle = explainUnready(facts) ?? explainRefused(facts);
  if (hurdle) return hurdle;
  return no(...explainUnchosen(facts, channel).sentences, ...explainAlert(facts));
}

const nameOf = (target: MarkTarget) => (target.kind === 'story' ? 'it' : `"${target.words}"`);

/** Why it is no alert, or when its alert comes; nothing where the channel gets none. */
function explainAlert({ alert, channel, now, timeZone }: StoryFacts): string[] {
  if (!alert || !channel) return [];
  if (alert.kind === 'none') return [`No alert, because ${alert.why}.`];
  const { quietHours, postsADay } = channel.wishes;
  const until = quietUntil(quietHours, channel.timeZone, now);
  if (until !== null)
    return [`Its alert waits until the quiet hours end, ${timeFrom(until, now, timeZone)}.`];
  const unless = postsADay === null ? '' : ` unless the ${postsADay} posts of today are used up`;
  return [`It is important enough for an alert, which comes shortly${unless}.`];
}

/** What keeps it out of this channel by the channel's own wish, or by being old. */
function explainRefused({ story, refusedBy }: StoryFacts): Verdict | null {
  if (refusedBy) return no(`This channel's filter keeps it out, because ${refusedBy}.`);
  if (story.newAt === null && !story.change)
    return no("It was found by a feed's first poll and has no date, so it does not count as new.");
  return null;
}

/** Why it cannot be posted anywhere yet. */
function explainUnready({ story, ready, channel, elsewhere, now, timeZone }: StoryFacts): Verdict | null {
  if (story.state === 'dropped')
    return no(`It was given up: ${story.stateReason ?? 'it never had three supported bullets'}.`);
  if (ready) return null;
  if (story.stateReason) return no(`It has no three supported bullets: ${story.stateReason}`);
  const { waitMs, familiesForDigest } = storiesTuning.readiness;
  const readyAt = (story.newAt ?? story.firstSeenAt) + waitMs;
  if (story.version === 1 && now < readyAt && story.publisherFamilies.length < familiesForDigest)
    return no(
      `It is not ready: it waits until ${timeFrom(readyAt, now, timeZone)}, or until ${familiesForDigest} publishers tell it (${story.publisherFamilies.length} so far).`,
    );
  const languages = listLanguages(channel?.languages ?? []);
  if (elsewhere.length > 0)
    return no(
      `No article tells it in a language of this channel (${languages}); it has three supported bullets in ${listLanguages(elsewhere)}.`,
    );
  return no(`It has no three supported bullets in a language of this channel (${languages}) yet.`);
}

/** Why a ready story was not chosen for this channel. */
function explainUnchosen(facts: StoryFacts, channel: Channel): Verdict {
  const { story, digests, ready, now, timeZone } = facts;
  const onlyAsItHappens = channel.schedule.asItHappens && channel.nextDigestAt === null;
  if (onlyAsItHappens && story.isQuiet)
    return no("It was found by a feed's first poll, and such stories are not posted as they happen.");
  const past = digests.find((digest) => digest.at >= (ready?.summary.madeAt ?? story.changedAt));
  if (past) return no(...explainPast(past, story, timeZone));
  if (channel.nextDigestAt !== null)
    return no(
      `Nothing keeps it out. The next digest, ${timeFrom(channel.nextDigestAt, now, timeZone)}, takes it if it is among the ${channel.maxStories} of most weight.`,
    );
  return no(
    onlyAsItHappens ? 'Nothing keeps it out: it is posted shortly.' : 'This channel has no schedule.',
  );
}

function explainPast(digest: Digest, story: Story, timeZone: string): string[] {
  const name = `the digest of ${dateAndTime(digest.at, timeZone)}`;
  const weights = digest.stories.map((chosen) => chosen.story.importance.score);
  const least = Math.round(Math.min(...weights));
  const score = Math.round(story.importance.score);
  const passed = digest.passedOver?.find(({ storyId }) => storyId === story.id);
  if (passed) return [`${name[0]?.toUpperCase()}${name.slice(1)} passed it over, because ${passed.reason}.`];
  if (digest.leftOut > 0 && weights.length > 0)
    return [
      `There was no place left: ${name} took ${weights.length} stories and left ${digest.leftOut} out. This one weighs ${score}, the lightest taken ${least}.`,
    ];
  if (Math.max(story.newAt ?? 0, story.change?.at ?? 0) < digest.coversSince)
    return [
      `It was older than what ${name} covers, which begins ${dateAndTime(digest.coversSince, timeZone)}.`,
    ];
  return [`It was passed over when ${name} was made.`];
}

/** Why an article is in no story. */
export function explainLooseArticle({
  state,
  setAsideReason,
}: Pick<Article, 'state' | 'setAsideReason'>): string {
  switch (state) {
    case 'set-aside':
      return `It was set aside: ${setAsideReason ?? 'not news between states'}.`;
    case 'unread':
      return 'Its page has not been read yet.';
    case 'read':
    case 'grouped':
      return 'It was read and is about to be put into a story.';
  }
}

/** Each part of a story's importance in plain words, heaviest rule first. */
export function explainImportance({ importance, publisherFamilies }: Story): string[] {
  const { parts } = importance;
  const { points } = storiesTuning.importance;
  const told = `${publisherFamilies.length} ${publisherFamilies.length === 1 ? 'publisher tells' : 'publishers tell'} it, counted with their countries`;
  const meanings: Record<keyof typeof parts, string> = {
    breadth: told,
    severity: 'how grave it is: attacks, deaths, ruptures, agreements',
    speed: 'how fast others picked it up',
    actors: 'which states and bodies are in it',
    novelty: 'how lately it began or moved',
  };
  return (Object.keys(meanings) as (keyof typeof parts)[]).map(
    (part) => `${Math.round(parts[part])} of ${points[part]} for ${part}: ${meanings[part]}`,
  );
}
