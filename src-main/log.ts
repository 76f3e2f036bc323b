import { randomBytes } from 'node:crypto';
import { type DestinationStream, pino } from 'pino';

/** Writes down what happened. Names, phone numbers, codes, keys and passwords are never given to it. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, string | number | boolean | null>>): void;
  warn(message: string, facts?: Readonly<Record<string, string | number | boolean | null>>): void;
  /** Notes an unexpected error and gives the reference under which it stands in the log. */
  bug(operation: string, error: unknown): string;
}

/** @param destination where the lines go: a file, or the console */
export function createLog(destination: DestinationStream): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (message, facts = {}) => logger.info(facts, message),
    warn: (message, facts = {}) => logger.warn(facts, message),
    bug(operation, error) {
      const reference = randomBytes(4).toString('hex').toUpperCase();
      logger.error({ reference, operation, ...describe(error) }, 'unexpected error');
      return reference;
    },
  };
}

/** Where it happened, but not the message of a database error: it can quote a value. */
function describe(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error ? String(error.code) : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    code,
    message: code.startsWith('SQLITE_') ? '' : error.message,
    stack: frames.slice(0, 12).join('\n'),
  };
}
