import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShownName } from '../../format/use-shown-name';
import { VerdictMark } from '../../scanner/verdict-mark';
import { Button } from '../../ui/plain/button';
import classes from './gate-scanner.module.css';
import type { RecordedScan } from './recorded-scan';
import { useCollisionWords } from './use-collision-words';

interface CollisionCardsProps {
  readonly collided: readonly RecordedScan[];
  /** Of the verdict that is on the screen; null while there is none. */
  readonly verdictCount: number | null;
  readonly onRead: (scanId: string) => void;
}

/**
 * People who were let in on a recorded scan that the office refused: one after the other, until somebody has read it.
 * While somebody else is scanned it is a line, because their verdict has to be in sight.
 */
export function CollisionCards({ collided, verdictCount, onRead }: CollisionCardsProps) {
  const { t } = useTranslation('gateScanning');
  const { title } = useCollisionWords();
  const [known, setKnown] = useState(0);
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  if (known !== collided.length) {
    setKnown(collided.length);
    if (collided.length > known) setOpenedAt(verdictCount);
  }

  const [first] = collided;
  if (!first) return null;
  const isOpen = verdictCount === null || openedAt === verdictCount;
  return (
    <section className={classes.collision} aria-label={title(collided.length)}>
      <div className={classes.collisionHead}>
        <VerdictMark tone="refused" size={30} className={classes.collisionMark} />
        <h2>{title(collided.length)}</h2>
        {!isOpen && (
          <Button className={classes.collisionButton ?? ''} onClick={() => setOpenedAt(verdictCount)}>
            {t('collision.show')}
          </Button>
        )}
      </div>
      {isOpen && <Collision scan={first} onRead={() => onRead(first.scanId)} />}
    </section>
  );
}

function Collision({ scan, onRead }: { readonly scan: RecordedScan; readonly onRead: () => void }) {
  const { t } = useTranslation('gateScanning');
  const { facts } = useCollisionWords();
  const shownName = useShownName();
  const pass = scan.fate.kind === 'collided' ? scan.fate.outcome.pass : null;
  return (
    <>
      {pass && (
        <p>
          <strong>{[shownName(pass.name1), pass.name2].filter(Boolean).join(' · ')}</strong> · {pass.passTypeLabel}
        </p>
      )}
      <p data-numbers>{facts(scan)}</p>
      <p>{t('collision.what')}</p>
      <Button className={classes.collisionButton ?? ''} onClick={onRead}>
        {t('collision.read')}
      </Button>
    </>
  );
}
