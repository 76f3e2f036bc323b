import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/plain/button';
import { useGate } from './gate-context';
import { type JoinUrl, toMovingUrl } from './moving';
import { Sheet } from './sheet';

interface MoveDialogProps {
  readonly destination: JoinUrl;
  readonly rejoinKey: string;
  readonly onClose: () => void;
}

/** Asks before the phone goes to another address, since what it keeps and what it is known by goes along. */
export function MoveDialog({ destination, rejoinKey, onClose }: MoveDialogProps) {
  const { t } = useTranslation('gate');
  const { store, go } = useGate();
  const { length } = useSyncExternalStore(store.subscribe, store.all);
  return (
    <Sheet title={t('move.title', { host: destination.host })} onClose={onClose}>
      <p>{t('move.body')}</p>
      {length > 0 && <p>{t('move.carried', { count: length })}</p>}
      <Button data-autofocus onClick={() => go(toMovingUrl(destination, rejoinKey, store.exportRecorded()))}>
        {t('move.confirm')}
      </Button>
      <Button variant="default" onClick={onClose}>
        {t('move.stay')}
      </Button>
    </Sheet>
  );
}
