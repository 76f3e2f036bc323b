import type { Database } from '../database/sqlite';
import { tallyOf } from '../scans/scan-tally';
import type { Settings } from '../settings/settings';
import { byHour, byPassType, byPaymentMode, bySeller, type Dashboard, toRefusals, toTotals } from './figures';
import { createGateFigures } from './gate-figures';
import { createHours } from './hours';
import { findNames, findPassTypes, sumKinds, sumQuarters } from './queries';
import { untilChanged } from './until-changed';

interface ReportsOptions {
  readonly db: Database;
  readonly settings: Pick<Settings, 'eventOrNull'>;
  /** Goes up with every row that is written. */
  readonly changes: () => number;
  /** What a phone is called now. */
  readonly nameOf: (deviceId: string) => string;
}

export type Reports = ReturnType<typeof createReports>;

/** The figures of the event. They are those of the passes themselves, kept by the database with every change. */
export function createReports({ db, settings, changes, nameOf }: ReportsOptions) {
  let hours = createHours('UTC');

  /** What it has learnt of a zone's hours is kept for as long as the event stays in that zone. */
  function hoursOfEvent() {
    const timeZone = settings.eventOrNull()?.timeZone ?? 'UTC';
    if (hours.timeZone !== timeZone) hours = createHours(timeZone);
    return hours;
  }

  async function makeDashboard(within: Database): Promise<Dashboard> {
    const kinds = await sumKinds(within);
    const scans = await tallyOf(within);
    return {
      ...toTotals(kinds),
      byPaymentMode: byPaymentMode(kinds),
      byPassType: byPassType(kinds, await findPassTypes(within)),
      bySeller: bySeller(kinds, await findNames(within)),
      byHour: byHour(await sumQuarters(within), hoursOfEvent()),
      scans: scans.admitted + scans.refused,
      refusals: toRefusals(scans.outcomes),
    };
  }

  return {
    dashboard: untilChanged(db, () => `${changes()} ${hoursOfEvent().timeZone}`, makeDashboard),
    gate: createGateFigures({ db, nameOf }),
  };
}
