import { useMemo } from 'react';
import { fromInstant, type Instant, toDay } from '../../src-shared/instant';
import { formatMoney } from '../../src-shared/money';
import { formatPhone } from '../../src-shared/phone-number';
import { useOffice } from '../session/office';
import { formattingLanguage } from '../translations/i18n';

/** Before an event is set up, and for what is not tied to one. */
const NO_EVENT = { currency: { code: 'INR', decimals: 0 }, timeZone: 'Asia/Kolkata', country: 'IN' };

/** How this event's money, moments, numbers and phone numbers are written for this reader. */
export function useFormat() {
  const { event } = useOffice();
  const { currency, timeZone, country } = event ?? NO_EVENT;
  return useMemo(() => {
    const language = formattingLanguage(navigator.languages);
    const moment = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(language, { timeZone, ...options });
      return (instant: Instant) => format.format(fromInstant(instant));
    };
    const dayFormat = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'full' });
    const numberFormat = new Intl.NumberFormat(language);
    const percentFormat = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
    return {
      currency,
      timeZone,
      country,
      language,
      /** `₹1,098` from an amount in the event's smallest unit. */
      money: (amount: number) => formatMoney(amount, currency, language),
      /** `28 Nov 2026, 7:04 pm` in the event's zone. */
      dateTime: moment({ dateStyle: 'medium', timeStyle: 'short' }),
      /** `7:04:31 pm` in the event's zone. */
      time: moment({ timeStyle: 'medium' }),
      /** `7:04 pm` in the event's zone. */
      shortTime: moment({ timeStyle: 'short' }),
      /** The calendar day `YYYY-MM-DD` in the event's zone. */
      dayOf: (instant: Instant) => toDay(instant, timeZone),
      /** `Saturday, 28 November 2026` from a calendar day `YYYY-MM-DD`, which has no zone. */
      day: (day: string) => dayFormat.format(Date.parse(`${day}T00:00:00Z`)),
      number: (value: number) => numberFormat.format(value),
      /** `42%` from 0.42. */
      percent: (share: number) => percentFormat.format(share),
      /** National within the event's country, international otherwise. */
      phone: (stored: string) => formatPhone(stored, country),
    };
  }, [currency, timeZone, country]);
}
