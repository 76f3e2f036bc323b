import type { Connection } from './caller';
import type { Dispatch } from './dispatch';
import type { Log } from './log';

/** What is thrown in any one minute until it is too much to go on with. */
const MOST_A_MINUTE = 5;
const MINUTE_MS = 60_000;
/** Milliseconds within which an office that is well answers. */
const PATIENCE_MS = 5_000;

interface UnexpectedOptions {
  /** The process, or what says in its place what nobody caught. */
  readonly source: {
    on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  };
  readonly log: Log;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  /** Whether the office still gets an answer out of its database. May take as long as it likes. */
  readonly isWell: () => Promise<boolean>;
  /** Closes the office in order, and tells a person so with the reference. Called once. */
  readonly end: (reference: string) => Promise<void>;
}

/** Whether the office gets an answer out of its database. A disk that fails has a way back of its own, and is no reason to close. */
export async function isOfficeWell(dispatch: Dispatch): Promise<boolean> {
  const reply = await dispatch('office.status', {}, NOBODY);
  return reply.ok || reply.code === 'storage-failed';
}

const NOBODY: Connection = {
  transport: 'ipc',
  desk: 'process',
  source: 'process',
  sessionId: null,
  attach: () => undefined,
};

/** What whoever is in front of the computer is told when the office had to close. */
export const ENDING_TITLE = 'E-Pass Box Office has to close';
export function endingWords(reference: string): string {
  return [
    'Something went wrong that it could not go on with. Every sale and every admission that was confirmed is saved.',
    `Start it again. If it happens again, pass this reference on to whoever looks after the box office: ${reference}`,
  ].join('\n');
}

/**
 * Notes what nobody caught, and lets the office go on as long as it is well. It may: what a sale or an admission is, one
 * transaction under unique indexes decides and not what is held in memory, so an error beside it leaves no half of one.
 * An office that does not answer, or in which error follows error, is closed in order instead.
 */
export function watchUnexpected({ source, log, now, isWell, end }: UnexpectedOptions): void {
  let recent: number[] = [];
  let isEnding = false;

  async function judge(error: unknown): Promise<void> {
    const reference = log.bug('process', error);
    if (isEnding) return;
    recent = [...recent.filter((at) => at > now() - MINUTE_MS), now()];
    if (recent.length <= MOST_A_MINUTE && (await isDone(isWell))) {
      log.warn('the office goes on after an error that nobody caught', { reference });
      return;
    }
    // While this one was looked at, another one may have ended it.
    if (isEnding) return;
    isEnding = true;
    log.warn('the office closes after an error that nobody caught', { reference, recent: recent.length });
    await end(reference);
  }

  source.on('uncaughtException', (error) => void judge(error));
  source.on('unhandledRejection', (error) => void judge(error));
}

async function isDone(isWell: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([isWell(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
