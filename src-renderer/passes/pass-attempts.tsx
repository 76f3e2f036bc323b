import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScanRecord } from '../../src-shared/contract/scans';
import { useQueryOperation } from '../api/use-operation';
import { useScanRecordWords } from '../scanner/use-scan-record-words';
import { Card } from '../ui/card';
import { RefusalAlert } from '../ui/refusal-alert';
import { When } from '../ui/when';
import classes from './pass.module.css';

/** Every attempt at the gate, the oldest first: what a dispute is settled with. */
export function PassAttempts({ passId }: { readonly passId: string }) {
  const { t } = useTranslation('passes');
  const { data, error } = useQueryOperation('scans.ofPass', { passId });
  return (
    <Card role="region" aria-labelledby="pass-attempts">
      <h2 id="pass-attempts" className={classes.title}>
        {t('pass.attempts.title')}
      </h2>
      {!data && <RefusalAlert refusal={error?.refusal} />}
      {data?.length === 0 && <Text c="dimmed">{t('pass.attempts.none')}</Text>}
      {data && data.length > 0 && (
        <ol className={classes.attempts}>
          {data.map((attempt) => (
            <Attempt key={attempt.scanId} attempt={attempt} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Attempt({ attempt }: { readonly attempt: ScanRecord }) {
  const { t } = useTranslation('passes');
  const { t: scanner } = useTranslation('scanner');
  const words = useScanRecordWords();
  const { outcome, at, recordedAt, by } = attempt;
  const place = words.place(attempt);
  return (
    <li data-outcome={outcome === 'admitted' ? 'admitted' : 'refused'}>
      <strong>{scanner(`recent.outcomes.${outcome}`)}</strong>
      {/* When somebody stood at the gate, whenever it was judged. */}
      <When at={recordedAt ?? at} />
      <span>{place === null ? by : t('pass.attempts.by', { by, desk: place })}</span>
      {words.remarks(attempt).map((remark) => (
        <span key={remark}>{remark}</span>
      ))}
    </li>
  );
}
