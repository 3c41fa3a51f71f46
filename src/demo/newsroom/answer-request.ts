import { createHash } from 'node:crypto';
import { type Site, renderFeed } from './render-feed.ts';
import { renderArticlePage, renderFrontPage, renderPhotoFile } from './render-page.ts';

export type SiteRequest = {
  method: string;
  /** Path and query as sent. */
  target: string;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
};

/** What was asked for; counted so that a run can show what it fetched. */
export type AnswerKind = 'feed' | 'not-modified' | 'page' | 'other' | 'not-found';

export type SiteAnswer = {
  kind: AnswerKind;
  status: number;
  headers: Record<string, string>;
  body: string;
};

const ROBOTS = 'User-agent: *\nDisallow: /share\n';

/**
 * What a site answers. Feeds and pages carry `ETag` and `Last-Modified` and honour conditional requests
 * (RFC 9110, 13.1: `If-None-Match` wins over `If-Modified-Since`). Only GET and HEAD are served.
 */
export function answerRequest(site: Site, request: SiteRequest): SiteAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { kind: 'other', status: 405, headers: { allow: 'GET, HEAD' }, body: '' };
  }
  const path = request.target.split('?', 1)[0] ?? '/';
  if (path === site.outlet.feedPath) {
    const { contentType, body } = renderFeed(site);
    const newest = Math.max(0, ...site.articles.map((article) => article.publishedAt));
    return answerIfChanged(request, 'feed', contentType, body, newest);
  }
  const article = site.articles.find((candidate) => candidate.path === path);
  if (article !== undefined) {
    const body = renderArticlePage(site, article);
    return answerIfChanged(request, 'page', 'text/html; charset=utf-8', body, article.publishedAt);
  }
  return answerFurniture(site, path);
}

function answerFurniture(site: Site, path: string): SiteAnswer {
  switch (path) {
    case '/':
      return answer('other', 'text/html; charset=utf-8', renderFrontPage(site));
    case '/robots.txt':
      return answer('other', 'text/plain; charset=utf-8', ROBOTS);
    case '/photo.svg':
      return answer('other', 'image/svg+xml', renderPhotoFile(site.outlet.colour));
    default:
      return { ...answer('not-found', 'text/plain; charset=utf-8', 'No such page.\n'), status: 404 };
  }
}

function answer(kind: AnswerKind, contentType: string, body: string): SiteAnswer {
  return { kind, status: 200, headers: { 'content-type': contentType }, body };
}

function answerIfChanged(
  request: SiteRequest,
  kind: AnswerKind,
  contentType: string,
  body: string,
  modifiedAt: number,
): SiteAnswer {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'last-modified': new Date(modifiedAt).toUTCString(), 'cache-control': 'no-cache' };
  if (isUnchanged(request, etag, modifiedAt)) return { kind: 'not-modified', status: 304, headers, body: '' };
  return { kind, status: 200, headers: { ...headers, 'content-type': contentType }, body };
}

function isUnchanged(request: SiteRequest, etag: string, modifiedAt: number): boolean {
  if (request.ifNoneMatch !== undefined) {
    const known = new Set(request.ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, '')));
    return known.has(etag) || known.has('*');
  }
  if (request.ifModifiedSince === undefined) return false;
  // HTTP dates have whole seconds; an unreadable one is NaN, which compares as changed.
  return Math.floor(modifiedAt / 1_000) * 1_000 <= Date.parse(request.ifModifiedSince);
}
