import type { Output } from '../../src-shared/contract/operation';
import type { reportsContract } from '../../src-shared/contract/reports';
import type { Database } from '../database/sqlite';
import type { Settings } from '../settings/settings';
import { byHour, byPassType, byPaymentMode, bySeller, type Dashboard, toRefusals, toTotals, total } from './figures';
import { createHours } from './hours';
import { countOutcomes, findNames, findPassTypes, sumKinds, sumQuarters, sumStates } from './queries';
import { untilChanged } from './until-changed';

type Gate = Output<(typeof reportsContract)['reports.gate']>;

interface ReportsOptions {
  readonly db: Database;
  readonly settings: Pick<Settings, 'eventOrNull'>;
  /** Goes up with every row that is written. */
  readonly changes: () => number;
}

export type Reports = ReturnType<typeof createReports>;

/** The figures of the event. They are those of the passes themselves, added up by the database. */
export function createReports({ db, settings, changes }: ReportsOptions) {
  let hours = createHours('UTC');

  /** What it has learnt of a zone's hours is kept for as long as the event stays in that zone. */
  function hoursOfEvent() {
    const timeZone = settings.eventOrNull()?.timeZone ?? 'UTC';
    if (hours.timeZone !== timeZone) hours = createHours(timeZone);
    return hours;
  }

  async function makeDashboard(within: Database): Promise<Dashboard> {
    const kinds = await sumKinds(within);
    const outcomes = await countOutcomes(within);
    return {
      ...toTotals(kinds),
      byPaymentMode: byPaymentMode(kinds),
      byPassType: byPassType(kinds, await findPassTypes(within)),
      bySeller: bySeller(kinds, await findNames(within)),
      byHour: byHour(await sumQuarters(within, 'created_at'), await sumQuarters(within, 'scanned_at'), hoursOfEvent()),
      scans: outcomes.reduce((sum, { count }) => sum + count, 0),
      refusals: toRefusals(outcomes),
    };
  }

  async function makeGate(within: Database): Promise<Gate> {
    const states = await sumStates(within);
    const outcomes = await countOutcomes(within);
    const inside = total(states.filter(({ state }) => state === 'admitted'));
    return {
      inside: inside.people,
      toComePeople: total(states.filter(({ state }) => state === 'to-come')).people,
      admitted: inside.passes,
      refused: outcomes.reduce((sum, { outcome, count }) => (outcome === 'admitted' ? sum : sum + count), 0),
    };
  }

  return {
    dashboard: untilChanged(db, () => `${changes()} ${hoursOfEvent().timeZone}`, makeDashboard),
    gate: untilChanged(db, () => `${changes()}`, makeGate),
  };
}
