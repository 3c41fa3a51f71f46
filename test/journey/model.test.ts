import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { createApp } from '../../src/app.ts';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { systemClock } from '../../src/clock.ts';
import { serveNewsroom } from '../../src/demo/newsroom/serve-newsroom.ts';
import { silentLogger } from '../../src/log.ts';
import { type ModelReply, type ModelRequest, startModelStandIn } from '../support/model-stand-in.ts';
import { waitUntil } from '../support/wait-until.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Says three of the prompt's short sentences again, with their numbers: true by construction. */
function goodAnswer(request: ModelRequest): ModelReply {
  const prompt = request.messages.map(({ content }) => content).join('\n');
  const sentences = [...prompt.matchAll(/^\[(\d+)\] (.+)$/gm)].filter(
    ([, , text = '']) => text.split(/\s+/).length <= 22,
  );
  const bullets = sentences.slice(0, 3).map(([, number, text]) => ({ text, sentence: Number(number) }));
  return { kind: 'text', text: JSON.stringify({ headline: bullets[0]?.text ?? '', bullets }) };
}

async function digestWith(
  reply: (request: ModelRequest) => ModelReply,
  name: string,
): Promise<{ text: string; status: string }> {
  const newsroom = await serveNewsroom({
    clock: systemClock,
    host: '127.0.0.1',
    firstPort: 0,
    log: silentLogger,
  });
  const model = await startModelStandIn(reply);
  const app = await createApp({
    settings: readSettings({
      DATABASE_URL: `sqlite:${join(folder, `${name}.db`)}`,
      ALLOW_PRIVATE_ADDRESSES: newsroom.allowPrivate.join(','),
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_MODEL: 'stand-in-model',
      OPENAI_PRICES: '1,10',
      DAILY_BUDGET_USD: '5',
      WEB_PORT: '0',
    }),
    log: silentLogger,
    overrides: { feeds: newsroom.feeds, idleMs: 25, hostGapMs: 0, quietMs: 1_000 },
  });
  try {
    await app.start();
    const text = await waitUntil(
      'the digest',
      async () => {
        const channel = (await app.store.channels.list())[0];
        const [post] = await app.store.posts.listSent(channel?.id ?? '', 1);
        return post && renderPlainText(post.message);
      },
      60_000,
    );
    const { messages } = await app.chats.local.submit({ kind: 'typed', text: 'status' });
    return { text, status: messages.map((message) => renderPlainText(message)).join('\n') };
  } finally {
    await app.stop();
    await Promise.all([newsroom.close(), model.close()]);
  }
}

describe('a model in the whole journey', () => {
  it('writes the bullets, and its cost is told', async () => {
    const { text, status } = await digestWith(goodAnswer, 'good');
    expect(text).toContain('summarised by stand-in-model');
    expect(status).toMatch(/Model today: 0\.\d{4} USD of 5\.00, [1-9]\d* calls, \d+ saved by kept answers/);
    expect(status).toMatch(/Model this month: 0\.\d{4} USD, [1-9]/);
  });

  it.each([
    ['talks nonsense', { kind: 'text', text: 'Sure! Here is a poem.' }],
    [
      'invents',
      {
        kind: 'text',
        text: JSON.stringify({
          headline: 'Moon falls',
          bullets: [1, 2, 3, 4].map((sentence) => ({
            text: `Atlantis seized ${sentence}00 ships.`,
            sentence,
          })),
        }),
      },
    ],
    ['is down', { kind: 'error', status: 500, message: 'no' }],
  ] satisfies [string, ModelReply][])(
    'that %s leaves a digest that says it was made without one',
    async (name, reply) => {
      const { text } = await digestWith(() => reply, name.replaceAll(' ', '-'));
      expect(text).toContain('without a model');
      expect(text.match(/^ *•/gm)?.length).toBe(24);
      expect(text).not.toMatch(/Atlantis|poem/);
    },
  );
});
