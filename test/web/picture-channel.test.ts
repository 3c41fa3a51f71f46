import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Block, Message } from '../../src/model/message.ts';
import { makeDigest } from '../support/chat-messages.ts';
import { BROWSER_FLAGS, findBrowser } from '../support/find-browser.ts';
import { makePost, NOW, openPages } from './pages-in-use.ts';

const executablePath = findBrowser();
const folder = process.env['SITREP_PICTURES'];
const isDone = executablePath !== null && folder !== undefined;

const evidence: Message = {
  blocks: [
    { kind: 'heading', text: 'Evidence: Two river states meet over a shared dam' },
    { kind: 'text', spans: [{ text: 'The energy ministers of both states met on Monday.', style: 'bold' }] },
    { kind: 'quote', spans: [{ text: 'On Monday the two energy ministers sat down in the border town.' }] },
    { kind: 'text', spans: [{ text: 'From ' }, { text: 'Harbour Post', url: 'https://news.example/dam' }] },
    {
      kind: 'list',
      items: [
        [{ text: 'Sample Wire', style: 'bold' }, { text: ': ministers meet' }],
        [{ text: '/digest grain', style: 'code' }],
      ],
    },
    { kind: 'footer', text: 'Summarised without a model' },
  ],
  fallbackText: 'Evidence',
};

function newsroomDigest(): Message {
  const changes = [
    { headline: 'Two river states meet over a shared dam', mark: 'new' },
    {
      headline: 'Island states ask for a fishing treaty',
      mark: 'changed',
      changeLine: 'Changed 14:20: a date for the next round is named',
    },
    { headline: 'A report on grain shipments is taken back by its agency', mark: 'withdrawn' },
  ] as const;
  const [heading, ...rest] = makeDigest(3, (index) => ({ ...changes[index] })).blocks;
  const updated: Block = {
    kind: 'text',
    spans: [
      { text: 'Updated: ', style: 'bold' },
      { text: 'Grain talks', url: 'https://news.example/grain' },
      { text: ': no agreement reached (was: under way)' },
    ],
  };
  const blocks = [
    heading as Block,
    ...rest.slice(0, -1),
    { kind: 'divider' } as const,
    updated,
    ...rest.slice(-1),
  ];
  return { blocks, fallbackText: 'World digest' };
}

it.skipIf(!isDone)(
  'pictures the channel (skipped unless SITREP_PICTURES names a folder for them)',
  async () => {
    mkdirSync(folder ?? '', { recursive: true });
    const browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...BROWSER_FLAGS] });
    const pages = await openPages();
    pages.rows.push(makePost('p2', newsroomDigest(), NOW), makePost('p1', evidence, NOW - 60_000));
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 375]) {
        const page = await browser.newPage({ viewport: { width, height: 850 }, colorScheme });
        const picture = (what: string) =>
          page.screenshot({ path: `${folder}/${what}-${width}-${colorScheme}.png` });
        await page.goto(`http://127.0.0.1:${pages.port}/`);
        await picture('channel');
        await page.evaluate('scrollTo(0, 0)');
        await picture('evidence');
        await page.getByRole('button', { name: 'Evidence' }).first().click();
        await page.locator('.answer:not(.pending)').waitFor();
        await picture('answer');
        await page.getByRole('combobox').fill('/');
        await picture('suggestions');
        await page.getByRole('combobox').fill('/digest ');
        await picture('usage');
        await page.goto(`http://127.0.0.1:${pages.port}/status`);
        await picture('status');
        await page.close();
      }
    }
    await pages.close();
    await browser.close();
    expect(pages.rows).toHaveLength(2);
  },
);
