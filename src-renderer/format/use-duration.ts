import { useMemo } from 'react';
import { useMoments } from './use-moments';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A length of time as people say it, such as `40 seconds`, `18 minutes` or `2 hours`; given in milliseconds. */
export function useDuration(): (milliseconds: number) => string {
  const { language } = useMoments();
  return useMemo(() => {
    const unit = (name: 'second' | 'minute' | 'hour') =>
      new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 0 });
    const [seconds, minutes, hours] = [unit('second'), unit('minute'), unit('hour')];
    return (milliseconds) => {
      // Rounded first, so that 59.9 seconds are a minute and not 60 seconds.
      if (Math.round(milliseconds / 1_000) < 60) return seconds.format(Math.max(0, milliseconds) / 1_000);
      if (Math.round(milliseconds / MINUTE_MS) < 60) return minutes.format(milliseconds / MINUTE_MS);
      return hours.format(milliseconds / HOUR_MS);
    };
  }, [language]);
}
