import { html } from 'hono/html';
import { topics } from '../../config/topics.ts';
import type { StoryHistory, Telling } from '../model/history.ts';
import type { StoryVersion } from '../model/story.ts';
import type { Bullet } from '../model/summary.ts';
import { SECOND_READING, spansOfEvidence, spansOfLegend } from '../digests/compose/compose-answers.ts';
import { type Html, linkable, renderSpans } from './render-message.ts';
import { type Frame, renderFrame } from './render-page.ts';
import { renderTime } from './render-post.ts';

const KINDS: Record<StoryVersion['kind'], string> = {
  first: 'First report',
  update: 'Changed',
  correction: 'Corrected',
  retraction: 'Taken back',
};

const STATES = {
  open: null,
  dropped: 'It was given up',
  merged: 'It was joined into another story',
  withdrawn: 'A manager withdrew it',
} as const;

const topicNames = new Map(topics.map(({ id, name }) => [id, name.toLowerCase()]));
const nameOfTopic = (topic: string) => topicNames.get(topic) ?? topic;
const countryNames = new Intl.DisplayNames('en', { type: 'region' });
/** Articles listed and drawn: about 350 bytes each. */
const SHOWN_TELLINGS = 150;
const WIDTH = 600;
const HEIGHT = 40;

function renderLink(text: string, url: string | null): Html {
  const href = linkable(url);
  return href ? html`<a href="${href}" rel="noopener noreferrer" target="_blank">${text}</a>` : html`${text}`;
}

/** A strip from the first report to the last article: a short line an article, a tall one a version. */
function drawTimeline({ versions, tellings }: StoryHistory, timeZone: string): Html | null {
  const instants = [...versions.map(({ at }) => at), ...tellings.map(({ firstSeenAt }) => firstSeenAt)];
  const [from, until] = [Math.min(...instants), Math.max(...instants)];
  if (from === until) return null;
  const across = (at: number) => Math.round(((at - from) / (until - from)) * (WIDTH - 8)) + 4;
  const line = (at: number, top: number, name: string) =>
    html`<line x1="${across(at)}" x2="${across(at)}" y1="${top}" y2="${HEIGHT}" class="${name}"/>`;
  const label = `${tellings.length} articles and ${versions.length} versions over ${describeSpan(until - from)}; the lists below name them.`;
  return html`<figure class="timeline"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">
<line x1="0" x2="${WIDTH}" y1="${HEIGHT}" y2="${HEIGHT}" class="ground"/>
${tellings.map(({ firstSeenAt }) => line(firstSeenAt, HEIGHT / 2, 'article'))}${versions.map(({ at }) => line(at, 0, 'version'))}</svg>
<figcaption>${renderTime(from, timeZone)}<span>short: an article, tall: a version</span>${renderTime(until, timeZone)}</figcaption></figure>`;
}

function describeSpan(ms: number): string {
  const hours = Math.round(ms / 3_600_000);
  return hours < 1
    ? `${Math.round(ms / 60_000)} min`
    : hours < 48
      ? `${hours} h`
      : `${Math.round(hours / 24)} days`;
}

const renderVersion = ({ version, at, kind, line, title, url }: StoryVersion, timeZone: string): Html =>
  html`<li class="version version-${kind}"><p class="details">${renderTime(at, timeZone)} · ${KINDS[kind]}${version > 1 ? ` (version ${version})` : ''}</p>
<p dir="auto">${line === null ? '' : html`<strong>${line}</strong> `}${renderLink(title, url)}</p></li>
`;

function renderBullets({ summary, tellings }: StoryHistory, timeZone: string): Html {
  const seenAt = (url: string | null) =>
    tellings.find((telling) => url !== null && telling.url === url)?.firstSeenAt;
  if (!summary) return html`<p>There are no three supported bullets of it yet.</p>`;
  return html`<ol class="evidence">${summary.bullets.map((bullet) => {
    const { text, evidence, checkedBy } = bullet;
    const at = seenAt(evidence.url);
    return html`<li dir="auto"><p>${text}</p>
<blockquote dir="auto">${renderSpans(spansOfEvidence(bullet))} <cite>${renderLink(evidence.outletName, evidence.url)}</cite>${at !== undefined && html` · ${renderTime(at, timeZone)}`}${checkedBy === 'second-reading' && html` · ${SECOND_READING}`}</blockquote></li>
`;
  })}</ol>${renderLegend(summary.bullets)}`;
}

function renderLegend(bullets: readonly Bullet[]): Html | false {
  const legend = spansOfLegend(bullets);
  return legend.length > 0 && html`<p class="details">${renderSpans(legend)}</p>`;
}

const nameOfCountry = (country: string | null) =>
  country === null ? 'Country not known' : (countryNames.of(country) ?? country);

function renderOutlet(tellings: readonly Telling[], timeZone: string): Html {
  const [first] = tellings;
  if (!first) return html``;
  const control = first.isStateControlled && html` <span class="mark mark-changed">state-controlled</span>`;
  return html`<li><strong dir="auto">${first.outletName}</strong>${control}
<ul>${tellings.map(({ title, url, firstSeenAt }) => html`<li dir="auto">${renderTime(firstSeenAt, timeZone)} ${renderLink(title, url)}</li>`)}</ul></li>
`;
}

function renderOutlets(tellings: readonly Telling[], timeZone: string): Html {
  const countries = [...Map.groupBy(tellings, ({ country }) => country)];
  // Known ones first, then by how many tell it from there.
  countries.sort(
    ([a, own], [b, other]) => Number(a === null) - Number(b === null) || other.length - own.length,
  );
  // Where no country is known there is nothing to part them by.
  const isTold = countries.some(([country]) => country !== null);
  return html`${countries.map(
    ([country, own]) => html`<section class="country">${isTold && html`<h3>${nameOfCountry(country)}</h3>`}
<ul>${[...Map.groupBy(own, ({ outletName }) => outletName).values()].map((of) => renderOutlet(of, timeZone))}</ul></section>
`,
  )}`;
}

/** A story with its drawn timeline, bullets with evidence, versions, and outlets by country. */
export function renderStoryPage(frame: Frame, history: StoryHistory, timeZone: string): Html {
  const { story, summary, versions } = history;
  const tellings = history.tellings.slice(0, SHOWN_TELLINGS);
  const left = history.tellings.length - tellings.length;
  const stopped = STATES[story.state];
  const places = story.regions.filter((region) => /^[A-Z]{2}$/.test(region)).map(nameOfCountry);
  const about = [places.slice(0, 4).join(', '), story.topics.slice(0, 3).map(nameOfTopic).join(', ')].filter(
    Boolean,
  );
  const weight = `importance ${Math.round(story.importance.score)} of 100`;
  return renderFrame(
    frame,
    html`<span class="place">times in ${timeZone}</span>`,
    html`<main class="sheet story-page"><h1 dir="auto">${renderLink(summary?.headline ?? story.title, story.url)}</h1>
<p class="details">${[...about, weight].join(' · ')}</p>
${history.notes.length > 0 && html`<p class="change" dir="auto">${history.notes.join(' · ')}</p>`}
${stopped && html`<p class="fault">${stopped}${story.stateReason ? `: ${story.stateReason}` : ''}.</p>`}
<section aria-labelledby="bullets"><h2 id="bullets">Three bullets and what they rest on</h2>${renderBullets(history, timeZone)}</section>
<section aria-labelledby="timeline"><h2 id="timeline">Timeline</h2>${drawTimeline({ ...history, tellings }, timeZone)}
<ol class="versions">${versions.map((version) => renderVersion(version, timeZone))}</ol></section>
<section aria-labelledby="outlets"><h2 id="outlets">Who told it</h2>${renderOutlets(tellings, timeZone)}${left > 0 && html`<p class="details">and ${left} more articles, which came later</p>`}</section></main>`,
  );
}
