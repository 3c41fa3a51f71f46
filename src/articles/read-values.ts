/** Epoch ms of a date as pages write it in their data (ISO 8601, or what `Date` reads); null where it is none. */
export function readInstant(text: string | null | undefined): number | null {
  const trimmed = text?.trim() ?? '';
  if (!/\d{4}/.test(trimmed)) return null;
  // Without a zone it is taken as UTC, not as the zone of this machine.
  const hasZone = /(?:z|gmt|utc|[+-]\d{2}:?\d{2})$/i.test(trimmed);
  const isIso = /^\d{4}-\d{2}-\d{2}T?/.test(trimmed);
  const instant = Date.parse(
    hasZone || (isIso && trimmed.length <= 10) ? trimmed : `${trimmed}${isIso ? 'Z' : ' UTC'}`,
  );
  return Number.isNaN(instant) || instant <= 0 ? null : instant;
}

/** ISO 639-1 of `en-GB`, `en_US`; null for anything else. */
export function languageCode(text: string | null | undefined): string | null {
  const code = /^([a-z]{2})(?:[-_][a-z0-9_-]*)?$/i.exec(text?.trim() ?? '')?.[1];
  return code ? code.toLowerCase() : null;
}
