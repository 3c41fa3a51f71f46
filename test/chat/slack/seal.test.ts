import { describe, expect, it } from 'vitest';
import { createSealer } from '../../../src/chat/slack/seal.ts';

const sealer = createSealer('a-random-key-of-more-than-32-characters');

describe('createSealer', () => {
  it('opens what it sealed, differently each time, also after a restart', () => {
    const sealed = sealer.seal('xoxb-secret', 'T1');
    expect(sealed).not.toContain('xoxb');
    expect(sealer.seal('xoxb-secret', 'T1')).not.toBe(sealed);
    expect(createSealer('a-random-key-of-more-than-32-characters').open(sealed, 'T1')).toBe('xoxb-secret');
  });

  it.each([
    [
      'another key',
      (sealed: string) => createSealer('another key, also long enough for this').open(sealed, 'T1'),
    ],
    ['another workspace', (sealed: string) => sealer.open(sealed, 'T2')],
    ['a changed text', (sealed: string) => sealer.open(`${sealed.slice(0, -2)}AA`, 'T1')],
    ['a cut text', (sealed: string) => sealer.open(sealed.slice(0, 20), 'T1')],
    ['another version', (sealed: string) => sealer.open(sealed.replace(/^1/, '2'), 'T1')],
    ['nothing', () => sealer.open('', 'T1')],
  ])('refuses %s', (_, open) => {
    const sealed = sealer.seal('xoxb-a-token-that-is-long-enough', 'T1');
    expect(() => open(sealed)).toThrowError(expect.objectContaining({ code: 'settings/encryption-key' }));
  });
});
