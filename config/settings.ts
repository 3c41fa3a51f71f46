import { z } from 'zod';
import { AppError } from '../src/errors.ts';

/** One line of the settings: `describe` says what it is, in words that the README's table repeats. */
const text = (description: string) => z.string().trim().min(1).optional().describe(description);
const textOr = (fallback: string, description: string) =>
  z.string().trim().min(1).default(fallback).describe(description);
const list = (description: string) =>
  z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .describe(description);
const wholeNumber = (fallback: number, min: number, max: number, description: string) => {
  const rule = `must be a whole number from ${min} to ${max}`;
  return z.coerce
    .number(rule)
    .int(rule)
    .min(min, rule)
    .max(max, rule)
    .default(fallback)
    .describe(description);
};
const address = (description: string) =>
  z
    .url({ protocol: /^https?$/, error: 'must be a full address that begins with http:// or https://' })
    .optional()
    .describe(description);

const SHARDS_RULE = 'must be a whole number from 1 to 64, or auto';
const isShardCount = (count: number) => Number.isInteger(count) && count >= 1 && count <= 64;

const machineZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const isTimeZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
};

/** Every setting, in the order in which `.env.example` and the README list them. */
export const settingsSchema = z.object({
  DATABASE_URL: textOr(
    'sqlite:data/sitrep.db',
    '`sqlite:FILE` or `postgres://user:password@host/database`',
  ).refine(
    (value) => /^(sqlite:.+|postgres(ql)?:\/\/.+)/.test(value),
    'must start with sqlite: or postgres://',
  ),
  FEEDS_FILE: textOr('config/feeds.opml', 'OPML file of the feeds that are there from the start'),
  SLACK_BOT_TOKEN: text('Slack bot token (`xoxb-...`)'),
  SLACK_APP_TOKEN: text('Slack app-level token (`xapp-...`) for Socket Mode'),
  SLACK_SIGNING_SECRET: text(
    'Slack signing secret for HTTP mode: without SLACK_APP_TOKEN, Slack calls PUBLIC_URL',
  ),
  SLACK_CLIENT_ID: text('client id of the Slack app: lets several workspaces install it, instead of a token'),
  SLACK_CLIENT_SECRET: text('client secret of the Slack app'),
  ENCRYPTION_KEY: z
    .string()
    .trim()
    .min(32, 'must have 32 characters or more, for example from `openssl rand -hex 32`')
    .optional()
    .describe("random text that encrypts the workspaces' tokens, 32 characters or more"),
  SLACK_CHANNEL: list('Slack channels to post to from the start, by id, comma-separated'),
  SLACK_MANAGERS: list('Slack user ids that may change channels, besides workspace admins'),
  SLACK_API_URL: address("another Slack API server: a proxy or a stand-in (default: Slack's)"),
  DISCORD_TOKEN: text('Discord bot token'),
  DISCORD_CHANNEL: list('Discord channels to post to from the start, by id, comma-separated'),
  DISCORD_SHARDS: z
    .union([z.literal('auto'), z.coerce.number().refine(isShardCount, SHARDS_RULE)], SHARDS_RULE)
    .default(1)
    .describe(
      'gateway connections that the servers are shared among, or `auto`; needed from 2,500 servers on',
    ),
  DISCORD_API_URL: address("another Discord API server (default: Discord's)"),
  SCHEDULE: textOr(
    'mon-fri 07:30,17:30',
    'when a channel that set nothing gets its digest, local time; also `as it happens`',
  ),
  TIME_ZONE: z
    .string()
    .trim()
    .default(machineZone)
    .refine(isTimeZone, 'must be an IANA zone such as Africa/Johannesburg')
    .describe("IANA zone of channels that set none (default: the machine's)"),
  OPENAI_API_KEY: text('key of the model; without key and base URL, summaries are extractive'),
  OPENAI_BASE_URL: address('any OpenAI-compatible endpoint, also a local one'),
  OPENAI_MODEL: textOr('gpt-6-luna', 'model name'),
  CHECK_MODEL: text(
    'model that is asked whether the evidence bears a freely worded bullet out (default: OPENAI_MODEL); `off` asks none; `NAME@http://host/v1` one on a server without a key, such as MiniCheck on Ollama',
  ),
  DAILY_BUDGET_USD: z.coerce
    .number('must be a number of US dollars, such as 2.50')
    .positive('must be more than 0; to use no model, leave OPENAI_API_KEY and OPENAI_BASE_URL empty')
    .optional()
    .describe('most to spend on the model a day, US dollars; needs a known price'),
  OPENAI_PRICES: text(
    'price of the model in and out, US dollars per million tokens, e.g. `0.10,0.50`; two more for CHECK_MODEL',
  ),
  WEB_HOST: textOr('127.0.0.1', 'where the pages listen; beyond loopback WEB_TOKEN is required'),
  WEB_PORT: wholeNumber(8787, 0, 65_535, 'port of the pages'),
  WEB_TOKEN: text('token that the pages ask for, once a browser'),
  PUBLIC_URL: address('address under which others reach the pages'),
  ALLOW_PRIVATE_ADDRESSES: list(
    'hosts (also host:port) or CIDRs that feeds and pages may be fetched from though they are private; said loudly at start',
  ),
  MIN_POLL_SECONDS: wholeNumber(60, 10, 86_400, 'shortest interval between two polls of a feed'),
  MAX_POLL_SECONDS: wholeNumber(86_400, 60, 604_800, 'longest interval between two polls of a feed'),
  USER_AGENT: text('User-Agent of requests to feeds and pages (default: Sitrep, its version, PUBLIC_URL)'),
  COMMAND_NAME: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,31}$/, 'must be lower-case letters, digits or dashes')
    .default('sitrep')
    .describe("name of Slack's one registered command, without the slash"),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info')
    .describe('how much is logged'),
});

export type Settings = z.output<typeof settingsSchema>;

/** Names of settings whose values may never be shown. */
export const SECRET_SETTINGS = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_SECRET',
  'ENCRYPTION_KEY',
  'DISCORD_TOKEN',
  'OPENAI_API_KEY',
  'WEB_TOKEN',
] as const satisfies readonly (keyof Settings)[];

/** Pairs that only work together, with the sentence that says what to add. */
function checkTogether(settings: Settings): string[] {
  const problems: string[] = [];
  problems.push(...checkInstalling(settings));
  if (settings.SLACK_APP_TOKEN && !settings.SLACK_BOT_TOKEN && !settings.SLACK_CLIENT_ID)
    problems.push('SLACK_BOT_TOKEN is missing: SLACK_APP_TOKEN alone does not connect.');
  if (settings.SLACK_BOT_TOKEN && !settings.SLACK_APP_TOKEN && !settings.SLACK_SIGNING_SECRET)
    problems.push(
      'SLACK_APP_TOKEN is missing: Slack commands arrive through Socket Mode, which needs it (or set SLACK_SIGNING_SECRET and PUBLIC_URL for HTTP).',
    );
  if (settings.SLACK_CHANNEL.length > 0 && !settings.SLACK_BOT_TOKEN && !settings.SLACK_CLIENT_ID)
    problems.push('SLACK_BOT_TOKEN is missing: without it nothing can be posted to SLACK_CHANNEL.');
  if (settings.DISCORD_CHANNEL.length > 0 && !settings.DISCORD_TOKEN)
    problems.push('DISCORD_TOKEN is missing: without it nothing can be posted to DISCORD_CHANNEL.');
  if (settings.MIN_POLL_SECONDS > settings.MAX_POLL_SECONDS)
    problems.push('MIN_POLL_SECONDS is larger than MAX_POLL_SECONDS: make it the smaller of the two.');
  return problems;
}

/** What installing by OAuth takes; nothing where it is not wanted. */
function checkInstalling(settings: Settings): string[] {
  if (!settings.SLACK_CLIENT_ID && !settings.SLACK_CLIENT_SECRET) return [];
  const needed = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'ENCRYPTION_KEY', 'PUBLIC_URL'] as const;
  const problems = needed
    .filter((name) => !settings[name])
    .map((name) => `${name} is missing: workspaces install the bot with it.`);
  if (!settings.SLACK_SIGNING_SECRET && !settings.SLACK_APP_TOKEN)
    problems.push('SLACK_SIGNING_SECRET is missing: Slack proves with it that a call is its own.');
  if (settings.SLACK_BOT_TOKEN)
    problems.push(
      'SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for several: leave one of them out.',
    );
  return problems;
}

/**
 * Reads the settings from an environment (empty values count as unset).
 * Throws AppError `settings/invalid` that names each wrong setting and its rule, never a value.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = settingsSchema.safeParse(given);
  const problems = parsed.success
    ? checkTogether(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`);
  if (!parsed.success || problems.length > 0)
    throw new AppError(
      'settings/invalid',
      `Settings need mending (see .env.example):\n  ${problems.join('\n  ')}`,
    );
  return parsed.data;
}

/** Some settings of the environment, as they stand there; for programs that take no others, such as the demo. */
export function pickEnvironment(names: readonly (keyof Settings)[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

/** The values that must never appear in logs or replies, the password of a database address among them. */
export function secretsOf(settings: Settings): string[] {
  const password = /^postgres(?:ql)?:\/\/[^:@/]*:([^@]+)@/.exec(settings.DATABASE_URL)?.[1];
  return [...SECRET_SETTINGS.map((name) => settings[name]), password].filter((value) => value !== undefined);
}
