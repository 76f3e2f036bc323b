import { z } from 'zod';
import { Instant } from '../instant';
import { type Contract, DESK, STAFF } from './operation';
import { RefusalReason } from './scans';

const Count = z.number().int();
/** One slice of the sold passes: how many, for how many people, for how much. */
const Slice = z.object({ key: z.string(), label: z.string(), passes: Count, people: Count, amount: Count });

/** People inside and at each gate, true to the last admission. */
export const GateFigures = z.object({
  inside: Count,
  /** May be a few seconds old. */
  toComePeople: Count,
  admitted: Count,
  refused: Count,
  /** Every desk and phone that has admitted somebody, the busiest first. */
  gates: z.array(z.object({ gate: z.string(), admitted: Count, people: Count, lastAt: Instant })),
});
export type GateFigures = z.infer<typeof GateFigures>;

export const reportsContract = {
  /** The sums of the dashboard. Cancelled passes are in none of them but `cancelled`. */
  'reports.dashboard': {
    roles: DESK,
    passive: true,
    input: z.strictObject({}),
    output: z.object({
      sold: Count,
      soldPeople: Count,
      revenue: Count,
      admitted: Count,
      /** People let in, not scans: a COUPLE pass is two. */
      inside: Count,
      toCome: Count,
      toComePeople: Count,
      cancelled: Count,
      byPaymentMode: z.array(Slice),
      byPassType: z.array(Slice.extend({ admitted: Count, capacity: Count.nullable() })),
      bySeller: z.array(Slice),
      /**
       * One entry an hour from the first to the last sale or admission; `hour` is `YYYY-MM-DD HH` in the event's zone.
       * Over more than 90 days only the hours in which something happened.
       */
      byHour: z.array(z.object({ hour: z.string(), sold: Count, revenue: Count, admitted: Count, people: Count })),
      scans: Count,
      refusals: z.array(z.object({ reason: RefusalReason, count: Count })),
    }),
  },
  /** What the gate needs: how full it is, and how it went so far. */
  'reports.gate': {
    roles: STAFF,
    passive: true,
    input: z.strictObject({}),
    output: GateFigures,
  },
} as const satisfies Contract;
