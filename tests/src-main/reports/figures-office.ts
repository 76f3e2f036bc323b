import { createReports } from '../../../src-main/reports/reports';
import { type Door, openDoor } from '../scans/door';

/** A desk, a gate and their figures over a real database. Use with `await using`. */
export async function openFigures() {
  const door: Door = await openDoor();
  const needs = { changes: door.changes, nameOf: door.nameOf };
  /** Figures of the same database with something else in place of what they need. */
  const reportsWith = (others: Partial<Parameters<typeof createReports>[0]>) =>
    createReports({ db: door.db, settings: door.settings, ...needs, ...others });
  return { ...door, reportsWith, reports: reportsWith({}) };
}
export type Figures = Awaited<ReturnType<typeof openFigures>>;
