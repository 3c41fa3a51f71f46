import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { NewsKind } from '../../model/article.ts';
import { OUTLETS } from './outlets.ts';

/** One article of the sample newsroom, as its author wrote it down. */
export type SampleArticle = {
  id: string;
  /** Slug of an outlet. */
  outlet: string;
  section: string;
  kind: NewsKind;
  /** Whether a digest of world affairs should carry it. For tests; never served. */
  shouldPost: boolean;
  /** The event it tells, or null. For tests; never served. */
  event: string | null;
  /** `update` articles stay out of the feeds until the update is published. */
  edition: 'first' | 'update';
  /** Age at the start of the run, in minutes. */
  minutesAgo: number;
  title: string;
  byline: string;
  teaser: string;
  photo: { caption: string; credit: string } | null;
  paragraphs: readonly string[];
};

const ARTICLES_FOLDER = new URL('./articles/', import.meta.url);

const KINDS = [
  'news',
  'opinion',
  'explainer',
  'live-blog',
  'review',
  'sport',
  'lifestyle',
  'advertisement',
  'market-wrap',
  'obituary',
] as const satisfies readonly NewsKind[];

const frontMatterSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  outlet: z.enum(OUTLETS.map((outlet) => outlet.slug)),
  section: z.string().regex(/^[a-z-]+$/),
  kind: z.enum(KINDS),
  shouldPost: z.stringbool({ truthy: ['true'], falsy: ['false'] }),
  event: z.string().min(1).nullable().default(null),
  edition: z.enum(['first', 'update']),
  minutesAgo: z.coerce.number().int().nonnegative(),
  title: z.string().min(1),
  byline: z.string().min(1),
  teaser: z.string().min(1),
  photo: z
    .string()
    .regex(/^[^|]+\|[^|]+$/)
    .transform((line) => {
      const [caption = '', credit = ''] = line.split('|').map((part) => part.trim());
      return { caption, credit };
    })
    .nullable()
    .default(null),
});

/** Reads every sample article from its Markdown file. Throws AppError `demo/bad-article` naming the file. */
export async function loadSampleArticles(): Promise<SampleArticle[]> {
  const files = (await readdir(ARTICLES_FOLDER)).filter((file) => file.endsWith('.md')).sort();
  return Promise.all(
    files.map(async (file) =>
      parseSampleArticle(file, await readFile(new URL(file, ARTICLES_FOLDER), 'utf8')),
    ),
  );
}

/**
 * One article from its file's text: `key: value` lines between two `---` lines, then paragraphs with empty lines
 * between them. The `id` is the file's name without `.md`.
 */
export function parseSampleArticle(file: string, text: string): SampleArticle {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  if (head === undefined || body === undefined) throw badArticle(file, 'it has no front matter');
  const fields = Object.fromEntries(
    head.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2).trim()];
    }),
  );
  const parsed = frontMatterSchema.safeParse(fields);
  if (!parsed.success) throw badArticle(file, z.prettifyError(parsed.error));
  if (`${parsed.data.id}.md` !== file) throw badArticle(file, 'its id is not its file name');
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => paragraph.trim());
  return { ...parsed.data, paragraphs: paragraphs.filter((paragraph) => paragraph !== '') };
}

function badArticle(file: string, reason: string): AppError {
  return new AppError('demo/bad-article', `The sample article ${file} cannot be used: ${reason}.`);
}
