import type { Output } from '../../src-shared/contract/operation';
import { PaymentMode } from '../../src-shared/contract/passes';
import type { reportsContract } from '../../src-shared/contract/reports';
import { RefusalReason } from '../../src-shared/contract/scans';
import type { ScanTally } from '../scans/scan-tally';
import type { Hours } from './hours';
import type { KindSum, PassTypeLine, QuarterSum, Sum } from './queries';

export type Dashboard = Output<(typeof reportsContract)['reports.dashboard']>;
type Slice = Dashboard['bySeller'][number];

/** The key of everything sold by the earlier web application, which did not record who sold it. */
const EARLIER_APPLICATION = '';

/** Adds up. */
export function total(rows: readonly Sum[]): Sum {
  return rows.reduce(
    (sum, row) => ({
      passes: sum.passes + row.passes,
      people: sum.people + row.people,
      amount: sum.amount + row.amount,
    }),
    { passes: 0, people: 0, amount: 0 },
  );
}

/** The sums that do not depend on how they are cut. */
export function toTotals(kinds: readonly KindSum[]) {
  const sold = total(kinds.filter(isSold));
  const admitted = total(kinds.filter(({ state }) => state === 'admitted'));
  return {
    sold: sold.passes,
    soldPeople: sold.people,
    revenue: sold.amount,
    admitted: admitted.passes,
    inside: admitted.people,
    toCome: sold.passes - admitted.passes,
    toComePeople: sold.people - admitted.people,
    cancelled: total(kinds.filter(({ state }) => state === 'cancelled')).passes,
  };
}

/** Both ways to pay, even while nobody has used one of them. */
export function byPaymentMode(kinds: readonly KindSum[]): Slice[] {
  const sold = kinds.filter(isSold);
  return PaymentMode.options.map((mode) =>
    toSlice(
      mode,
      mode,
      sold.filter((kind) => kind.payment_mode === mode),
    ),
  );
}

/** In the order of the desk: types that are on sale, and others of which passes were sold. */
export function byPassType(kinds: readonly KindSum[], types: readonly PassTypeLine[]): Dashboard['byPassType'] {
  return types.flatMap(({ code, label, capacity, on_sale }) => {
    const sold = kinds.filter((kind) => isSold(kind) && kind.pass_type === code);
    if (sold.length === 0 && on_sale === 0) return [];
    const admitted = total(sold.filter(({ state }) => state === 'admitted')).passes;
    return [{ ...toSlice(code, label, sold), admitted, capacity }];
  });
}

/** Whoever sold most comes first. An account that is gone goes by its username, the earlier application by nothing. */
export function bySeller(kinds: readonly KindSum[], names: ReadonlyMap<string, string>): Slice[] {
  const sold = kinds.filter(isSold);
  const sellers = new Set(sold.map(({ sold_by }) => sold_by));
  return [...sellers]
    .map((seller) =>
      toSlice(
        seller ?? EARLIER_APPLICATION,
        seller === null ? '' : (names.get(seller) ?? seller),
        sold.filter(({ sold_by }) => sold_by === seller),
      ),
    )
    .sort((one, other) => other.amount - one.amount || (one.key < other.key ? -1 : 1));
}

export function byHour(quarters: readonly QuarterSum[], hours: Hours) {
  const entries = new Map(
    hours
      .span(quarters.map(({ quarter }) => quarter))
      .map((hour) => [hour, { hour, sold: 0, revenue: 0, admitted: 0, people: 0 }]),
  );
  for (const { quarter, sold, revenue, admitted, people } of quarters) {
    const entry = entries.get(hours.hourOf(quarter));
    if (!entry) continue;
    entry.sold += sold;
    entry.revenue += revenue;
    entry.admitted += admitted;
    entry.people += people;
  }
  return [...entries.values()];
}

/** Every reason in a fixed order, also those that have not come up. */
export function toRefusals(outcomes: ScanTally['outcomes']): Dashboard['refusals'] {
  return RefusalReason.options.map((reason) => ({
    reason,
    count: outcomes.get(reason) ?? 0,
  }));
}

function toSlice(key: string, label: string, rows: readonly Sum[]): Slice {
  return { key, label, ...total(rows) };
}

function isSold({ state }: KindSum): boolean {
  return state !== 'cancelled';
}
