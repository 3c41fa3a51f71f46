import { writeFile } from 'node:fs/promises';
import type { App } from '../app.ts';
import { previewDiscord } from '../chat/discord/preview-components.ts';
import { fitsDiscord } from '../chat/discord/render-components.ts';
import { renderPreviewPage } from '../chat/preview-html.ts';
import { previewSlack } from '../chat/slack/preview-blocks.ts';
import { fitsSlack } from '../chat/slack/render-blocks.ts';
import { splitMessage } from '../chat/split-message.ts';
import { composeDigest } from '../digests/compose/compose-digest.ts';
import { time } from '../digests/compose/format-time.ts';
import { AppError } from '../errors.ts';

/**
 * Writes a page that shows the newest stored digest as Slack and Discord would, narrow and wide, drawn from the very
 * payloads that would be sent. Throws AppError `preview/no-digest` while there is none.
 */
export async function writePreview({ store }: Pick<App, 'store'>, path: string): Promise<void> {
  const channels = await store.channels.list();
  const recent = await Promise.all(
    channels.map(async (channel) => ({
      channel,
      digest: (await store.digests.listRecent(channel.id, 1))[0],
    })),
  );
  const [newest] = recent
    .flatMap(({ channel, digest }) => (digest ? [{ channel, digest }] : []))
    .sort((a, b) => b.digest.stories.length - a.digest.stories.length || b.digest.at - a.digest.at);
  if (!newest)
    throw new AppError(
      'preview/no-digest',
      'No digest is stored yet. Start Sitrep and wait for the first one, or run the demo and set DATABASE_URL=sqlite:data/demo.db.',
    );
  const { channel, digest } = newest;
  const message = composeDigest(digest, { now: digest.at, timeZone: channel.timeZone }, channel);
  const at = time(digest.at, channel.timeZone);
  const page = renderPreviewPage('Digest preview', [
    { platform: 'Slack', html: previewSlack(splitMessage(message, fitsSlack), at) },
    { platform: 'Discord', html: previewDiscord(splitMessage(message, fitsDiscord), at) },
  ]);
  await writeFile(path, page);
}
