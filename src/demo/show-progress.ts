import type { Observer } from '../app/observe-pipeline.ts';

/** Prints what the pipeline does, a line a thing that a newcomer would ask about. */
export function createProgress(print: (line: string) => void): Observer {
  let read = 0;
  const stories = new Set<string>();
  return {
    onPolled({ feed, result, added }) {
      if (added > 0) print(`polled      ${feed.title}: ${added} new ${added === 1 ? 'article' : 'articles'}`);
      if (result.feed.failure) print(`failed      ${feed.title}: ${result.feed.failure.message}`);
    },
    onRead(article, result) {
      if (result.state === 'set-aside') print(`set aside   ${article.title} (${result.reason})`);
      if (result.state === 'read') read += 1;
    },
    onGrouped(article, story) {
      if (!story) return print(`set aside   ${article.title} (on its whole text)`);
      if (!stories.has(story.id)) print(`new story   ${article.title}`);
      stories.add(story.id);
    },
    onSummarised(story, result) {
      if (result.kind === 'refused') print(`no summary  ${story.title} (${result.reason})`);
    },
    onPublished(digest) {
      print(`digest      ${digest.stories.length} stories; ${read} pages were read\n`);
    },
  };
}
