import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/plain/button';
import classes from './entry.module.css';
import { EntryScreen } from './entry-screen';

interface StrangerScreenProps {
  /** The page was opened with a code that lacked its end. */
  readonly isCodeBroken: boolean;
  readonly onTest: () => void;
}

export function StrangerScreen({ isCodeBroken, onTest }: StrangerScreenProps) {
  const { t } = useTranslation('gate');
  return (
    <EntryScreen
      title={t(isCodeBroken ? 'brokenCode.title' : 'stranger.title')}
      actions={
        <Button variant="default" onClick={onTest}>
          {t('stranger.test')}
        </Button>
      }
    >
      <p>{t(isCodeBroken ? 'brokenCode.body' : 'stranger.body')}</p>
      <ol className={classes.steps}>
        <li>{t('stranger.steps.ask')}</li>
        <li>{t('stranger.steps.scan')}</li>
        <li>{t('stranger.steps.accept')}</li>
      </ol>
    </EntryScreen>
  );
}
