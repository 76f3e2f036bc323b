import { toInstant } from '../../src-shared/instant';
import type { HandlersOf } from '../caller';
import { type Log, PageError } from '../log';
import type { Health } from './health';
import { type ReportParts, reportFileName, toReport } from './report';

interface HealthHandlersOptions {
  readonly health: Health;
  readonly log: Log;
  readonly now: () => number;
  /** Of the program and of the event, without whom and what it is about. */
  readonly program: () => ReportParts['program'];
  readonly settings: () => ReportParts['settings'];
}

export type HealthHandlers = HandlersOf<
  'health.notices' | 'health.figures' | 'health.metrics' | 'health.report' | 'health.clockIsRight' | 'health.reportPage'
>;

export function createHealthHandlers({ health, log, now, program, settings }: HealthHandlersOptions): HealthHandlers {
  return {
    'health.notices': () => health.notices(),
    'health.figures': () => health.figures(),
    'health.metrics': async () => ({ text: await health.metrics() }),
    'health.report': async () => {
      const parts = { program: program(), settings: settings(), notices: health.notices(), lines: log.recent() };
      const text = toReport({ ...parts, at: toInstant(now()), figures: await health.figures() });
      return { fileName: reportFileName(now()), text };
    },
    'health.clockIsRight': () => {
      health.clockIsRight();
      return null;
    },
    'health.reportPage': ({ kind, frames }) => ({ reference: log.bug('page', new PageError(kind, frames)) }),
  };
}
