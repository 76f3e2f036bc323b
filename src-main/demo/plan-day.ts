import type { z } from 'zod';
import type { Sale } from '../../src-shared/contract/passes';
import { type Guest, inventGuest } from './guests';
import { createRandom, digits, pick, type Random } from './random';

type Typed = Omit<z.input<typeof Sale>, 'saleId'>;

/** `pass` counts the sales of the day from 0; null is a code that somebody made up. */
export type Step = { readonly minutesAgo: number } & (
  | { readonly kind: 'sale'; readonly desk: 'front' | 'side'; readonly sale: Typed }
  | { readonly kind: 'cancellation'; readonly pass: number }
  | { readonly kind: 'scan'; readonly pass: number | null }
);

const PASSES = 500;
const ADMISSIONS = 180;
const SELLING_MINUTES = 7 * 60;
const SCANNING_MINUTES = 2 * 60;
/** Selling ends a little before the demo begins, in the middle of admission. */
const LAST_SALE = 12;

/** One day of an event: who buys, who comes, who comes twice and who brings a forged code. In the order of time. */
export function planDay(): { readonly beginsMinutesAgo: number; readonly steps: readonly Step[] } {
  const random = createRandom(549_999);
  const between = (oldest: number, newest: number) => newest + random() * (oldest - newest);

  const sales: Step[] = Array.from({ length: PASSES }, (_, index) => ({
    minutesAgo: SELLING_MINUTES - (index / PASSES) * (SELLING_MINUTES - LAST_SALE),
    kind: 'sale',
    desk: random() < 0.4 ? 'front' : 'side',
    sale: inventSale(random),
  }));

  // Who bought long before the doors opened has come first.
  const soldBeforeDoors = Math.floor(PASSES * 0.7);
  const comers = shuffled(random, soldBeforeDoors).slice(0, ADMISSIONS);
  const admissions: Step[] = comers.map((pass) => ({ kind: 'scan', pass, minutesAgo: between(SCANNING_MINUTES, 2) }));
  const again: Step[] = admissions
    .filter((_, index) => index % 18 === 0)
    .map((scan) => ({ ...scan, minutesAgo: between(scan.minutesAgo, 1) }));
  const forged: Step[] = Array.from({ length: 4 }, () => ({
    kind: 'scan',
    pass: null,
    minutesAgo: between(SCANNING_MINUTES, 2),
  }));
  const cancelled = shuffled(random, soldBeforeDoors).filter((pass) => !comers.includes(pass));
  const cancellations: Step[] = cancelled
    .slice(0, 5)
    .map((pass) => ({ kind: 'cancellation', pass, minutesAgo: between(SCANNING_MINUTES + 20, SCANNING_MINUTES) }));
  const late: Step[] = cancelled.slice(0, 2).map((pass) => ({ kind: 'scan', pass, minutesAgo: between(60, 2) }));

  return {
    beginsMinutesAgo: SELLING_MINUTES + 1,
    steps: [...sales, ...admissions, ...again, ...forged, ...cancellations, ...late].sort(
      (one, other) => other.minutesAgo - one.minutesAgo,
    ),
  };
}

function inventSale(random: Random): Typed {
  const guest = inventGuest(random);
  const [passType, people] = pick(random, [
    ['SINGLE', 1],
    ['SINGLE', 1],
    ['SINGLE', 1],
    ['SINGLE', 1],
    ['COUPLE', 2],
    ['COUPLE', 2],
    ['COUPLE', 2],
    ['STUDENT', 1],
    ['FAMILY', 4],
  ] as const);
  return {
    passType,
    name1: guest.name,
    phone1: guest.phone,
    ...(people > 1 ? partner(random) : {}),
    ...(random() < 0.6 ? { paymentMode: 'ONLINE', txnInfo: `UPI${digits(random, 12)}` } : { paymentMode: 'CASH' }),
  };
}

function partner(random: Random): { name2: string; phone2?: string } {
  const { name, phone }: Guest = inventGuest(random);
  return random() < 0.5 ? { name2: name, phone2: phone } : { name2: name };
}

/** The numbers below `many` in some order. */
function shuffled(random: Random, many: number): number[] {
  return Array.from({ length: many }, (_, index) => ({ index, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ index }) => index);
}
