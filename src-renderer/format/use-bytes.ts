import { useMemo } from 'react';
import { useMoments } from './use-moments';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEP = 1_000;

/** The size of a file as people say it: `640 kB`, `3.4 MB`. */
export function useBytes(): (bytes: number) => string {
  const { language } = useMoments();
  return useMemo(() => {
    const formats = UNITS.map(
      (unit) =>
        new Intl.NumberFormat(language, {
          style: 'unit',
          unit,
          unitDisplay: 'short',
          maximumFractionDigits: unit === 'byte' || unit === 'kilobyte' ? 0 : 1,
        }),
    );
    return (bytes) => {
      let value = bytes;
      let at = 0;
      while (value >= STEP && at < formats.length - 1) {
        value /= STEP;
        at += 1;
      }
      return formats[at]?.format(value) ?? '';
    };
  }, [language]);
}
