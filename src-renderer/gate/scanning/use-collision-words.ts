import { useTranslation } from 'react-i18next';
import { toInstant } from '../../../src-shared/moment';
import { useMoments } from '../../format/use-moments';
import type { RecordedScan } from './recorded-scan';

/** What is said of recorded scans that the office refused afterwards. */
export function useCollisionWords() {
  const { t } = useTranslation('gateScanning');
  const { t: scanner } = useTranslation('scanner');
  const { shortTime } = useMoments();

  /** Null for a scan that has not collided. */
  function facts({ at, fate }: RecordedScan): string | null {
    if (fate.kind !== 'collided') return null;
    const recorded = shortTime(toInstant(at));
    const { firstAdmission, reason } = fate.outcome;
    if (!firstAdmission) return t('collision.refused', { recorded, reason: scanner(`refused.${reason}.title`) });
    const used = shortTime(firstAdmission.at);
    const { byName, desk } = firstAdmission;
    return desk === null
      ? t('collision.used', { recorded, used, name: byName })
      : t('collision.usedAt', { recorded, used, name: byName, desk });
  }

  return { title: (count: number) => t('collision.title', { count }), facts };
}
