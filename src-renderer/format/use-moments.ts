import { useContext, useMemo } from 'react';
import type { Instant } from '../../src-shared/instant';
import { fromInstant } from '../../src-shared/moment';
import { formattingLanguage } from '../translations/i18n';
import { TimeZoneContext } from './time-zone';

/** How moments and numbers are written for this reader: the part of `useFormat` that a phone's page has room for. */
export function useMoments() {
  const timeZone = useContext(TimeZoneContext);
  return useMemo(() => {
    const language = formattingLanguage(navigator.languages);
    const moment = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(language, { timeZone, ...options });
      return (instant: Instant) => format.format(fromInstant(instant));
    };
    const numberFormat = new Intl.NumberFormat(language);
    const percentFormat = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
    return {
      timeZone,
      language,
      /** `28 Nov 2026, 7:04 pm` in the event's zone. */
      dateTime: moment({ dateStyle: 'medium', timeStyle: 'short' }),
      /** `7:04:31 pm` in the event's zone. */
      time: moment({ timeStyle: 'medium' }),
      /** `7:04 pm` in the event's zone. */
      shortTime: moment({ timeStyle: 'short' }),
      number: (value: number) => numberFormat.format(value),
      /** `42%` from 0.42. */
      percent: (share: number) => percentFormat.format(share),
    };
  }, [timeZone]);
}
