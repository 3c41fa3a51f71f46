import type { Hono } from 'hono';
import { AppError } from '../errors.ts';
import type { SetupValues, SetupField, SetupForm } from '../model/command.ts';
import { readForm } from './answer-commands.ts';
import type { WebEnv } from './guard-requests.ts';
import type { Assets } from './load-assets.ts';
import type { PageServices } from './page-services.ts';
import { renderMessagePage, type Frame, renderFrame } from './render-page.ts';
import { html } from 'hono/html';
import type { Html } from './render-message.ts';

/** Adds `/setup`: the form that sets the local channel up. What cannot be read is told beside what was typed. */
export function addSetupRoutes(
  app: Hono<WebEnv>,
  { services, assets }: { services: PageServices; assets: Assets },
): void {
  const frame = { assets, title: 'Set up · Sitrep', place: 'channel' } as const;

  app.get('/setup', async (c) => c.html(renderSetupPage(frame, await services.setup.form(), null)));
  app.post('/setup', async (c) => {
    const sent = await readForm(c);
    const valueOf = (name: keyof SetupValues) => sent.get(name)?.trim() ?? '';
    const values = { preset: valueOf('preset'), schedule: valueOf('schedule'), zone: valueOf('zone') };
    try {
      const message = await services.setup.save(values);
      return c.html(renderMessagePage(frame, 'Saved', message, { text: 'Back to the channel', url: '/' }));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const form = await services.setup.form();
      const fields = form.fields.map((field) => ({ ...field, value: values[field.name] }));
      return c.html(renderSetupPage(frame, { ...form, fields }, error.userMessage), 422);
    }
  });
}

function renderChoice({ name, value }: SetupField, choices: NonNullable<SetupField['choices']>): Html {
  const isOther = !choices.some((choice) => choice.value === value);
  return html`<select id="${name}" name="${name}" aria-describedby="${name}-hint">
${isOther && html`<option value="" selected>As it was set by commands</option>`}${choices.map(
  (choice) =>
    html`<option value="${choice.value}"${choice.value === value ? html` selected` : ''}>${choice.label}: ${choice.says}</option>`,
)}</select>`;
}

function renderInput({ name, value, offers = [] }: SetupField): Html {
  const list = offers.length > 0 ? html` list="${name}-offers"` : '';
  return html`<input id="${name}" name="${name}" value="${value}" aria-describedby="${name}-hint"${list} autocomplete="off" autocapitalize="none" spellcheck="false">
${offers.length > 0 && html`<datalist id="${name}-offers">${offers.map((offer) => html`<option value="${offer}"></option>`)}</datalist>`}`;
}

const renderField = (
  field: SetupField,
): Html => html`<p class="field"><label for="${field.name}">${field.label}</label>
${field.choices ? renderChoice(field, field.choices) : renderInput(field)}
<span class="hint" id="${field.name}-hint">${field.hint}</span></p>`;

/** The form of a channel, with what was wrong the last time. */
function renderSetupPage(frame: Frame, form: SetupForm, fault: string | null): Html {
  return renderFrame(
    frame,
    null,
    html`<main class="sheet"><h1>${form.title}</h1>
${fault && html`<p class="fault" role="alert">${fault}</p>`}
<form class="setup" method="post" action="/setup">${form.fields.map(renderField)}
<button>${form.submitLabel}</button></form>
<p class="details">More can be set by command: <code>/channel</code> shows what there is.</p></main>`,
  );
}
