import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../src/summaries/clean-line.ts';
import { compressSentence } from '../../src/summaries/compress-sentence.ts';

describe('a shorter form', () => {
  it.each([
    [
      'a leading conjunction',
      'But the parliament in Sund rejected the plan.',
      'The parliament in Sund rejected the plan.',
    ],
    [
      'a relative clause',
      'Jon Hake, who leads the Harbour Party, won the vote in Sund.',
      'Jon Hake won the vote in Sund.',
    ],
    [
      'an apposition',
      'Ada Lund, a former judge, leads the talks in Geneva.',
      'Ada Lund leads the talks in Geneva.',
    ],
    [
      'what a neutral source stands for',
      'Three men died in the fire in Sund, police said on Monday.',
      'Three men died in the fire in Sund.',
    ],
    [
      'brackets and a dateline',
      'GENEVA (AP) — The World Health Organization (WHO) sent aid to Sund.',
      'The World Health Organization sent aid to Sund.',
    ],
    [
      'a following clause',
      'Estmark recalled its envoy from Sund, adding that talks were over.',
      'Estmark recalled its envoy from Sund.',
    ],
  ])('leaves out %s', (_, sentence, form) => {
    expect(compressSentence(sentence, true)).toContain(form);
  });

  it.each([
    ['an attribution to one side', 'Norvelia sank two boats, Estmark said.', /Estmark said\.$/u],
    ['a condition', 'Norvelia will free the men if Estmark pays the fine.', /if Estmark pays/u],
    [
      'a denial',
      'Norvelia did not sign the pact because Estmark left the room.',
      /not sign the pact because/u,
    ],
    ['a hedge', 'Norvelia may reportedly free the men in the port of Sund.', /may reportedly/u],
  ])('keeps %s', (_, sentence, kept) => {
    const forms = compressSentence(sentence, true);
    expect(forms.length).toBeGreaterThan(0);
    expect(forms.every((form) => kept.test(form))).toBe(true);
  });

  it('never cuts into a quotation', () => {
    for (const form of compressSentence(
      '"We will go, and nobody will stop us," Ada Lund said, adding that the boats were ready to leave.',
      true,
    ))
      expect((form.match(/"/gu)?.length ?? 0) % 2).toBe(0);
  });
});

describe('a clean line', () => {
  it.each([
    ['**Bold** and _soft_ `code`', 'Bold and soft code'],
    ['See [this](https://evil.example/a) now', 'See this now'],
    ['A https://evil.example/x B', 'A B'],
    ['@everyone look, <@123> and <!channel> too', 'everyone look, and too'],
    ['a\u200Bb\u202Ec\u0007d\nnext', 'abcd next'],
    ['# Heading > quote', 'Heading > quote'],
    ['<script>x</script> and <b>y</b>', 'x and y'],
    ['Tom & Ada paid $5 (5%) – "all"', 'Tom & Ada paid $5 (5%) – "all"'],
    ['می‌خواهم', 'می‌خواهم'],
  ])('%j', (text, clean) => {
    expect(cleanLine(text)).toBe(clean);
  });
});
