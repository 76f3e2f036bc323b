import { createContext } from 'react';
import type { Call } from '../api/call';
import { describeError, type PageReport } from './describe-error';

/** Errors of each origin that are reported in any one minute; those beyond are alike. */
const MOST_A_MINUTE = 5;
const MINUTE_MS = 60_000;
/** Milliseconds between tries after a lost answer. */
const TRY_AGAIN_MS = [500, 1_500];

/** `page`: a page stopped, and somebody looks at it. `window`: nobody saw anything. One cannot use up the other's turns. */
type Origin = 'page' | 'window';

export interface ErrorReports {
  /**
   * Has the office write an error into its log, the same one once. Never rejects.
   * @returns the reference under which it stands there; null where it does not
   */
  readonly report: (error: unknown, origin: Origin) => Promise<string | null>;
}

interface ErrorReportsOptions {
  readonly call: Call;
  /** Where the desk's own files come from. */
  readonly home: string;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

export function createErrorReports({ call, home, now }: ErrorReportsOptions): ErrorReports {
  const known = new WeakMap<object, Promise<string | null>>();
  const turns: Record<Origin, number[]> = { page: [], window: [] };

  function takeTurn(origin: Origin): boolean {
    const recent = turns[origin].filter((at) => at > now() - MINUTE_MS);
    turns[origin] = recent;
    return recent.length < MOST_A_MINUTE && recent.push(now()) > 0;
  }

  async function send(report: PageReport): Promise<string | null> {
    for (let tries = 0; ; tries++) {
      const reply = await call('health.reportPage', report).catch(() => null);
      if (reply?.ok) return referenceOf(reply.value);
      const pause = TRY_AGAIN_MS[tries];
      if (reply?.code !== 'unreachable' || pause === undefined) return null;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  return {
    report(error, origin) {
      const before = isObject(error) ? known.get(error) : undefined;
      if (before) return before;
      const sent = takeTurn(origin) ? send(describeError(error, home)) : Promise.resolve(null);
      if (isObject(error)) known.set(error, sent);
      return sent;
    },
  };
}

/** The office may be older than the page, or something else may have answered. */
function referenceOf(value: unknown): string | null {
  return isObject(value) && 'reference' in value && typeof value.reference === 'string' ? value.reference : null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Without an office to tell, nothing is written down. */
export const ErrorReportsContext = createContext<ErrorReports>({ report: () => Promise.resolve(null) });
