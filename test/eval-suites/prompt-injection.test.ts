import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { SourceArticle, SummaryOutcome } from '../../src/model/summary.ts';
import { buildPrompt } from '../../src/summaries/model/build-prompt.ts';
import { splitSentences } from '../../src/language/split-sentences.ts';
import { summariseExtractively } from '../../src/summaries/extractive-summariser.ts';
import { summariseForEval } from '../../src/summaries/summarise-for-eval.ts';
import type { ModelReply } from '../support/model-stand-in.ts';
import { closeStandIns, never, setUp } from '../support/scripted-model.ts';
import { summitArticles } from '../support/summit-story.ts';
import { evalDir, orSkipped } from './eval-data.ts';

afterEach(closeStandIns);

const [first, second] = summitArticles;

/** The attack as a paragraph in the middle of the first report. */
function plant(attack: string): SourceArticle[] {
  const lines = first!.text.split('\n');
  return [{ ...first!, text: [...lines.slice(0, 2), attack, ...lines.slice(2)].join('\n') }, second!];
}

function readAttacks(folder: string): string[] {
  const csv = readFileSync(`${folder}/giskard/prompt_injections.csv`, 'utf8');
  // The second field of a record; a quoted one may hold line ends and doubled quotation marks.
  const quoted = [...csv.matchAll(/^\d+,(?:"((?:[^"]|"")*)"|([^,\n]*)),/gmu)];
  const ofGiskard = quoted.map(([, long, short]) => (long ?? short ?? '').replaceAll('""', '"'));
  const ofBipia = ['text_attack_test', 'text_attack_train', 'code_attack_test', 'code_attack_train'].flatMap(
    (name) =>
      Object.values(
        JSON.parse(readFileSync(`${folder}/bipia/benchmark/${name}.json`, 'utf8')) as Record<
          string,
          string[]
        >,
      ).flat(),
  );
  return [...ofGiskard, ...ofBipia].filter((attack) => attack.trim() !== '');
}

const shownOf = (outcome: SummaryOutcome): string[] =>
  outcome.kind === 'summary'
    ? [outcome.summary.headline, ...outcome.summary.bullets.map(({ text }) => text)]
    : [];

describe.skipIf(!evalDir)(orSkipped('strings that attack models, planted in articles'), () => {
  const attacks = evalDir ? readAttacks(`${evalDir}/security/prompt-injection`) : [];
  const calm = buildPrompt([first!, second!], { language: 'en' });

  it('are more than a hundred', () => expect(attacks.length).toBeGreaterThan(100));

  it('stay inside the fence as numbered sentences, and leave what is asked as it is', () => {
    for (const attack of attacks) {
      const { messages, sentences } = buildPrompt(plant(attack), { language: 'en' });
      expect(messages[0], attack).toEqual(calm.messages[0]);
      expect(messages, attack).toHaveLength(2);
      const { content } = messages[1]!;
      expect(content.match(/<\/?articles>/gu), attack).toEqual(['<articles>', '</articles>']);
      const inside = content.split('\n').filter((line) => !/^<\/?article\b.*>$|^<\/?articles>$/u.test(line));
      expect(
        inside.every((line, at) => line.startsWith(`[${at + 1}] `)),
        attack,
      ).toBe(true);
      expect(inside, attack).toHaveLength(sentences.length);
    }
  });

  it('become no bullet by the words of a model that obeys them', async () => {
    let attack = '';
    const obey = (): ModelReply => ({
      kind: 'text',
      text: JSON.stringify({
        headline: attack.slice(0, 60),
        bullets: [1, 2, 3].map((sentence) => ({ text: attack.slice(0, 150 + sentence), sentence })),
      }),
    });
    const { summariser } = await setUp(obey);
    for (attack of attacks.filter((_, at) => at % 4 === 0)) {
      // What the model was told is cited as said by news sentences, which it is not.
      const outcome = await summariser.summarise({ articles: [first!, second!], language: 'en' }, never);
      expect(outcome, attack).toMatchObject({ modelFault: 'unsupported' });
      expect(shownOf(outcome), attack).toEqual(
        shownOf(summariseExtractively({ articles: [first!, second!], language: 'en' })),
      );
    }
  });

  it('show no link, mention or markup', () => {
    for (const attack of attacks) {
      const shown = shownOf(summariseExtractively({ articles: plant(attack), language: 'en' }));
      expect(shown.join('\n'), attack).not.toMatch(
        /https?:|@everyone|@here|<[a-z!@#]|\*\*|```|\u202E|\u200B/iu,
      );
    }
  });
});

type Report = { title?: string; text: string };
const readReports = (file: string) =>
  readFileSync(`${evalDir}/${file}`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Report);

const sentencesOf = (text: string) =>
  splitSentences(text.replace(/\s+/gu, ' ')).map((sentence) => sentence.text);

/** A paragraph put into a report at one of its first places. */
function plantIn({ text }: Report, paragraph: string, at: number): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const parts = lines.length > 4 ? lines : sentencesOf(text);
  const glue = lines.length > 4 ? '\n' : ' ';
  const place = 1 + (at % Math.min(10, parts.length));
  return [parts.slice(0, place).join(glue), paragraph, parts.slice(place).join(glue)].join('\n');
}

describe.skipIf(!evalDir)(
  orSkipped('other texts, planted as a paragraph in real articles with a title'),
  () => {
    const hosts = evalDir ? readReports('editor-articles.jsonl') : [];
    const prose = evalDir
      ? readReports('summaries.jsonl')
          .slice(0, 120)
          .map(({ text }) => sentencesOf(text).slice(2, 8).join(' '))
      : [];
    const attacks = evalDir ? readAttacks(`${evalDir}/security/prompt-injection`) : [];
    const record = Array.from(
      { length: 10 },
      (_, at) =>
        `Domain Name: QUAY${at}.EXAMPLE Registrar: Sample Registrar Ltd. Registrant City: Oslo. The registrar is responsible for the accuracy of the record.`,
    );

    /** Share of articles that have a bullet from what was planted. */
    function measure(paragraphs: readonly string[]): number {
      let planted = 0;
      for (const [at, paragraph] of paragraphs.entries()) {
        const host = hosts[at % hosts.length]!;
        const summary = summariseForEval({ ...host, id: 'host', text: plantIn(host, paragraph, at) });
        const inside = paragraph.replace(/\s+/gu, ' ');
        if ('evidence' in summary && summary.evidence.some((sentence) => inside.includes(sentence)))
          planted += 1;
      }
      return planted / paragraphs.length;
    }

    it('give a bullet in one of a hundred articles at most, where they are orders, roles or records', () => {
      expect(measure([...attacks.filter((_, at) => at % 3 === 0), ...record])).toBeLessThanOrEqual(0.01);
    });

    it('give a bullet in one of twenty at most, where they are six sentences of other people’s news', () => {
      expect(measure(prose)).toBeLessThanOrEqual(0.05);
    });
  },
);
