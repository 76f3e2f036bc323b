import type { HandlersOf } from '../caller';
import type { Reports } from './reports';

export function createReportsHandlers(reports: Reports): HandlersOf<'reports.dashboard' | 'reports.gate'> {
  return {
    'reports.dashboard': () => reports.dashboard(),
    'reports.gate': () => reports.gate(),
  };
}
