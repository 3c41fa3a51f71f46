import { SECRET_SETTINGS, settingsSchema } from '../../config/settings.ts';

type Described = { name: string; description: string; defaultValue: string; isSecret: boolean };

/** Each setting with its description and default, read from the schema. */
function describeSettings(): Described[] {
  return Object.entries(settingsSchema.shape).map(([name, schema]) => {
    // A default that depends on the machine is described in words instead.
    const fallback = name === 'TIME_ZONE' ? undefined : schema.safeParse(undefined).data;
    return {
      name,
      description: schema.description ?? '',
      defaultValue: fallback === undefined || Array.isArray(fallback) ? '' : String(fallback),
      isSecret: SECRET_SETTINGS.some((secret) => secret === name),
    };
  });
}

/** The README's table. */
export function settingsTable(): string {
  const rows = describeSettings().map(
    ({ name, defaultValue, description }) =>
      `| \`${name}\` | ${defaultValue ? `\`${defaultValue}\`` : ''} | ${description} |`,
  );
  return ['| name | default | is |', '|---|---|---|', ...rows].join('\n');
}

/** The whole `.env.example`: every setting, commented out, with its default. */
export function envExample(): string {
  const entries = describeSettings().map(
    ({ name, defaultValue, description, isSecret }) =>
      `# ${description.replaceAll('`', '')}${isSecret ? ' (secret)' : ''}\n# ${name}=${defaultValue.includes(' ') ? `"${defaultValue}"` : defaultValue}`,
  );
  return `# Copy to .env and take the "#" off the lines that you change. Everything is optional.\n\n${entries.join('\n\n')}\n`;
}
