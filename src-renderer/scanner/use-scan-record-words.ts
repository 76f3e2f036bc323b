import { useTranslation } from 'react-i18next';
import type { ScanRecord } from '../../src-shared/contract/scans';
import { useMoments } from '../format/use-moments';

/** How one line of the scan log came about, in words. */
export function useScanRecordWords() {
  const { t } = useTranslation('scanner');
  const { shortTime } = useMoments();
  return {
    /** The desk or the phone; null where the log does not say. */
    place: ({ desk, deviceId }: ScanRecord) =>
      desk === null || deviceId === null ? desk : t('recent.phone', { name: desk }),
    /** What is unusual about it: admitted by hand, recorded before it was judged. */
    remarks({ byHand, recordedAt, at, outcome }: ScanRecord): string[] {
      const remarks: string[] = [];
      if (byHand) remarks.push(t('recent.byHand'));
      if (recordedAt !== null) {
        const times = { recorded: shortTime(recordedAt), judged: shortTime(at) };
        remarks.push(outcome === 'admitted' ? t('recent.confirmedLater', times) : t('recent.refusedLater', times));
      }
      return remarks;
    },
  };
}
