import type { Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { ANSWERS_KEPT, COMMAND_MAX_CHARS } from '../../config/web-tuning.ts';
import type { LocalChat } from '../chat/local/create-local-chat.ts';
import { userMessageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { isButtonAction } from '../model/message.ts';
import type { InteractionRequest } from '../model/command.ts';
import type { WebEnv } from './guard-requests.ts';
import type { Html } from './render-message.ts';
import { renderAnswer } from './render-post.ts';

export type KeptAnswers = {
  /** The rendered answer with this id, while it is still kept. */
  get(id: string | undefined): Html | null;
};

/** What was asked, as it is shown over the answer; null for a button, which stands beside its answer. */
type Asked = { request: InteractionRequest; asked: string | null };

/** The fields of a form; what is no form has none. */
export const readForm = async (c: Context<WebEnv>) => new URLSearchParams(await c.req.text());

function readCommand(form: URLSearchParams): Asked | string {
  const text = (form.get('text') ?? '').trim().replace(/^\//, '').trim();
  if (!text) return 'Type a command, such as /help.';
  if (text.length > COMMAND_MAX_CHARS) return `A command may have at most ${COMMAND_MAX_CHARS} characters.`;
  return { request: { kind: 'typed', text }, asked: `/${text}` };
}

function readAction(form: URLSearchParams): Asked | string {
  const [action, postId, storyId] = ['action', 'postId', 'storyId'].map((name) => form.get(name));
  if (!action || !isButtonAction(action) || !postId || !storyId)
    return 'This button is not known here; reload the page.';
  return { request: { kind: 'button', action, postId, storyId }, asked: null };
}

/**
 * Adds `POST /command` (field `text`) and `POST /action` (fields `action`, `postId`, `storyId`).
 * The page's script asks for newline-delimited JSON: lines `{"progress": text}` while the answer is made, at last
 * `{"answer": html}`. A form without script is sent back to the channel, which shows the answer kept for it.
 */
export function addCommandRoutes(
  app: Hono<WebEnv>,
  { local, log }: { local: LocalChat; log: Logger },
): KeptAnswers {
  const kept = new Map<string, Html>();

  async function submit({ request, asked }: Asked, onProgress?: (text: string) => void) {
    const { id, messages } = await local.submit(request, onProgress);
    return { id, html: renderAnswer({ id, asked, messages }) };
  }

  const streamAnswer = (c: Context<WebEnv>, asked: Asked) => {
    c.header('content-type', 'application/x-ndjson');
    c.header('x-accel-buffering', 'no');
    return stream(c, async (lines) => {
      const write = async (line: object) => void (await lines.write(`${JSON.stringify(line)}\n`));
      try {
        const { html } = await submit(asked, (progress) => void write({ progress }));
        await write({ answer: String(await html) });
      } catch (error) {
        log.error({ error }, 'a command from the page failed');
        await write({ fault: userMessageOf(error) });
      }
    });
  };

  async function answer(c: Context<WebEnv>, asked: Asked | string): Promise<Response> {
    if (typeof asked === 'string') return c.text(asked, 400);
    if (c.req.header('accept')?.includes('application/x-ndjson')) return streamAnswer(c, asked);
    const { id, html } = await submit(asked);
    kept.set(id, html);
    for (const oldest of kept.keys()) if (kept.size > ANSWERS_KEPT) kept.delete(oldest);
    return c.redirect(`/?answer=${encodeURIComponent(id)}#answer-${encodeURIComponent(id)}`, 303);
  }

  app.post('/command', async (c) => answer(c, readCommand(await readForm(c))));
  app.post('/action', async (c) => answer(c, readAction(await readForm(c))));
  return { get: (id) => (id === undefined ? null : (kept.get(id) ?? null)) };
}
