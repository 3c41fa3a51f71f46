import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countWords } from '../../../src/language/count-words.ts';
import { readText, type TextSentence } from '../../../src/language/read-text.ts';
import { findOmissions } from '../../../src/summaries/shorten/omissions.ts';
import { type Form, shortenSentence } from '../../../src/summaries/shorten/shorten-sentence.ts';

const folder = process.env['SITREP_EVAL_DIR'] ?? new URL('../../../../shared/eval', import.meta.url).pathname;
const file = `${folder}/stories-wikinews.jsonl`;
const reason = existsSync(file) ? '' : ' (skipped: no reference data)';
const SENTENCES_AN_ARTICLE = 8;

type Told = { sentence: TextSentence; forms: Form[] };

function tellAll(): Told[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => {
      const { title, text } = JSON.parse(line) as { title: string; text: string };
      const { sentences } = readText(text);
      return sentences.slice(0, SENTENCES_AN_ARTICLE).map((sentence, at) => ({
        sentence,
        forms: shortenSentence({ sentence, before: sentences.slice(0, at), title, publishedAt: null }),
      }));
    });
}

describe.skipIf(reason !== '')(`real news${reason}`, () => {
  const told = reason === '' ? tellAll() : [];

  it('is told in 6 to 25 words that begin and end like a sentence', () => {
    for (const { text } of told.flatMap(({ forms }) => forms)) {
      expect(countWords(text), text).toBeGreaterThanOrEqual(6);
      expect(countWords(text), text).toBeLessThanOrEqual(25);
      expect(text).toMatch(/[.!?…]["'”’)]*$/u);
      expect((text.match(/["“”]/gu)?.length ?? 0) % 2, text).toBe(0);
      expect(text).not.toMatch(/ [,.]|,,|\.\.$|\b(?:the|an?|of|to|and|or|which)[.!?]["”’]?$/u);
    }
  });

  it('is told with words of the sentence, but for references', () => {
    for (const { sentence, forms } of told) {
      const own = new Set(sentence.text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
      for (const { text, references } of forms) {
        const more = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !own.has(word));
        const given = new Set(
          references
            .join(' ')
            .toLowerCase()
            .match(/[\p{L}\p{N}]+/gu),
        );
        // `in Sunday's vote` is told as `in the vote`; a possessive's `s` is added to a name.
        expect(more.filter((word) => !given.has(word) && !/^(?:the|s|us|un|uk)$/u.test(word))).toEqual([]);
      }
    }
  });

  it('leaves out only what the table of omissions allows', () => {
    for (const { sentence, forms } of told.filter(({ sentence: one }) => !/^\P{L}|[—–(]/u.test(one.text))) {
      const allowed = findOmissions(sentence.tokens).map(({ from, to }) => `${from}-${to}`);
      for (const { omitted } of forms.filter((form) => form.omitted[0]?.kind !== 'label'))
        for (const { from, to } of omitted) expect(allowed, sentence.text).toContain(`${from}-${to}`);
    }
  });

  it('of sentences that are no captions most have a form', () => {
    const whole = told.filter(({ sentence }) => !sentence.isLoose && countWords(sentence.text) >= 8);
    expect(whole.filter(({ forms }) => forms.length > 0).length / whole.length).toBeGreaterThan(0.7);
  });
});
