import type { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { SLACK_RESERVED_COMMANDS } from '../../../config/chat-limits.ts';
import { buildSlackManifest } from '../../../src/chat/slack/manifest.ts';
import { describeMissingScopes, SLACK_SCOPES } from '../../../src/chat/slack/inspect-slack.ts';
import type { CommandDefinition } from '../../../src/model/command.ts';

const command = (name: string): CommandDefinition => ({
  name,
  description: `Does ${name}`,
  options: [
    { name: 'about', description: 'What', type: 'text', isRequired: true, takesRest: true },
    { name: 'since', description: 'When', type: 'text', isRequired: false },
  ],
  access: 'reader',
  examples: [],
});
const commands = ['digest', 'summary', 'status'].map(command);
const build = (changes: Partial<Parameters<typeof buildSlackManifest>[0]> = {}) =>
  buildSlackManifest({ commandName: 'sitrep', name: 'Sitrep', commands, socketMode: true, ...changes });

describe('buildSlackManifest', () => {
  it('registers the one word and its two short cuts, never a reserved name', () => {
    const names = build().features.slash_commands.map((slash) => slash.command);
    expect(names).toEqual(['/sitrep', '/digest', '/summary']);
    expect(names.filter((name) => SLACK_RESERVED_COMMANDS.includes(name.slice(1)))).toEqual([]);
  });

  it('shows how each is used', () => {
    const [main, digest] = build().features.slash_commands;
    expect(main?.usage_hint).toBe('digest | summary | status');
    expect(digest?.usage_hint).toBe('about [since:]');
  });

  it('asks for the scopes of the table', () => {
    expect(build().oauth_config.scopes.bot).toEqual(Object.keys(SLACK_SCOPES));
  });

  it('offers the shortcut, direct messages and mentions', () => {
    const { features, settings } = build();
    expect(features.shortcuts).toMatchObject([{ name: 'Summarise links', type: 'message' }]);
    expect(features.app_home.messages_tab_enabled).toBe(true);
    expect(settings.event_subscriptions.bot_events).toEqual(
      expect.arrayContaining(['app_mention', 'message.im', 'app_uninstalled', 'tokens_revoked']),
    );
  });

  it('is one that Slack takes, by the type of its own library', () => {
    const manifest: webApi.AppsManifestCreateArguments['manifest'] = build({
      socketMode: false,
      publicUrl: 'https://bot.example',
    });
    for (const slash of manifest.features?.slash_commands ?? []) {
      expect(slash.description.length).toBeLessThanOrEqual(140);
      expect(slash.usage_hint?.length).toBeLessThanOrEqual(1_000);
    }
    for (const shortcut of manifest.features?.shortcuts ?? []) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
    }
  });

  it('names addresses only without Socket Mode', () => {
    expect(JSON.stringify(build())).not.toContain('http');
    const http = build({ socketMode: false, publicUrl: 'https://bot.example' });
    expect(http.settings.interactivity.request_url).toBe('https://bot.example/slack/events');
    expect(http.settings.event_subscriptions.request_url).toBe('https://bot.example/slack/events');
    expect(http.features.slash_commands.every(({ url }) => url === 'https://bot.example/slack/events')).toBe(
      true,
    );
  });

  it.each(['status', 'feed', 'mute'])('refuses /%s, which Slack reserves', (commandName) => {
    expect(() => build({ commandName })).toThrowError(
      expect.objectContaining({
        code: 'settings/command-name',
        userMessage: expect.stringContaining('COMMAND_NAME'),
      }),
    );
  });

  it.each(['', 'Sitrep', 'sit rep', '/sitrep', 'sit_rep', 's'.repeat(33)])(
    'refuses the name %j',
    (commandName) => {
      expect(() => build({ commandName })).toThrowError(
        expect.objectContaining({ code: 'settings/command-name' }),
      );
    },
  );

  it('keeps within the lengths that Slack takes', () => {
    const { display_information } = build({ name: 'S'.repeat(100) });
    expect(display_information.name).toHaveLength(35);
  });
});

describe('describeMissingScopes', () => {
  it('has a sentence for each scope that is missing', () => {
    expect(describeMissingScopes(Object.keys(SLACK_SCOPES))).toEqual([]);
    const [sentence] = describeMissingScopes(
      Object.keys(SLACK_SCOPES).filter((scope) => scope !== 'users:read'),
    );
    expect(sentence).toContain('users:read');
  });
});
