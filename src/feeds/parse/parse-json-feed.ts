import { z } from 'zod';
import type { RawFeed, RawItem } from './raw-feed.ts';

const text = z.coerce.string().nullish().catch(null);

const itemSchema = z.object({
  id: text,
  url: text,
  external_url: text,
  title: text,
  summary: text,
  content_html: text,
  content_text: text,
  date_published: text,
  date_modified: text,
  author: z.object({ name: text }).nullish().catch(null),
  authors: z
    .array(z.object({ name: text }))
    .nullish()
    .catch(null),
  tags: z.array(z.coerce.string()).nullish().catch(null),
});

const feedSchema = z.object({
  version: z.string(),
  title: text,
  home_page_url: text,
  language: text,
  hubs: z
    .array(z.object({ url: text }))
    .nullish()
    .catch(null),
  items: z.array(z.unknown()),
});

/** Reads a JSON Feed (https://jsonfeed.org/version/1.1); items that are no objects are left out. Null where it is none. */
export function parseJsonFeed(source: string): RawFeed | null {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    return null;
  }
  const feed = feedSchema.safeParse(json);
  if (!feed.success) return null;
  const { title, home_page_url, language, hubs, items } = feed.data;
  return {
    title: title ?? null,
    siteUrl: home_page_url ?? null,
    language: language ?? null,
    ttlMinutes: null,
    updatePeriod: null,
    updateFrequency: null,
    skipHours: [],
    hubUrl: hubs?.[0]?.url ?? null,
    base: null,
    items: items.flatMap((item) => readItem(item) ?? []),
  };
}

function readItem(json: unknown): RawItem | null {
  const parsed = itemSchema.safeParse(json);
  if (!parsed.success) return null;
  const item = parsed.data;
  return {
    guid: item.id ?? null,
    links: [item.url, item.external_url, /^https?:\/\//.test(item.id ?? '') ? item.id : null],
    title: item.title ?? null,
    description: item.summary ?? null,
    content: item.content_html ?? item.content_text ?? null,
    author: item.authors?.[0]?.name ?? item.author?.name ?? null,
    dates: [item.date_published, item.date_modified],
    categories: item.tags ?? [],
    base: null,
  };
}
