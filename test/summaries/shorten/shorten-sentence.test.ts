import { describe, expect, it } from 'vitest';
import { countWords } from '../../../src/language/count-words.ts';
import { readText } from '../../../src/language/read-text.ts';
import { type Form, shortenSentence, stripForeign } from '../../../src/summaries/shorten/shorten-sentence.ts';

/** The forms of the last sentence of a text. */
function formsOf(text: string, publishedAt: number | null = null, title = ''): Form[] {
  const { sentences } = readText(text);
  const sentence = sentences.at(-1);
  if (sentence === undefined) return [];
  return shortenSentence({ sentence, before: sentences.slice(0, -1), title, publishedAt });
}

const best = (text: string, publishedAt: number | null = null) => formsOf(text, publishedAt)[0]?.text;
const texts = (text: string) => formsOf(text).map((form) => form.text);

describe('a sentence that fits', () => {
  it.each([
    [
      'a conjunction at its start',
      'But the parliament in Sund rejected the plan.',
      'The parliament in Sund rejected the plan.',
    ],
    [
      'an adverb between commas',
      'The parliament in Sund, however, rejected the plan.',
      'The parliament in Sund rejected the plan.',
    ],
    [
      'brackets and a dateline',
      'GENEVA (AP) — The World Health Organization (WHO) sent aid to Sund.',
      'The World Health Organization sent aid to Sund.',
    ],
    [
      'a neutral speaker and a past day',
      'Three men died in the fire in Sund, police said on Monday.',
      'Three men died in the fire in Sund.',
    ],
    [
      'a past day in the middle',
      'Estmark said on Monday that its troops had left the port.',
      'Estmark said that its troops had left the port.',
    ],
    ['also', 'Estmark also recalled its envoy from Sund.', 'Estmark recalled its envoy from Sund.'],
    [
      'a mark that belongs to the next sentence',
      'The minister has ordered a review of the harbour fees."',
      'The minister has ordered a review of the harbour fees.',
    ],
  ])('loses %s', (_, sentence, form) => {
    expect(best(sentence)).toBe(form);
  });

  it.each([
    ['its time to come', 'The deliveries of the new trams will begin this summer.'],
    ['whose it is', 'The balloon over the northern coast belongs to Estmark.'],
    ['what a number counts', 'Estmark will raise its tariffs by 100% on imports deemed strategic.'],
    ['a purpose', 'The president is aiming to use the meeting to drum up support for his peace plan.'],
    ['a condition', 'Norvelia will free the men if Estmark pays the fine.'],
    ['an exception', 'All the ports of Norvelia are closed except the one in Sund.'],
    ['a reason of what was not done', 'Norvelia did not sign the pact because Estmark left the room.'],
    ['a hedge', 'Norvelia may reportedly free the men in the port of Sund.'],
    ['a contested speaker', 'Norvelia sank two boats in the strait, Estmark said.'],
    ['a restricting clause', 'Troops who deserted in the spring were shot near the border.'],
    ['what it failed to do', 'The council failed to agree on a budget for the harbour after a long debate.'],
  ])('keeps %s', (_, sentence) => {
    expect(texts(sentence)).toEqual([sentence]);
  });
});

describe('a longer sentence', () => {
  it.each([
    [
      'without its opening',
      'After two days of lengthy talks in Sund, the Harbour Party has named Ada Lund as its new overall chief, replacing Jon Hake who was ousted in the capital.',
      /^The Harbour Party has named Ada Lund as its new overall chief, replacing Jon Hake/u,
    ],
    [
      'at a clause with as',
      'Prime Minister Ada Lund has held talks with the leader of Norvelia in the harbour town of Sund, as the northern country seeks to shore up support for its plan among the states of the bloc.',
      /^Prime Minister Ada Lund has held talks with the leader of Norvelia in the harbour town of Sund\.$/u,
    ],
    [
      'at a clause behind its speaker',
      'A record 23 of the 32 member states of the northern alliance are meeting its target for military spending this year, Secretary-General Ada Lund said Monday, as the war in Norvelia has raised the threat of a wider conflict.',
      /^A record 23 of the 32 member states of the northern alliance are meeting its target for military spending, Secretary-General Ada Lund said\.$/u,
    ],
    [
      'at a relative clause',
      'Norvelian troops have taken complete control of the eastern harbour town of Vik, which forces of Estmark have been defending since the beginning of the full-scale war two and a half years ago.',
      /harbour town of Vik\.$/u,
    ],
    [
      'without the clause in front of its verb',
      'Ada Lund, a painter from Sund whose house is filled with large pictures of ships and of their captains and crews, sold the portrait to a museum.',
      /^Ada Lund sold the portrait to a museum\.$/u,
    ],
    [
      'with its speaker',
      'A tanker of the northern fleet sank in its dock earlier this year while under construction, in a major setback for the navy of Norvelia and its builders, according to officials of Estmark.',
      /, according to officials of Estmark\.$/u,
    ],
    [
      'at a second clause with its own subject',
      'The navy of Norvelia detained a tanker of Estmark for its part in the seizure of three fishing boats in the autumn, and Estmark threatened consequences if its sailors were harmed.',
      /in the autumn\.$/u,
    ],
    [
      'as its second statement alone',
      'The navy of Norvelia detained a tanker of Estmark for its part in the seizure of three fishing boats in the autumn, and Estmark threatened consequences if its sailors were harmed.',
      /^Estmark threatened consequences if its sailors were harmed\.$/u,
    ],
    [
      'at a row of statements',
      'Tens of thousands of people in the north have been killed in the war, several hospitals have been destroyed by shells and more than two million people have been driven from their homes.',
      /have been killed in the war\.$/u,
    ],
  ])('is told %s', (_, sentence, form) => {
    expect(texts(sentence).filter((text) => form.test(text))).not.toEqual([]);
  });

  it('loses more the more it leaves out, and nothing where it is whole', () => {
    const whole = formsOf('The parliament in Sund rejected the plan of the harbour board.');
    expect(whole.map(({ loss, isWhole }) => [loss, isWhole])).toEqual([[0, true]]);
    const cut = formsOf(
      'Estmark has recalled its envoy from Sund, accusing its neighbour of a plot to close the strait and of letting armed boats into the harbour at night to scare its fishermen.',
    );
    expect(cut[0]?.isWhole).toBe(false);
    expect(cut[0]?.loss).toBeGreaterThan(0);
    expect(cut.map(({ loss }) => loss)).toEqual(cut.map(({ loss }) => loss).toSorted((a, b) => a - b));
  });

  it('has no form where it cannot be told whole', () => {
    expect(
      formsOf(
        'Norvelia will not lift the blockade of the three northern harbours or let the ships of the bloc pass the narrow strait without a settlement that ends the long dispute about fishing.',
      ),
    ).toEqual([]);
  });

  it('is no bullet beyond a thousand characters', () => {
    expect(formsOf(`The ship ${'of the line '.repeat(5_000)}sank.`)).toEqual([]);
  });
});

describe('what turns the meaning', () => {
  it.each([
    [
      'a denial behind but',
      'The captain of the ferry that sank near Sund last winter was due to be tried in the capital on Thursday, but an official of the court confirmed that he will not be.',
      /on Thursday\.$|in the capital\.$/u,
    ],
    [
      'a denial behind although',
      'The leader of the Harbour Party has been fined twice by courts in the north for using a banned slogan at rallies, although he denies knowingly having done so.',
      /rallies\.$|slogan\.$/u,
    ],
    [
      'an until',
      'The bank will not pay out the second part of the loan to the government of Norvelia until the parliament in Sund has passed all four of the promised laws on the courts.',
      /loan(?: to the government of Norvelia)?\.$/u,
    ],
    [
      'who is accused by whom',
      'The prosecutor in Sund accused the former head of the harbour board of taking bribes from three shipping firms in the years before the great fire destroyed the northern docks.',
      /^The former head/u,
    ],
    [
      'what somebody else says of it',
      'Ada Lund said the talks had failed and the envoy of Norvelia had left the hall long before the vote on the second part of the plan for the strait was taken.',
      /^The envoy/u,
    ],
  ])('is never left out: %s', (_, sentence, turned) => {
    expect(texts(sentence).filter((text) => turned.test(text))).toEqual([]);
  });

  it('a speaker between two commas goes only with the claim', () => {
    const forms = texts(
      'Six people were killed and nearly a hundred were hurt, among them children, when Norvelia struck the town with bombs on Friday, according to Estmark, in one of the worst attacks of the summer.',
    );
    expect(forms.filter((text) => text.includes('when Norvelia') && !text.includes('according'))).toEqual([]);
  });
});

describe('no form ends as', () => {
  it.each([
    [
      'a clause without its verb',
      'Estmark gave an envoy five days to leave the country on Tuesday, as a dispute over a murder in a northern town brought relations between the two countries to a new low.',
      /as a dispute\.$/u,
    ],
    [
      'two verbs of two subjects',
      'Two neighbours filed a suit against the singer in the capital, claiming he and his guards harassed them for years, wrecked their house in the night and left.',
      /the singer (?:wrecked|left)|capital (?:wrecked|left)/u,
    ],
    [
      'a subject that lacks its verb',
      'Two lawyers representing a woman who claims to be the heir of a ship owner in Sund have filed a suit against his sons for hiding a will that he wrote.',
      /^Two lawyers representing a woman who claims(?!.*have filed)/u,
    ],
    [
      'a span without its beginning',
      'The pilot of the boat, a father of two who had grown up on the northern islands, had been with the Harbour Line since September 2013, the head of the company said.',
      /Harbour Line(?:, the head of the company said)?\.$/u,
    ],
    [
      'a list that goes on',
      'The ship that the northern yards will build is likely to be a hundred metres long and carry a crane, six labs, and the means to lay a cable under the strait.',
      /labs\.$/u,
    ],
    [
      'somebody who said nothing',
      'The Estmark minister said in the recording, which was published by the Sund Courier on Sunday and heard by thousands within hours, that ten boats were lost in the strait.',
      /(?:recording|Courier)\.$/u,
    ],
    [
      'an aside without the verb behind it',
      'The daughter of the late singer Ada Lund, in a medically induced coma after being found in the harbour in January, has been moved to a hospital in Sund, the board said.',
      /coma(?:, the board said)?\.$/u,
    ],
    [
      'the predicate of which only the participle was read',
      'The estimated number of people killed in the fighting in the east of Norvelia in the past two years now exceeds 6,000, the human rights office of the bloc said.',
      /Norvelia(?:, the .*)?\.$|fighting\.$/u,
    ],
    [
      'a report without what it says',
      'The charges in Estmark came weeks after the security service of Norvelia said in January it had detained the head of a foreign firm who had allegedly spied for the bloc.',
      /\bsaid\.$/u,
    ],
    [
      'a superlative of nothing',
      'The attacks on the pagers of the northern rebels are the latest in a series of covert acts that the government of Estmark refuses to confirm but is widely held to have ordered.',
      /the latest\.$/u,
    ],
  ])('%s', (_, sentence, broken) => {
    expect(texts(sentence).filter((text) => broken.test(text))).toEqual([]);
  });

  it('never cuts into a quotation', () => {
    const forms = texts(
      '"We will go to the strait with all our boats, and nobody in the north or the south will stop us this time," Ada Lund said, adding that the boats were ready to leave.',
    );
    for (const form of forms) expect((form.match(/["“”]/gu)?.length ?? 0) % 2).toBe(0);
  });

  it('a sentence within a quotation that began before it is nobody’s', () => {
    expect(
      formsOf(
        '“The plan has failed for good. The boats of the bloc are sinking one by one. Nobody helps,” he said. Stop.',
      ).length,
    ).toBe(0);
    const { sentences } = readText(
      '“The plan has failed for good. The boats of the bloc are sinking one by one. Nobody helps us,” he said.',
    );
    const [, second] = sentences;
    if (second === undefined) throw new Error('no second sentence');
    expect(
      shortenSentence({ sentence: second, before: sentences.slice(0, 1), title: '', publishedAt: null }),
    ).toEqual([]);
  });
});

describe('a reference', () => {
  it.each([
    [
      'a pronoun to the only person',
      'President Ada Lund said the talks had failed. She will travel to Norvelia to meet the envoys of the bloc.',
      'Ada Lund will travel to Norvelia to meet the envoys of the bloc.',
    ],
    [
      'a surname to the full name',
      'Prime Minister Ada Lund opened the talks in Sund. Lund said that the truce would hold for another year.',
      'Ada Lund said that the truce would hold for another year.',
    ],
    [
      'the group to the only one that is named',
      'The aid group Northlight sent five lorries to Sund. The group said that none of its drivers were hurt.',
      'Northlight said that none of its drivers were hurt.',
    ],
    [
      'the army to the only one that is described',
      'The Norvelian army shelled the harbour at dawn. The army said that it had aimed at a depot of the rebels.',
      'The Norvelian army said that it had aimed at a depot of the rebels.',
    ],
  ])('is resolved: %s', (_, text, form) => {
    const [first] = formsOf(text);
    expect(first?.text).toBe(form);
    expect(first?.points).toBe(false);
    expect(first?.references.length).toBeGreaterThan(0);
  });

  it.each([
    [
      'two persons',
      'President Ada Lund met Chancellor Jon Hake in Sund. He will travel to Norvelia to meet the envoys of the bloc.',
    ],
    ['nobody', 'The vote was long and loud. He will travel to Norvelia to meet the envoys of the bloc.'],
    [
      'a person that was only acted on',
      'The vice admiral was dismissed after clashes with President Ada Lund. She was jailed for writing a book on the war.',
    ],
    [
      'a deed',
      'Estmark closed the strait to all ships. The move angered the fishermen of the northern islands.',
    ],
  ])('points where there is %s to mean', (_, text) => {
    const [first] = formsOf(text);
    expect(first?.points).toBe(true);
    expect(first?.references).toEqual([]);
    const [plain] = formsOf('Estmark closed the strait to the ships of the bloc.');
    expect(first?.loss).toBeGreaterThan(plain?.loss ?? 1);
  });
});

describe('every form', () => {
  const sentences = [
    'Estmark recalled its envoy from Sund, adding that talks were over and that no new envoy would be sent before the spring, when the parliament of the northern country votes on the treaty.',
    'Jon Hake, who leads the Harbour Party, won the vote in Sund on Sunday by a wide margin, defeating the mayor, Ada Lund, and two independents after a campaign that was marked by violence.',
    'The tanker ran onto the rocks near Sund and the crew of twelve left it in two boats, which were found at dawn by a helicopter of the coastguard in heavy seas off the islands.',
    'In a statement released on Monday, the Norvelian foreign ministry called the move "a grave breach" of the treaty and said it would answer "in kind" if the ships did not turn back at once.',
  ];

  it.each(sentences)('has 6 to 25 of its words, in their order: %s', (sentence) => {
    const forms = formsOf(sentence);
    expect(forms.length).toBeGreaterThan(0);
    for (const { text } of forms) {
      expect(countWords(text)).toBeGreaterThanOrEqual(6);
      expect(countWords(text)).toBeLessThanOrEqual(25);
      expect(text).toMatch(/^["“]?[\p{Lu}\d].*[.!?]["”]?$/u);
      const left: string[] = sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      let at = 0;
      for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
        at = left.indexOf(word, at) + 1;
        expect(at, `${word} of ${text}`).toBeGreaterThan(0);
      }
    }
  });

  it('says which tokens were left out', () => {
    const { sentences: read } = readText(sentences[0] ?? '');
    const [sentence] = read;
    if (sentence === undefined) throw new Error('no sentence');
    for (const form of shortenSentence({ sentence, before: [], title: '', publishedAt: null })) {
      const kept = sentence.tokens
        .filter((_, at) => !form.omitted.some(({ from, to }) => from <= at && at < to))
        .map(({ text }) => text.toLowerCase())
        .filter((word) => /[\p{L}\p{N}]/u.test(word));
      expect(form.text.toLowerCase().match(/[\p{L}\p{N}]+/gu)).toEqual(kept);
    }
  });
});

describe('of another language', () => {
  it('only what is no part of the report goes', () => {
    expect(stripForeign('BERLIN (dpa) - Der Hafen von Sund (im Norden) bleibt bis Montag geschlossen.')).toBe(
      'Der Hafen von Sund bleibt bis Montag geschlossen.',
    );
    expect(stripForeign(`Der Hafen ${'und das Meer '.repeat(40)}ruhen.`)).toBeNull();
  });
});

describe('what belongs together', () => {
  it('a place goes with what it is called', () => {
    const forms = formsOf(
      '“We will not accept attempts to claim the sea at the expense of others,” Marlow said in an address at the Diplomatic Academy of Sund, a state university.',
    );
    expect(forms.map(({ text }) => text)).toContain(
      '“We will not accept attempts to claim the sea at the expense of others”, Marlow said.',
    );
    for (const { text } of forms) expect(text).not.toMatch(/said, a state university/u);
  });

  it('a subject that a list resumes keeps its verb', () => {
    for (const { text } of formsOf(
      'A joint effort made up of the navies of Sund, Lund, Varberg and Halmstad is coming together to clear mines from the strait.',
    ))
      expect(text).toMatch(/is coming together/u);
  });
});
