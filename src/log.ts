import { type Logger as PinoLogger, pino, stdSerializers } from 'pino';

/** Messages are constant strings, data goes into fields: `log.info({ feedId }, 'feed polled')`. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * A JSON logger on standard error (standard output belongs to what a command prints).
 * Every occurrence of a secret's value is replaced, wherever in a line it stands.
 */
export function createLogger(level: LogLevel, secrets: readonly string[] = []): Logger {
  const planted = secrets.filter((secret) => secret.length >= 6);
  const redact = (line: string) =>
    planted.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { error: stdSerializers.err },
    },
    { write: (line: string) => void process.stderr.write(redact(line)) },
  );
}

export const silentLogger: Logger = pino({ level: 'silent' });
