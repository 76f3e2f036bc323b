import { useMemo } from 'react';
import { type Instant, toDay } from '../../src-shared/instant';
import { formatMoney } from '../../src-shared/money';
import { formatPhone } from '../../src-shared/phone-number';
import { useOffice } from '../session/office';
import { useMoments } from './use-moments';

/** Before an event is set up, and for what is not tied to one. */
const NO_EVENT = { currency: { code: 'INR', decimals: 0 }, country: 'IN' };

/** How this event's money, moments, numbers and phone numbers are written for this reader. */
export function useFormat() {
  const { event } = useOffice();
  const { currency, country } = event ?? NO_EVENT;
  const moments = useMoments();
  return useMemo(() => {
    const { language, timeZone } = moments;
    const dayFormat = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'full' });
    return {
      ...moments,
      currency,
      country,
      /** `₹1,098` from an amount in the event's smallest unit. */
      money: (amount: number) => formatMoney(amount, currency, language),
      /** The calendar day `YYYY-MM-DD` in the event's zone. */
      dayOf: (instant: Instant) => toDay(instant, timeZone),
      /** `Saturday, 28 November 2026` from a calendar day `YYYY-MM-DD`, which has no zone. */
      day: (day: string) => dayFormat.format(Date.parse(`${day}T00:00:00Z`)),
      /** National within the event's country, international otherwise. */
      phone: (stored: string) => formatPhone(stored, country),
    };
  }, [moments, currency, country]);
}
