import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { useMoments } from '../format/use-moments';
import classes from './scanner.module.css';

/** An admission anywhere is seen within a second of it, the way of the answer included. */
const REFRESH_MS = 800;

/** How many people are inside and how many are still to come: people, not scans. */
export function GateFigures() {
  const { t } = useTranslation('scanner');
  const { number } = useMoments();
  const { data } = useQueryOperation('reports.gate', {}, { refetchInterval: REFRESH_MS });
  return (
    <dl className={classes.figures} aria-label={t('figures.label')}>
      <div>
        <dt>{t('figures.inside')}</dt>
        <dd data-numbers>{data ? number(data.inside) : '–'}</dd>
      </div>
      <div>
        <dt>{t('figures.toCome')}</dt>
        <dd data-numbers>{data ? number(data.toComePeople) : '–'}</dd>
      </div>
    </dl>
  );
}
