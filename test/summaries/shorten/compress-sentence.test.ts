import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../../src/summaries/shorten/clean-line.ts';
import { compressSentence } from '../../../src/summaries/shorten/compress-sentence.ts';

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
    [
      'what follows the speech in front of which a quotation stands',
      'The harbour board has suspended Ada Lund, the head of pilots, following "a dispute with a clerk," the board said on Monday.',
      'The harbour board has suspended Ada Lund, the board said.',
    ],
    [
      'a following clause with verbs of its own',
      'Two neighbours of the mayor have filed a suit against him, claiming he and his guards harassed them, wrecked their house and left.',
      'Two neighbours of the mayor have filed a suit against him.',
    ],
    [
      'what a pronoun did at the time',
      'A woman from Sund said she was pushed by two guards as she accused them of stealing her bag in the market hall.',
      'A woman from Sund said she was pushed by two guards.',
    ],
    [
      'a second clause without a comma',
      'The tanker ran onto the rocks near Sund and the crew of twelve left it in two boats.',
      'The tanker ran onto the rocks near Sund.',
    ],
    [
      'a long aside in front of the verb',
      'Ada Lund, a painter from Sund whose house is filled with large pictures of ships and of their captains and crews, sold the portrait to a museum.',
      'Ada Lund sold the portrait to a museum.',
    ],
  ])('leaves out %s', (_, sentence, form) => {
    expect(compressSentence(sentence, true)).toContain(form);
  });

  it('of a long sentence may end at a phrase, for want of a better place', () => {
    const forms = compressSentence(
      'The rebels near Sund have withdrawn their heavy weapons from the front lines in accordance with a recent peace deal that was brokered by three envoys of the northern bloc.',
      true,
      true,
    );
    expect(forms).toContain('The rebels near Sund have withdrawn their heavy weapons from the front lines.');
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
    [
      'a subject that lacks its verb',
      'Two lawyers representing a woman who claims to be the heir of a ship owner in Sund have filed a suit against him.',
      /^Two lawyers representing a woman who claims(?!.*have filed)/u,
    ],
    [
      'a statement without its day',
      'The broadcaster had "a dispute with a producer" in a statement released on Monday, it said.',
      /released\.$/u,
    ],
    [
      'a span without its beginning',
      'The pilot had been with the Harbour Line since September 2013, the company said.',
      /Harbour Line(?:, the company said)?\.$/u,
    ],
    [
      'a time that it opens with',
      'Six months after it was written to curb the spying of the northern bloc in Sund, a law passed its last committee on Monday.',
      /^Six months after (?!.*passed)/u,
    ],
    [
      'a list that goes on',
      'The ship is likely to be a hundred metres long and carry a crane, six labs, and the means to lay a cable under the strait.',
      /labs\.$/u,
    ],
    [
      'an object without what it was called',
      'Representative Ada Lund of Sund called the changes "a long step back for the whole harbour and all who live from it".',
      /the changes\.$/u,
    ],
    [
      'somebody who said nothing',
      'The Estmark minister said in the recording, published by the Sund Courier on Sunday and heard by thousands, that ten boats were lost.',
      /(?:recording|Courier)\.$/u,
    ],
    [
      'half of a range',
      'The pill of the Harbour Laboratory is used to treat mild to moderate cases of the northern fever that may worsen in the winter.',
      /treat mild\.$/u,
    ],
    [
      'an aside that is left open',
      'The lawyer for the families, Tor Lund, yesterday called for a wider inquiry into the fire on the tanker near the bridge.',
      /, Tor Lund called/u,
    ],
    [
      'the middle of an aside',
      'Sund was one of five clubs to have won two games of two but the other four clubs - Lund, Berg, Vik and Holm - all lost in the rain.',
      /Lund\.$/u,
    ],
    [
      'a reason left out',
      "The envoy told the harbour radio that 'we are slowly coming near a second frost,' in part because the president of the northern bloc would not talk.",
      /in part\.$/u,
    ],
    [
      'a place beside nothing',
      'The Red Rock resort in the south of Norvelia is a mountain camp next to Lake Sund and offers a week without telephones to weary clerks.',
      /next\.$/u,
    ],
    [
      'a helper clause alone',
      'There is an assumption that since Ada Lund backed the mayor, the harbour towns will now vote for her in the spring.',
      /backed the mayor\.$/u,
    ],
    [
      'a subject of which only the participle was read',
      'The estimated number of people killed in the east of Norvelia since April now exceeds 6,000, the harbour board said.',
      /Norvelia(?:, the harbour board said)?\.$/u,
    ],
    [
      'an aside without the verb behind it',
      'The daughter of the late singer Ada Lund, in a medically induced coma after being found in the harbour, has been moved to Sund, the board said.',
      /coma(?:, the board said)?\.$/u,
    ],
    [
      'half of the name of a place',
      'Two men from the south started to fight each other when they returned to their Bergen, North Norvelia home after a long party.',
      /Bergen\.$/u,
    ],
    [
      'a purpose without its request',
      'For a chance to be mentioned in the next issue, write to the harbour board with your name, street, town and country.',
      /^For a chance[^,]*\.$/u,
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
