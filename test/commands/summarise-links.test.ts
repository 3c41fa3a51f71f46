import { describe, expect, it } from 'vitest';
import type { CommandServices } from '../../commands/command.ts';
import { summariseLinks } from '../../commands/summarise-links.ts';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { AppError } from '../../src/errors.ts';
import type { Message } from '../../src/model/message.ts';

const say = (text: string): Message => ({
  blocks: [{ kind: 'text', spans: [{ text }] }],
  fallbackText: text,
});
const services = {
  summariseLink: ({ url }: { url: string }) =>
    url.includes('paywall')
      ? Promise.reject(new AppError('summary/unreadable', 'The page needs a login.'))
      : Promise.resolve(say(`Bullets of ${url}`)),
} as Partial<CommandServices> as CommandServices;
const run = async (...urls: string[]) =>
  renderPlainText(await summariseLinks(urls, () => Promise.resolve(), services));

describe('summariseLinks', () => {
  it('answers link after link, and says which page it could not read', async () => {
    const text = await run('https://a.example/1', 'https://paywall.example/2', 'https://a.example/3');
    expect(text.replace(/-+/g, '-')).toBe(
      'Bullets of https://a.example/1\n-\npaywall.example: The page needs a login.\n-\nBullets of https://a.example/3',
    );
  });

  it('fails with the one page that there is', async () => {
    await expect(run('https://paywall.example/2')).rejects.toMatchObject({ code: 'summary/unreadable' });
  });

  it('says so where there is no link', async () => {
    await expect(run()).rejects.toMatchObject({
      code: 'command/no-link',
      userMessage: expect.stringContaining('has no link'),
    });
  });
});
