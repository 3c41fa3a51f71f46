import { parseOpml } from 'feedsmith';
import { AppError } from '../errors.ts';

/** A feed as an OPML file lists it; `folder` is the path of the outlines round it, joined by `/`, or empty. */
export type OpmlFeed = { url: string; title: string; folder: string };

type Outline = { xmlUrl?: string; url?: string; title?: string; text?: string; outlines?: Outline[] };

/** How deep folders are followed. */
const MAX_DEPTH = 10;

/**
 * The feeds of an OPML document (1.0 or 2.0), with their folders; each address once.
 * Throws AppError `feeds/bad-opml` where it is none.
 */
export function readOpml(text: string): OpmlFeed[] {
  let outlines: Outline[];
  try {
    // A document type is never needed here, and can hold entity bombs.
    const parsed = parseOpml(
      text.replace(/^\ufeff/, '').replace(/<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/i, ''),
    );
    outlines = parsed.body?.outlines ?? [];
  } catch (cause) {
    throw new AppError('feeds/bad-opml', 'this is not an OPML file; export one from your feed reader', {
      cause,
    });
  }
  const feeds = new Map<string, OpmlFeed>();
  collect(outlines, '', feeds, 0);
  return [...feeds.values()];
}

function collect(
  outlines: readonly Outline[],
  folder: string,
  feeds: Map<string, OpmlFeed>,
  depth: number,
): void {
  for (const outline of outlines) {
    const label = (outline.title ?? outline.text ?? '').trim();
    const url = URL.parse(outline.xmlUrl ?? '');
    const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
    if (isWeb && !feeds.has(url.href))
      feeds.set(url.href, { url: url.href, title: label || url.hostname, folder });
    if (outline.outlines && depth < MAX_DEPTH) {
      collect(outline.outlines, [folder, label].filter(Boolean).join('/'), feeds, depth + 1);
    }
  }
}

/** An OPML 2.0 document of the feeds, in folders, in the order given. */
export function writeOpml(feeds: readonly OpmlFeed[]): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">'];
  lines.push('  <head>', '    <title>Sitrep feeds</title>', '  </head>', '  <body>');
  writeLevel(feeds, '', lines, '    ');
  lines.push('  </body>', '</opml>', '');
  return lines.join('\n');
}

function writeLevel(feeds: readonly OpmlFeed[], folder: string, lines: string[], indent: string): void {
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = feeds.filter((feed) => feed.folder !== folder && feed.folder.startsWith(prefix));
  for (const feed of feeds.filter((one) => one.folder === folder)) {
    const label = escapeXml(feed.title);
    lines.push(
      `${indent}<outline type="rss" text="${label}" title="${label}" xmlUrl="${escapeXml(feed.url)}"/>`,
    );
  }
  const names = new Set(below.map((feed) => feed.folder.slice(prefix.length).split('/')[0] ?? ''));
  for (const name of names) {
    const path = `${prefix}${name}`;
    const inside = below.filter((feed) => feed.folder === path || feed.folder.startsWith(`${path}/`));
    lines.push(`${indent}<outline text="${escapeXml(name)}" title="${escapeXml(name)}">`);
    writeLevel(inside, path, lines, `${indent}  `);
    lines.push(`${indent}</outline>`);
  }
}

function escapeXml(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => named[sign] ?? sign).replace(/\s+/g, ' ');
}
