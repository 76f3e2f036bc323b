import { IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/plain/button';
import type { GateStatus } from '../gate-api';
import { KeysNotice } from '../keys-notice';
import classes from './entry.module.css';
import { EntryScreen } from './entry-screen';

interface StartScreenProps {
  readonly device: NonNullable<GateStatus['device']>;
  readonly onStart: () => void;
  readonly onTest: () => void;
}

/** Browsers give sound, camera and a screen that stays on only after a tap, and this is the one. */
export function StartScreen({ device, onStart, onTest }: StartScreenProps) {
  const { t } = useTranslation('gate');
  return (
    <EntryScreen
      title={t('start.title')}
      actions={
        <>
          <Button className={classes.start ?? ''} leftSection={<IconScan size={30} aria-hidden />} onClick={onStart}>
            {t('start.button')}
          </Button>
          <Button variant="subtle" onClick={onTest}>
            {t('menu.selfTest')}
          </Button>
        </>
      }
    >
      <p className={classes.name}>{device.name}</p>
      <KeysNotice />
      <p>{t('start.body')}</p>
      <p className={classes.faint}>{t('start.keepOpen')}</p>
    </EntryScreen>
  );
}
