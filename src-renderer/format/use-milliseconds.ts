import { useMemo } from 'react';
import { useMoments } from './use-moments';

/** How long something took, as exactly as it matters: `0.4 ms`, `12 ms`, `1.8 s`. A dash for what was not measured. */
export function useMilliseconds(): (milliseconds: number | null) => string {
  const { language } = useMoments();
  return useMemo(() => {
    const unit = (name: 'millisecond' | 'second', maximumFractionDigits: number) =>
      new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits });
    const [exact, whole, seconds] = [unit('millisecond', 1), unit('millisecond', 0), unit('second', 1)];
    return (milliseconds) => {
      if (milliseconds === null) return '–';
      if (milliseconds < 10) return exact.format(milliseconds);
      return milliseconds < 1_000 ? whole.format(milliseconds) : seconds.format(milliseconds / 1_000);
    };
  }, [language]);
}
