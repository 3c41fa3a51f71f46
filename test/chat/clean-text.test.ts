import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryBefore, cleanText, clipText, linkableUrl } from '../../src/chat/clean-text.ts';
import { HOSTILE_TEXTS } from '../support/chat-messages.ts';

describe('cleanText', () => {
  it.each([
    ['line one\nline two\r\n\u2028three', 'line one line two three'],
    ['abc \u202ecod.exe', 'abc cod.exe'],
    ['zero\u200bwidth', 'zerowidth'],
    ['\u001b[2Jgone', '[2Jgone'],
    ['\u200b\u2060\ufeff', ''],
    ['\u200d', ''],
    ['\ud800x', '\ufffdx'],
  ])('makes %j into %j', (text, clean) => expect(cleanText(text)).toBe(clean));

  it('keeps what scripts and emoji are joined with', () => {
    expect(cleanText('👩‍👧 می‌خواهم')).toBe('👩‍👧 می‌خواهم');
  });
});

describe('clipText', () => {
  it('never cuts inside a family of emoji', () => {
    expect(clipText('ab👩‍👧cd', 6)).toBe('ab…');
  });

  it('keeps to the length and stays well-formed, whatever the text', () => {
    const texts = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 300 }), (text, maxLength) => {
        const clipped = clipText(text, maxLength);
        expect(clipped.length).toBeLessThanOrEqual(maxLength);
        if (text.isWellFormed()) expect(clipped.isWellFormed()).toBe(true);
        if (text.length <= maxLength) expect(clipped).toBe(text);
      }),
    );
  });

  it('finds a boundary in a cluster that is thousands of characters long', () => {
    const text = `x${'\u0301'.repeat(5_000)}`;
    expect(boundaryBefore(text, 3_000)).toBe(3_000);
  });
});

describe('linkableUrl', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address', '', null])(
    'links nothing for %j',
    (url) => expect(linkableUrl(url, 2_000)).toBeNull(),
  );

  it('encodes what is markup on a platform', () => {
    expect(linkableUrl('https://x.example/a_(b)|<c>?q=*', 2_000)).toBe(
      'https://x.example/a_%28b%29%7C%3Cc%3E?q=*',
    );
  });

  it('links nothing that is too long', () => {
    expect(linkableUrl(`https://x.example/${'p'.repeat(500)}`, 512)).toBeNull();
  });
});
