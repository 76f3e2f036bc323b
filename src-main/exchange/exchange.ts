import type { Database } from '../database/sqlite';
import type { Settings } from '../settings/settings';
import { createExport } from './export';
import { createImport } from './import';

interface ExchangeOptions {
  readonly db: Database;
  readonly settings: Settings;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type Exchange = ReturnType<typeof createExchange>;

/** Passes out to a CSV file and in from one. */
export function createExchange(options: ExchangeOptions) {
  return { ...createExport(options), ...createImport(options) };
}
