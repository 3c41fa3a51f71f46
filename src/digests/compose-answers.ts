import type { Article } from '../model/article.ts';
import type { ReadyStory } from '../model/digest.ts';
import type { Block, Message, Span } from '../model/message.ts';
import type { DraftSummary } from '../model/summary.ts';
import { summarisedHow } from './compose-digest.ts';
import type { Reading } from './compose-story.ts';
import { dateAndTime } from './format-time.ts';

/** A message of plain paragraphs. */
export function composeText(...paragraphs: readonly string[]): Message {
  return {
    blocks: paragraphs.map((text) => ({ kind: 'text', spans: [{ text }] })),
    fallbackText: paragraphs.join('\n'),
  };
}

/** Each bullet with the sentence that it rests on, its outlet and link. */
export function composeEvidence({ summary }: ReadyStory): Message {
  const blocks: Block[] = [{ kind: 'heading', text: `Evidence: ${summary.headline}` }];
  for (const bullet of summary.bullets) {
    const { sentence, outletName, url } = bullet.evidence;
    blocks.push({ kind: 'text', spans: [{ text: bullet.text, style: 'bold' }] });
    blocks.push({ kind: 'quote', spans: [{ text: sentence }] });
    blocks.push({
      kind: 'text',
      spans: [{ text: 'From ' }, url ? { text: outletName, url } : { text: outletName }],
    });
  }
  blocks.push({ kind: 'footer', text: summarisedHow([summary.madeBy]) });
  return { blocks, fallbackText: `Evidence: ${summary.headline}` };
}

/** Who tells the story, first to report first. */
export function composeSources(
  { story, summary }: ReadyStory,
  articles: readonly Article[],
  reading: Reading,
): Message {
  const sorted = articles.toSorted((a, b) => a.firstSeenAt - b.firstSeenAt || a.id.localeCompare(b.id));
  const items = sorted.map((article): Span[] => [
    { text: article.outletName, style: 'bold' },
    { text: ': ' },
    article.url ? { text: article.title, url: article.url } : { text: article.title },
    { text: ` · seen ${dateAndTime(article.firstSeenAt, reading.timeZone)}` },
  ]);
  const { parts, score } = story.importance;
  const why = Object.entries(parts).map(([name, value]) => `${name} ${Math.round(value)}`);
  return {
    blocks: [
      { kind: 'heading', text: summary.headline, aside: `${items.length} articles` },
      { kind: 'list', items },
      { kind: 'footer', text: `Importance ${Math.round(score)} of 100: ${why.join(', ')}` },
    ],
    fallbackText: `Sources: ${summary.headline}`,
  };
}

/** Three bullets for a page that somebody asked about. */
export function composeLinkSummary(
  summary: DraftSummary,
  page: { url: string | null; siteName: string; note: string | null },
  options: { hasEvidence: boolean },
): Message {
  const headline: Span = { text: summary.headline, style: 'bold', ...(page.url ? { url: page.url } : {}) };
  const blocks: Block[] = [{ kind: 'text', spans: [headline] }];
  if (options.hasEvidence) {
    for (const bullet of summary.bullets) {
      blocks.push({ kind: 'list', items: [[{ text: bullet.text }]] });
      blocks.push({ kind: 'quote', spans: [{ text: bullet.evidence.sentence }] });
    }
  } else {
    blocks.push({ kind: 'list', items: summary.bullets.map((bullet) => [{ text: bullet.text }]) });
  }
  const details = [page.siteName, page.note, summarisedHow([summary.madeBy])];
  blocks.push({ kind: 'footer', text: details.filter(Boolean).join(' · ') });
  return {
    blocks,
    fallbackText: [summary.headline, ...summary.bullets.map((bullet) => `• ${bullet.text}`)].join('\n'),
  };
}
