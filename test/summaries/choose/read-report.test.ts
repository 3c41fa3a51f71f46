import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/summaries/choose/read-report.ts';
import { summitArticles } from '../../support/summit-story.ts';

const LINES = [
  'Norvelia and Estmark will hold talks on fishing rights in the Kell Strait on 14 March.',
  'Patrol boats of Norvelia seized 12 trawlers from Estmark in January.',
  'The foreign minister of Estmark, Ada Lund, wants a fair share of the fish in the strait.',
  'Norvelia denied that its patrol boats had broken the fishing treaty of 1994.',
  'The trawlers that Norvelia seized lie in the port of Sund.',
  'Ada Lund will travel to the talks with the owners of the trawlers.',
  'Three fishermen are still held in Sund, and Estmark demands that Norvelia frees them.',
  'The European Union has offered fishing towns on the Kell Strait 40 million euros.',
];
const FOREIGN = [
  'A comet that no telescope had seen passed the moons of Saturn.',
  'Astronomers of the Atacama observatory photographed the comet with a new camera.',
  'The camera of the observatory weighs three tonnes, and the comet shone like a star.',
].join(' ');

const read = (lines: readonly string[], title: string) =>
  readReport([{ ...summitArticles[0]!, title, text: lines.join('\n') }]).sentences;

describe.each([
  ['with a title', 'Norvelia and Estmark to hold talks on the Kell Strait'],
  ['without one', ''],
])('another text that was put into an article %s', (_, title) => {
  it.each([1, 3, 5])('has nothing in common with it, at line %d', (at) => {
    const sentences = read([...LINES.slice(0, at), FOREIGN, ...LINES.slice(at)], title);
    for (const { text, strangeness } of sentences)
      if (/comet|camera/u.test(text)) expect(strangeness, text).toBeGreaterThan(0.5);
      else expect(strangeness, text).toBeLessThanOrEqual(0.5);
  });
});

describe('a report', () => {
  it('knows how much of the title a sentence tells', () => {
    const [first, second] = read(LINES, 'Norvelia and Estmark to hold talks on fishing rights');
    expect(first?.titleShare).toBeGreaterThan(0.9);
    expect(second?.titleShare).toBeLessThan(0.6);
  });

  it('takes a country, its people and its capital for one', () => {
    const [first] = read(['Moscow withdrew its troops from the border on Monday.'], 'Russian troops leave');
    expect(first?.titleShare).toBeGreaterThan(0.5);
  });

  it('weighs a sentence of the story higher than what is said once at its end', () => {
    const sentences = read([...LINES, 'A baker in the harbour street gave bread to the crews.'], '');
    const centralityOf = (part: string) => sentences.find(({ text }) => text.includes(part))?.centrality ?? 0;
    expect(centralityOf('seized 12')).toBeGreaterThan(centralityOf('baker'));
  });
});
