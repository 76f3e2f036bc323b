import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoments } from '../../format/use-moments';
import { useAnnounce } from '../../ui/live-region';
import { Button } from '../../ui/plain/button';
import { CoverPage } from '../cover-page';
import { useGate } from '../gate-context';
import { CheckLine } from './check-line';
import { CHECK_NAMES } from './run-self-test';
import classes from './self-test.module.css';
import { useSelfTest } from './use-self-test';

/** Whether this phone can scan, in plain words. Also for a phone that the desk does not know. */
export function SelfTestPage({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('gate');
  const { link } = useGate();
  const announce = useAnnounce();
  const { phase, reports, kept, start } = useSelfTest(link);
  const { language } = useMoments();
  const failed = reports
    .filter(({ result }) => result === 'failed')
    .map(({ check }) => t(`selfTest.checks.${check}.name`));
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(failed);
  const summary = failed.length === 0 ? t('selfTest.done.passed') : t('selfTest.done.failed', { names });

  const tell = useEffectEvent(() => announce(summary));
  useEffect(() => {
    if (phase === 'done') tell();
  }, [phase]);

  const current = phase === 'running' ? CHECK_NAMES[reports.length] : undefined;
  return (
    <CoverPage title={t('selfTest.title')} backLabel={t('selfTest.back')} onBack={onBack}>
      <p>{t('selfTest.intro')}</p>
      {phase === 'running' ? (
        <div>
          <p className={classes.now}>
            {current && t('selfTest.running', { name: t(`selfTest.checks.${current}.name`) })}
          </p>
          <progress
            className={classes.progress}
            aria-label={t('selfTest.title')}
            max={CHECK_NAMES.length}
            value={reports.length}
          />
        </div>
      ) : (
        <Button className={classes.start ?? ''} onClick={start}>
          {t(phase === 'done' ? 'selfTest.again' : 'selfTest.start')}
        </Button>
      )}
      {phase === 'done' && (
        <div className={classes.summary} data-result={failed.length === 0 ? 'passed' : 'failed'}>
          <p>{summary}</p>
          {kept !== null && <p className={classes.kept}>{t(kept === 'yes' ? 'selfTest.kept' : 'selfTest.notKept')}</p>}
        </div>
      )}
      <ul className={classes.checks}>
        {CHECK_NAMES.map((check, index) => (
          <CheckLine key={check} check={check} report={reports[index]} isRunning={check === current} />
        ))}
      </ul>
    </CoverPage>
  );
}
