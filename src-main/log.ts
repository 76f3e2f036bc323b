import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { kindOf, maskFacts, placesIn } from './log-redaction';

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Writes down what happened. Names, phone numbers, codes, keys and passwords are never given to it. What it is given all
 * the same does not get through: of an error it keeps the kind, the code and the places in the program, but no message,
 * which can quote a value, and of facts only what looks like a word of the program.
 */
export interface Log {
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  /** Notes an unexpected error and gives the reference under which it stands in the log. */
  bug(operation: string, error: unknown): string;
  /** The last lines, oldest first; none where they go to a console. */
  recent(): readonly string[];
}

/** Where lines go: a file, or the console. */
export interface LogDestination {
  /** Has written the line, its end included, when it comes back. Never throws. */
  write(line: string): void;
  recent(): readonly string[];
}

export function createLog(destination: LogDestination): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (message, facts = {}) => logger.info(maskFacts(facts), message),
    warn: (message, facts = {}) => logger.warn(maskFacts(facts), message),
    bug(operation, error) {
      const reference = randomBytes(4).toString('hex').toUpperCase();
      logger.error({ reference, operation, ...describe(error) }, 'unexpected error');
      return reference;
    },
    recent: destination.recent,
  };
}

/** An error in a page, which only tells what kind it was and where. */
export class PageError extends Error {
  /** @param frames file names with lines and columns, with a function before them or not */
  constructor(kind: string, frames: readonly string[]) {
    super();
    this.name = kind;
    this.stack = frames.join('\n');
  }
}

/** Where causes stop being followed: some errors are their own. */
const DEEPEST_CAUSE = 3;

/** What kind it is and where it happened, also of what caused it. */
function describe(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const described = {
    kind: kindOf(error.name),
    ...maskFacts({
      code: 'code' in error ? String(error.code) : '',
      call: 'syscall' in error ? String(error.syscall) : '',
    }),
    stack: placesIn(error.stack ?? '').join('\n'),
  };
  const hasCause = error.cause !== undefined && depth < DEEPEST_CAUSE;
  return hasCause ? { ...described, cause: describe(error.cause, depth + 1) } : described;
}
