import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/language/read-text.ts';
import { type Form, shortenSentence } from '../../../src/summaries/shorten/shorten-sentence.ts';

/** Tuesday. */
const PUBLISHED = Date.UTC(2024, 8, 3, 12);

function formsOf(text: string, publishedAt: number | null = null): Form[] {
  const [sentence] = readText(text).sentences;
  return sentence === undefined ? [] : shortenSentence({ sentence, before: [], title: '', publishedAt });
}

const best = (text: string, publishedAt: number | null = null) => formsOf(text, publishedAt)[0]?.text;

describe('a relative date', () => {
  it.each([
    [
      'a day to come',
      'The envoys will meet in Sund on Friday.',
      'The envoys will meet in Sund on 6 September.',
    ],
    ['tomorrow', 'The envoys will meet in Sund tomorrow.', 'The envoys will meet in Sund on 4 September.'],
    ['next month', 'The envoys will meet in Sund next month.', 'The envoys will meet in Sund in October.'],
    [
      'a beginning',
      'The harbour of Sund has been closed since Sunday.',
      'The harbour of Sund has been closed since 1 September.',
    ],
  ])('%s', (_, sentence, form) => {
    expect(best(sentence, PUBLISHED)).toBe(form);
  });

  it.each(['The vote of Wednesday, 4 March 2009 stands.', 'The vote was held on April 5, a Saturday.'])(
    'beside a date of its own is none: %s',
    (sentence) => {
      for (const { text } of formsOf(sentence, PUBLISHED)) expect(text).not.toMatch(/August|September/u);
    },
  );

  it('is left out whole, not in half', () => {
    expect(best('Late yesterday, the envoys of the bloc left Sund.', PUBLISHED)).toBe(
      'The envoys of the bloc left Sund.',
    );
  });

  it('is left out, never resolved, where no date is known', () => {
    const [form] = formsOf('The envoys will meet in Sund on Friday.');
    expect(form?.text).toBe('The envoys will meet in Sund.');
    expect(form?.datesResolved).toBe(false);
    expect(best('The harbour of Sund has been closed since Sunday.')).toMatch(/since Sunday/u);
  });

  it('is not guessed where it may be today in another zone', () => {
    expect(best('The strikes go on and have lasted in the north since Wednesday.', PUBLISHED)).toMatch(
      /Wednesday/u,
    );
  });

  it('is left as it is where it may belong to either of two verbs', () => {
    expect(best('Northern forces agreed to lay down their arms on Wednesday in Sund.', PUBLISHED)).toMatch(
      /on Wednesday/u,
    );
  });

  it('stays where the word before it would say nothing', () => {
    expect(
      best('In a statement published on Friday, the board said the plan had been cleared.', PUBLISHED),
    ).toBe('In a statement published on 30 August, the board said the plan had been cleared.');
  });
});
