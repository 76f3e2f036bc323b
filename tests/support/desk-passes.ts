import type { OutputOf } from '../../src-renderer/api/operations';
import type { Pass } from '../../src-shared/contract/passes';
import { type Instant, toInstant } from '../../src-shared/instant';

/** A moment as a test writes it, such as `2026-11-28T12:00:00Z`. */
export function instant(text: string): Instant {
  return toInstant(Date.parse(text));
}

export const PASS_ID = '01a20625-c81b-778a-8b2a-9db73215481a';
/** As the office writes it into a QR code. */
export const PASS_CODE = 'EP1.K0.06H0C961NXR2H3ZCV4FBWMJHHM.E6E5ZVAZRPZA2FR6TQ5QJQMPYG';

export function pass(change: Partial<Pass> = {}): Pass {
  return {
    passId: PASS_ID,
    name1: 'Asha Patel',
    phone1: '+919876543210',
    name2: null,
    phone2: null,
    passType: 'SINGLE',
    passTypeLabel: 'Single',
    admits: 1,
    amount: 549,
    paymentMode: 'CASH',
    txnInfo: null,
    timing: '7:00 PM - 11:00 PM',
    createdAt: instant('2026-11-28T12:00:00Z'),
    soldBy: 'admin1',
    scannedAt: null,
    scannedBy: null,
    cancelledAt: null,
    cancelledBy: null,
    ...change,
  };
}

export const PASS_TYPES: OutputOf<'passTypes.list'> = [
  { code: 'SINGLE', label: 'Single', price: 549, admits: 1, capacity: null, onSale: true, sold: 7 },
  { code: 'COUPLE', label: 'Couple', price: 999, admits: 2, capacity: 100, onSale: true, sold: 88 },
  { code: 'FAMILY', label: 'Family', price: 1_799, admits: 4, capacity: 10, onSale: true, sold: 10 },
  { code: 'STUDENT', label: 'Student', price: 349, admits: 1, capacity: null, onSale: false, sold: 0 },
];

export const NO_PASSES: OutputOf<'passes.search'> = { passes: [], total: 0, isMore: false, people: 0, amount: 0 };
