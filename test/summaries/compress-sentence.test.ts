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

  it.each([
    [
      'a clause without its verb',
      'Estmark gave an envoy five days to leave on Tuesday, as a dispute over a murder brought relations to a new low.',
      /as a dispute\.$/u,
    ],
    [
      'two verbs of two subjects',
      'Two neighbours filed a suit against the singer, claiming he and his guards harassed them, wrecked their house and left.',
      /the singer (?:wrecked|left)/u,
    ],
    [
      'a verb that waits for its object',
      'The Harbour Institute has now measured and ranked the ports of Norvelia in a report.',
      /measured\.$/u,
    ],
    [
      'a time without its end',
      'A ring has shed new light on the traders of Sund, more than a century after it was found.',
      /a century\.$/u,
    ],
    [
      'nobody in particular',
      'The ministry has issued an advisory of exposure for anyone who attended five ferries and took a meal.',
      /anyone\.$/u,
    ],
    [
      'a mere existence',
      'There is one avenue that remains open to the coach of the Norvelian team, the board said.',
      /^There is one avenue\b(?! that)/u,
    ],
    [
      'half of a quotation',
      "The cover of the weekly shows the king with the headline 'World exclusive - the king speaks'.",
      /'World exclusive\.$/u,
    ],
    [
      'a list that lost its head',
      'The heart of the law is its mandate to buy cover, which keeps costs down, makes care affordable and helps the poor.',
      /cover makes/u,
    ],
  ])('never ends as %s', (_, sentence, broken) => {
    for (const form of [...compressSentence(sentence, true), ...compressSentence(sentence, true, true)])
      expect(form).not.toMatch(broken);
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
