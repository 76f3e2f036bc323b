import { useTranslation } from 'react-i18next';
import { VerdictMark } from '../../scanner/verdict-mark';
import type { GateQueueState } from './gate-queue';
import classes from './gate-scanner.module.css';

/** How much this phone has recorded and the office has not heard of, and how much of it went well. */
export function RecordedLine({
  waiting,
  confirmed,
  durable,
}: Pick<GateQueueState, 'waiting' | 'confirmed' | 'durable'>) {
  const { t } = useTranslation('gateScanning');
  const { length } = waiting;
  if (length === 0 && confirmed === 0 && durable) return null;
  return (
    <section className={classes.recorded} aria-label={t('recorded.label')} data-waiting={length > 0}>
      {length > 0 && (
        <p data-numbers>
          <VerdictMark tone="recorded" size={24} className={classes.recordedMark} />
          {t('recorded.waiting', { count: length })}
        </p>
      )}
      {confirmed > 0 && <p data-numbers>{t('recorded.confirmed', { count: confirmed })}</p>}
      {!durable && <p role="alert">{t('recorded.forgets')}</p>}
    </section>
  );
}
