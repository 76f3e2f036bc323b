import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toInstant } from '../../../src-shared/moment';
import { useMoments } from '../../format/use-moments';
import { Button } from '../../ui/plain/button';
import classes from './gate-scanner.module.css';
import type { RecordedScan } from './recorded-scan';

interface StuckCardProps {
  readonly stuck: readonly RecordedScan[];
  readonly onDismiss: (scanId: string) => void;
}

/** Recorded scans that the office will not take as they are. Each can be given up, but not by a slip of the finger. */
export function StuckCard({ stuck, onDismiss }: StuckCardProps) {
  const { t } = useTranslation('gateScanning');
  if (stuck.length === 0) return null;
  return (
    <section className={classes.stuck}>
      <h2>{t('stuck.title', { count: stuck.length })}</h2>
      <p>{t('stuck.body')}</p>
      <ul>
        {stuck.map((scan) => (
          <Line key={scan.scanId} scan={scan} onDismiss={() => onDismiss(scan.scanId)} />
        ))}
      </ul>
    </section>
  );
}

/** Enough of a code to find its pass in the list of the desk. */
const SHOWN_OF_CODE = 16;

function Line({ scan, onDismiss }: { readonly scan: RecordedScan; readonly onDismiss: () => void }) {
  const { t } = useTranslation('gateScanning');
  const { t: errors } = useTranslation('errors');
  const { time } = useMoments();
  const [isAsked, setIsAsked] = useState(false);
  const problem = scan.fate.kind === 'stuck' ? errors(`titles.${scan.fate.problem}`) : '';
  return (
    <li>
      <p data-numbers>{t('stuck.line', { recorded: time(toInstant(scan.at)), problem })}</p>
      <p className={classes.code}>{t('stuck.code', { code: scan.code.slice(0, SHOWN_OF_CODE) })}</p>
      {isAsked ? (
        <div role="group" aria-label={t('stuck.question')}>
          <p>{t('stuck.question')}</p>
          <Button variant="default" onClick={() => setIsAsked(false)}>
            {t('stuck.keep')}
          </Button>
          <Button danger onClick={onDismiss}>
            {t('stuck.confirm')}
          </Button>
        </div>
      ) : (
        <Button variant="default" onClick={() => setIsAsked(true)}>
          {t('stuck.dismiss')}
        </Button>
      )}
    </li>
  );
}
