import type { Hono } from 'hono';
import { AppError } from '../errors.ts';
import type { SetupValues } from '../model/command.ts';
import { readForm } from './answer-commands.ts';
import type { WebEnv } from './guard-requests.ts';
import type { Assets } from './load-assets.ts';
import type { PageServices } from './page-services.ts';
import { renderMessagePage } from './render-page.ts';
import { renderSetupPage } from './render-setup.ts';

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
