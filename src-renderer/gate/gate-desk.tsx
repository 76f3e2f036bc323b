import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GateStatus } from './gate-api';
import { useGate } from './gate-context';
import classes from './gate-desk.module.css';
import { GateMenu } from './gate-menu';
import { KeysNotice } from './keys-notice';
import { LeaveDialog } from './leave-dialog';
import { LookUpPage } from './look-up/look-up-page';
import { MoveDialog } from './move-dialog';
import { type JoinUrl, parseJoinUrl } from './moving';
import { Notice } from './notice';
import { GateScanner } from './scanning/gate-scanner';
import { SelfTestPage } from './self-test/self-test-page';
import { TopBar } from './top-bar';
import { useGateLink } from './use-gate-link';
import { useKeepOpen } from './use-keep-open';
import { useLostFor } from './use-lost-for';
import { useView } from './use-view';

/** After this many milliseconds it is no passing trouble, and the desk may have got a new address. */
const HINT_AFTER_MS = 20_000;

interface GateDeskProps {
  readonly device: NonNullable<GateStatus['device']>;
  readonly status: GateStatus;
}

/** A phone at work: the scanner, and what covers it now and then. */
export function GateDesk({ device, status }: GateDeskProps) {
  const { t } = useTranslation('gate');
  const { link, queue } = useGate();
  const state = useGateLink(link);
  const { view, open, back } = useView();
  const [dialog, setDialog] = useState<'menu' | 'leave' | null>(null);
  const [destination, setDestination] = useState<JoinUrl | null>(null);
  const isLost = state.reachable === false;
  const isLostForLong = useLostFor(state, HINT_AFTER_MS);
  useKeepOpen(isLost && destination === null);

  const onJoinCode = useCallback((text: string) => setDestination(parseJoinUrl(text)), []);
  const close = () => setDialog(null);
  const isCovered = view !== 'scan' || dialog !== null || destination !== null;

  return (
    <div className={classes.page}>
      <div className={classes.desk} inert={view !== 'scan'} hidden={view !== 'scan'}>
        <TopBar name={device.name} figures={status.figures} onMenu={() => setDialog('menu')} />
        <div className={classes.notices}>
          <KeysNotice />
          {isLostForLong && <Notice>{t('lost.hint')}</Notice>}
        </div>
        <main className={classes.scanner}>
          <GateScanner link={link} queue={queue} isCovered={isCovered} onJoinCode={onJoinCode} />
        </main>
      </div>
      {view === 'look-up' && (
        <LookUpPage
          onBack={back}
          onAdmit={(passId) => {
            queue.admitByHand(passId);
            back();
          }}
        />
      )}
      {view === 'self-test' && <SelfTestPage onBack={back} />}
      {dialog === 'menu' && (
        <GateMenu
          device={device}
          eventName={status.event?.name ?? null}
          figures={status.figures}
          onClose={close}
          onOpen={(next) => {
            close();
            open(next);
          }}
          onLeave={() => setDialog('leave')}
        />
      )}
      {dialog === 'leave' && <LeaveDialog onClose={close} />}
      {destination && (
        <MoveDialog destination={destination} rejoinKey={device.rejoinKey} onClose={() => setDestination(null)} />
      )}
    </div>
  );
}
