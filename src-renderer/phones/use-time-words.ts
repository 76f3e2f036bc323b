import { useTranslation } from 'react-i18next';

/** How long something has taken, in one unit: `40 s`, `12 min`, `3 h`. */
export function useTimeWords(): (milliseconds: number) => string {
  const { t } = useTranslation('phones');
  return (milliseconds) => {
    const seconds = Math.round(milliseconds / 1_000);
    if (seconds < 90) return t('time.seconds', { value: seconds });
    const minutes = Math.round(seconds / 60);
    return minutes < 90 ? t('time.minutes', { value: minutes }) : t('time.hours', { value: Math.round(minutes / 60) });
  };
}
