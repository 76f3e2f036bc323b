import { useTranslation } from 'react-i18next';
import type { Instant } from '../../src-shared/instant';
import { fromInstant } from '../../src-shared/moment';
import { useDuration } from '../format/use-duration';
import { useMoments } from '../format/use-moments';

const JUST_NOW_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

/** How long ago something was, such as `12 minutes ago`; what is older than a day has its date. */
export function useAgo(now: number): (at: Instant) => string {
  const { t } = useTranslation('backups');
  const duration = useDuration();
  const { dateTime } = useMoments();
  return (at) => {
    const age = now - fromInstant(at);
    if (age < JUST_NOW_MS) return t('ago.now');
    return age < DAY_MS ? t('ago.since', { time: duration(age) }) : t('ago.on', { when: dateTime(at) });
  };
}
