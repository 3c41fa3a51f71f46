import { parseHTML } from 'linkedom';
import { afterEach, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { SetupForm, SetupValues } from '../../src/model/command.ts';
import { plain } from '../contracts/chat-harness.ts';
import { openPages, ownForm, type PagesInUse, raw } from './pages-in-use.ts';

let pages: PagesInUse;
afterEach(() => pages?.close());

const choices = [{ value: 'africa', label: 'Africa', says: 'all of it' }];
const form: SetupForm = {
  title: 'Set up this channel',
  submitLabel: 'Save',
  fields: [
    { name: 'preset', label: 'Stories', hint: 'what', value: 'africa', choices },
    { name: 'schedule', label: 'Digests at', hint: 'when', value: 'daily 08:00' },
    { name: 'zone', label: 'Time zone', hint: 'where', value: 'UTC', offers: ['UTC', 'Africa/Cairo'] },
  ],
};

async function open() {
  const saved: SetupValues[] = [];
  const save = async (values: SetupValues) => {
    if (values.zone === 'Mars') throw new AppError('channel/bad-setting', 'There is no time zone "Mars".');
    saved.push(values);
    return plain('Stories: Africa');
  };
  pages = await openPages({}, { setup: { form: async () => form, save } });
  const send = async (values: Record<string, string>) => {
    const body = new URLSearchParams(values).toString();
    const reply = await raw(pages.port, '/setup', { method: 'POST', headers: ownForm(pages.port), body });
    return { status: reply.status, document: parseHTML(reply.body).document };
  };
  return { saved, send };
}

it('shows what is set, each field with its label and its hint', async () => {
  await open();
  const { document } = parseHTML((await raw(pages.port, '/setup')).body);
  for (const field of document.querySelectorAll('select, .setup input')) {
    expect(document.querySelector(`label[for=${field.id}]`)?.textContent).toBeTruthy();
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBeTruthy();
  }
  expect(document.querySelector('option[selected]')?.textContent).toBe('Africa: all of it');
  expect(document.querySelector('#schedule')?.getAttribute('value')).toBe('daily 08:00');
  expect(document.querySelectorAll('#zone-offers option')).toHaveLength(2);
  const channel = parseHTML((await raw(pages.port, '/')).body).document;
  expect(channel.querySelectorAll('a[href="/setup"]').length).toBeGreaterThan(0);
});

it('saves what was sent and says what is set now', async () => {
  const { send, saved } = await open();
  const values = { preset: 'africa', schedule: 'daily 09:00', zone: 'Africa/Cairo' };
  const { status, document } = await send(values);
  expect([status, saved]).toEqual([200, [values]]);
  expect(document.querySelector('main')?.textContent).toContain('Stories: Africa');
  expect(document.querySelector('main a[href="/"]')).not.toBeNull();
});

it('says what is wrong beside what was typed, and saves nothing', async () => {
  const { send, saved } = await open();
  const { status, document } = await send({ preset: 'africa', schedule: 'daily 09:00', zone: 'Mars' });
  expect([status, saved]).toEqual([422, []]);
  expect(document.querySelector('[role=alert]')?.textContent).toBe('There is no time zone "Mars".');
  expect(document.querySelector('#schedule')?.getAttribute('value')).toBe('daily 09:00');
});
