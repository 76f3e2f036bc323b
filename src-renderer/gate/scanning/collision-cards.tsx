import { useTranslation } from 'react-i18next';
import { VerdictMark } from '../../scanner/verdict-mark';
import { Button } from '../../ui/plain/button';
import classes from './gate-scanner.module.css';
import type { RecordedScan } from './recorded-scan';
import { useCollisionWords } from './use-collision-words';

interface CollisionCardsProps {
  readonly collided: readonly RecordedScan[];
  readonly onRead: (scanId: string) => void;
}

/** People who were let in on a recorded scan that the office refused: one after the other, until somebody has read it. */
export function CollisionCards({ collided, onRead }: CollisionCardsProps) {
  const { t } = useTranslation('gateScanning');
  const { title, facts } = useCollisionWords();
  const [first] = collided;
  if (first?.fate.kind !== 'collided') return null;
  const { pass } = first.fate.outcome;
  return (
    <section className={classes.collision} aria-label={title(collided.length)}>
      <h2>
        <VerdictMark tone="refused" size={30} className={classes.collisionMark} />
        {title(collided.length)}
      </h2>
      {pass && (
        <p>
          <strong>{[pass.name1, pass.name2].filter(Boolean).join(' · ')}</strong> · {pass.passTypeLabel}
        </p>
      )}
      <p data-numbers>{facts(first)}</p>
      <p>{t('collision.what')}</p>
      <Button className={classes.collisionButton ?? ''} onClick={() => onRead(first.scanId)}>
        {t('collision.read')}
      </Button>
    </section>
  );
}
