import { describe, expect, it } from 'vitest';
import { previewDiscord } from '../../../src/chat/discord/preview-components.ts';
import { renderDiscordMessage } from '../../../src/chat/discord/render-components.ts';
import { renderPlainText } from '../../../src/chat/plain-text.ts';
import { previewSlack } from '../../../src/chat/slack/preview-blocks.ts';
import { renderSlackMessage } from '../../../src/chat/slack/render-blocks.ts';
import { composeEvidence, composeLinkSummary } from '../../../src/digests/compose/compose-answers.ts';
import type { Bullet } from '../../../src/model/summary.ts';
import { renderMessage } from '../../../src/web/render-message.ts';
import { sampleStory, sampleSummary, T0 } from '../../store/contract/samples.ts';

const evidenceOf = (sentence: string) => ({
  articleId: 'a',
  sentence,
  outletName: 'Harbour Post',
  url: 'https://harbour.example/1',
});
const edited: Bullet = {
  text: 'Jon Hake said his country will not give up its patrols.',
  evidence: {
    ...evidenceOf('On Monday he said his country, a member since 1994, will not give up its ~~patrols~~.'),
    references: ['Jon Hake, the prime minister, spoke in Sund.'],
  },
  isSupported: true,
  checkedBy: 'derivation',
  derivation: [
    { text: 'On Monday', fate: 'left-out' },
    { text: ' he', fate: 'changed', shown: 'Jon Hake' },
    { text: ' said his country', fate: 'kept' },
    { text: ', a member since 1994,', fate: 'left-out' },
    { text: ' will not give up its ~~patrols~~.', fate: 'kept' },
  ],
};
const free: Bullet = {
  text: 'Three fishermen are behind bars in Sund.',
  evidence: evidenceOf('Three fishermen are still held in the port of Sund.'),
  isSupported: true,
  checkedBy: 'second-reading',
};
const old: Bullet = {
  text: 'Estmark closed its border.',
  evidence: evidenceOf('Estmark closed its border on Monday.'),
  isSupported: true,
};

const story = sampleStory('019a0000-0000-7000-8000-00000000000a');
const summary = sampleSummary(story.id, { bullets: [edited, free, old] });
const message = composeEvidence({ story, summary }, [], { now: T0, timeZone: 'UTC' });
const READING = /borne out by a second reading/gu;

describe('the evidence of a bullet', () => {
  it('is shown in a terminal with what was left out and put in', () => {
    const text = renderPlainText(message);
    expect(text).toContain(
      ' | [-On Monday-] [-he-] {+Jon Hake+} said his country[-, a member since 1994,-] will not give up its ~~patrols~~.',
    );
    expect(text).toContain(' | Names: Jon Hake, the prime minister, spoke in Sund.');
    expect(text).toContain(' | Three fishermen are still held in the port of Sund.');
    expect(text).toContain('For the bullet: [-left out-], {+put in its place+}');
    expect(text.match(READING)).toHaveLength(1);
  });

  it('is shown on Slack, struck through and bold', () => {
    const quote = JSON.stringify(
      renderSlackMessage(message, 'post').blocks.filter((block) =>
        JSON.stringify(block).includes('Jon Hake'),
      )[1],
    );
    expect(quote).toContain('{"type":"text","text":"On Monday","style":{"strike":true}}');
    expect(quote).toContain('{"type":"text","text":" Jon Hake","style":{"bold":true}}');
    expect(quote).toContain('{"type":"text","text":" said his country"}');
  });

  it('is shown on Discord, where its own marks are none', () => {
    const quote = JSON.stringify(renderDiscordMessage(message, 'post').components);
    expect(quote).toContain(
      String.raw`> ~~On Monday~~ ~~he~~ **Jon Hake** said his country~~, a member since 1994,~~ will not give up its \\~\\~patrols\\~\\~.`,
    );
  });

  it('is shown on the page', async () => {
    const html = String(await renderMessage(message, 'post'));
    expect(html).toContain(
      '<del>On Monday</del><del> he</del><mark> Jon Hake</mark> said his country<del>, a member since 1994,</del>',
    );
  });

  it('is shown alike in previews', () => {
    for (const preview of [previewSlack, previewDiscord]) {
      const html = preview([message], '07:30');
      expect(html).toMatch(/<s>On Monday<\/s>/u);
      expect(html).toMatch(/<b>(?: )?Jon Hake<\/b>/u);
    }
  });

  it('stands under the bullets of a page that somebody asked about', () => {
    const page = { url: null, siteName: 'Harbour Post', note: null };
    const text = renderPlainText(composeLinkSummary(summary, page, { hasEvidence: true }));
    expect(text).toContain('[-On Monday-]');
    expect(text).toContain('held in the port of Sund. (borne out by a second reading)');
    expect(renderPlainText(composeLinkSummary(summary, page, { hasEvidence: false }))).not.toContain(
      'struck',
    );
  });

  it('is the sentence alone where nothing was edited', () => {
    const whole: Bullet = {
      ...old,
      derivation: [{ text: old.evidence.sentence, fate: 'kept' }],
      checkedBy: 'derivation',
    };
    const untouched = sampleSummary(story.id, { bullets: [whole, old, whole] });
    const text = renderPlainText(
      composeEvidence({ story, summary: untouched }, [], { now: T0, timeZone: 'UTC' }),
    );
    expect(text).toContain(' | Estmark closed its border on Monday.');
    expect(text).not.toContain('left out');
  });
});
