import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../api/operations';
import { useQueryOperation } from '../api/use-operation';
import { useShownName } from '../format/use-shown-name';
import { Card } from '../ui/card';
import { RefusalAlert } from '../ui/refusal-alert';
import { When } from '../ui/when';
import classes from './scanner.module.css';
import { useScanRecordWords } from './use-scan-record-words';
import { VerdictMark } from './verdict-mark';

type ScanRecord = OutputOf<'scans.recent'>[number];

const SHOWN = 8;
const REFRESH_MS = 5_000;

/** The last scans, the newest first; for gate staff, their own. */
export function RecentScans() {
  const { t } = useTranslation('scanner');
  const { data, error } = useQueryOperation('scans.recent', { limit: SHOWN }, { refetchInterval: REFRESH_MS });
  return (
    <Card role="region" aria-labelledby="recent-scans" className={classes.recent ?? ''}>
      <h2 id="recent-scans" className={classes.recentTitle}>
        {t('recent.title')}
      </h2>
      {!data && <RefusalAlert refusal={error?.refusal} />}
      {data?.length === 0 && <Text c="dimmed">{t('recent.none')}</Text>}
      {data && data.length > 0 && (
        <ol className={classes.list}>
          {data.map((scan) => (
            <Line key={scan.scanId} scan={scan} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Line({ scan }: { readonly scan: ScanRecord }) {
  const { t } = useTranslation('scanner');
  const words = useScanRecordWords();
  const shownName = useShownName();
  const place = words.place(scan);
  const tone = scan.outcome === 'admitted' ? 'admitted' : 'refused';
  return (
    <li className={classes.line} data-tone={tone}>
      <VerdictMark tone={tone} size={26} className={classes.lineMark} />
      <span className={classes.lineWho}>
        <strong>{scan.name1 === null ? t('recent.unknown') : shownName(scan.name1)}</strong>
        <span>
          {t(`recent.outcomes.${scan.outcome}`)}
          {scan.passTypeLabel && ` · ${scan.passTypeLabel}`}
          {scan.outcome === 'admitted' && ` · ${t('recent.people', { count: scan.people })}`}
        </span>
        {words.remarks(scan).map((remark) => (
          <span key={remark}>{remark}</span>
        ))}
      </span>
      <span className={classes.lineWhen}>
        <When at={scan.at} show="time" />
        {place && <span>{place}</span>}
      </span>
    </li>
  );
}
