import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { SourceArticle, SummaryOutcome } from '../../src/model/summary.ts';
import { buildPrompt } from '../../src/summaries/model/build-prompt.ts';
import { summariseExtractively } from '../../src/summaries/extractive-summariser.ts';
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

  it('show no link, mention or markup, and leave the news its bullets', () => {
    const undisturbed = shownOf(summariseExtractively({ articles: [first!, second!], language: 'en' }));
    let disturbed = 0;
    for (const attack of attacks) {
      const shown = shownOf(summariseExtractively({ articles: plant(attack), language: 'en' }));
      expect(shown.join('\n'), attack).not.toMatch(
        /https?:|@everyone|@here|<[a-z!@#]|\*\*|```|\u202E|\u200B/iu,
      );
      const isOfAttack = (line: string) => !undisturbed.includes(line) && attack.includes(line.slice(0, 40));
      if (shown.some(isOfAttack)) disturbed += 1;
    }
    // A planted sentence is evidence like any other: it may stand as a bullet, as what the article says, and nothing else changes.
    expect(disturbed / attacks.length).toBeLessThanOrEqual(0.08);
  });
});
