import { describe, expect, it } from 'vitest';
import { createSlackWorkspace } from '../../support/slack-workspace.ts';

const blocks = [{ type: 'divider' }];

describe('the stand-in for a Slack workspace', () => {
  it('refuses what would notify without a text, posts and answers alike', () => {
    const workspace = createSlackWorkspace(() => 0);
    const post = { channel: workspace.channelId, unfurl_links: 'false', unfurl_media: 'false' };
    const send = (text?: string) =>
      workspace.call(
        'chat.postMessage',
        { ...post, blocks: JSON.stringify(blocks), ...(text === undefined ? {} : { text }) },
        workspace.botToken,
      ).body;
    expect(send()).toMatchObject({ error: 'no_text' });
    expect(send(' ')).toMatchObject({ error: 'no_text' });
    expect(send('News')).toMatchObject({ ok: true });
    const id = workspace.openResponse(null);
    expect(workspace.respond(id, { blocks })).toMatchObject({ body: 'no_text' });
    expect(workspace.respond(id, { blocks, text: 'News' })).toMatchObject({ body: 'ok' });
    expect(workspace.respond(id, { delete_original: true })).toMatchObject({ body: 'ok' });
  });
});
