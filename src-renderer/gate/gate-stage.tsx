import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { loadDecoders } from '../scanner/decoders/choose-decoder';
import { ApplicantScreen } from './entry/applicant-screen';
import { EntryScreen } from './entry/entry-screen';
import { NotJoinedScreen } from './entry/not-joined-screen';
import { StartScreen } from './entry/start-screen';
import { StrangerScreen } from './entry/stranger-screen';
import { useGate } from './gate-context';
import { GateDesk } from './gate-desk';
import { SelfTestPage } from './self-test/self-test-page';
import { useGateLink } from './use-gate-link';

/** Decides what the phone shows by what the desk says of it. */
export function GateStage({ isCodeBroken }: { readonly isCodeBroken: boolean }) {
  const { t } = useTranslation('gate');
  const { link, joining, queue } = useGate();
  const { status, reachable, ended } = useGateLink(link);
  const join = useSyncExternalStore(joining.subscribe, joining.state);
  const [isTesting, setIsTesting] = useState(false);
  const [isStarted, setIsStarted] = useState(false);

  // Also before the first tap and while something else is shown: what was recorded goes to the desk as soon as it can.
  const isDevice = status?.state === 'device' && !ended;
  useEffect(() => {
    if (!isDevice) return;
    void loadDecoders();
    queue.start();
    return () => queue.stop();
  }, [isDevice, queue]);

  if (ended) {
    const left = ended === 'left';
    return (
      <EntryScreen title={t(left ? 'signedOff.leftTitle' : 'signedOff.title')}>
        <p>{t(left ? 'signedOff.leftBody' : 'signedOff.body')}</p>
      </EntryScreen>
    );
  }
  if (isTesting) return <SelfTestPage onBack={() => setIsTesting(false)} />;
  if (join.kind === 'asking') return <EntryScreen title={t('joining.title')} busy />;
  if (join.kind === 'refused') return <NotJoinedScreen refusal={join.refusal} />;
  if (!status) return reachable === false ? <OutOfReachScreen /> : <EntryScreen title={t('looking.title')} busy />;

  switch (status.state) {
    case 'stranger':
      return <StrangerScreen isCodeBroken={isCodeBroken} onTest={() => setIsTesting(true)} />;
    case 'applicant':
      return <ApplicantScreen check={status.check ?? ''} />;
    case 'refused':
      return (
        <EntryScreen title={t('turnedAway.title')}>
          <p>{t('turnedAway.body')}</p>
        </EntryScreen>
      );
    case 'paused':
      return (
        <EntryScreen title={t('paused.title')}>
          <p>{t('paused.body')}</p>
        </EntryScreen>
      );
    case 'device':
      if (!status.device) return <EntryScreen title={t('looking.title')} busy />;
      return isStarted ? (
        <GateDesk device={status.device} status={status} />
      ) : (
        <StartScreen device={status.device} onStart={() => setIsStarted(true)} onTest={() => setIsTesting(true)} />
      );
  }
}

function OutOfReachScreen() {
  const { t } = useTranslation('gate');
  return (
    <EntryScreen title={t('lost.title')}>
      <p>{t('lost.body')}</p>
      <p>{t('lost.wifi')}</p>
    </EntryScreen>
  );
}
