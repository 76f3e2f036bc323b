import type { EventDetails } from '../../src-shared/contract/office';
import type { PassTypeDraft } from '../../src-shared/contract/passes';
import { toDay, toInstant } from '../../src-shared/instant';

const TIME_ZONE = 'Asia/Kolkata';

export const DEMO_PASS_TYPES: readonly PassTypeDraft[] = [
  { code: 'SINGLE', label: 'Single', price: 549, admits: 1, capacity: null, onSale: true },
  { code: 'COUPLE', label: 'Couple', price: 999, admits: 2, capacity: null, onSale: true },
  { code: 'FAMILY', label: 'Family of four', price: 1_799, admits: 4, capacity: 80, onSale: true },
  { code: 'STUDENT', label: 'Student', price: 349, admits: 1, capacity: 120, onSale: true },
];

/** @param now milliseconds since 1970; the event is on that day */
export function demoEvent(now: number): EventDetails {
  return {
    name: 'Lakeside Winter Gala',
    venue: 'Open-Air Stage, Boat Club Road',
    date: toDay(toInstant(now), TIME_ZONE),
    timing: '7:00 PM - 11:00 PM',
    currency: { code: 'INR', decimals: 0 },
    country: 'IN',
    timeZone: TIME_ZONE,
  };
}
