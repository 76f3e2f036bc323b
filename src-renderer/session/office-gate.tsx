import { useState } from 'react';
import { useQueryOperation } from '../api/use-operation';
import { HandOverPage } from '../first-run/hand-over-page';
import { SetUpPage } from '../first-run/set-up-page';
import type { SetUpResult } from '../first-run/set-up-types';
import { Desk } from '../layout/desk';
import { UnreachablePage } from '../layout/unreachable-page';
import { ChoosePasswordPage } from '../sign-in/choose-password';
import { LockOverlay } from '../sign-in/lock-overlay';
import { SignInOverlay, SignInPage } from '../sign-in/sign-in-page';
import { LoadingState } from '../ui/loading-state';
import { OfficeContext, PersonContext } from './office';
import type { SignedInPerson, Status } from './session-types';
import { usePageOwner } from './use-page-owner';
import { SessionContext } from './use-session';

const STATUS_EVERY_MS = 10_000;

/** Decides what can be shown at all: the set-up, the sign-in, or the desk with an overlay while its session rests. */
export function OfficeGate() {
  const { data: status, error } = useQueryOperation('office.status', {}, { refetchInterval: STATUS_EVERY_MS });
  const { owner, session } = usePageOwner(status?.session ?? null);
  // What set-up hands over once stays on screen until it is acknowledged, although the office is open by then.
  const [handOver, setHandOver] = useState<SetUpResult | null>(null);

  if (!status) return error ? <UnreachablePage /> : <LoadingState full />;
  return (
    <OfficeContext value={status}>
      <SessionContext value={session}>
        {handOver ? (
          <HandOverPage result={handOver} onDone={() => setHandOver(null)} />
        ) : (
          <Stage status={status} owner={owner} unreachable={error !== null} onSetUp={setHandOver} />
        )}
        {owner && <Overlay owner={owner} current={status.session} />}
      </SessionContext>
    </OfficeContext>
  );
}

interface StageProps {
  readonly status: Status;
  readonly owner: SignedInPerson | null;
  readonly unreachable: boolean;
  readonly onSetUp: (result: SetUpResult) => void;
}

function Stage({ status, owner, unreachable, onSetUp }: StageProps) {
  if (status.stage === 'new') return <SetUpPage onDone={onSetUp} />;
  if (status.session?.state === 'invited') return <ChoosePasswordPage person={status.session} />;
  if (!owner) return status.session?.state === 'locked' ? <LockOverlay person={status.session} /> : <SignInPage />;
  return (
    <PersonContext value={owner}>
      {status.stage === 'upgraded' ? (
        <SetUpPage onDone={onSetUp} />
      ) : (
        <Desk key={owner.username} unreachable={unreachable} />
      )}
    </PersonContext>
  );
}

function Overlay({ owner, current }: { readonly owner: SignedInPerson; readonly current: SignedInPerson | null }) {
  if (!current) return <SignInOverlay owner={owner} />;
  return current.state === 'locked' ? <LockOverlay person={current} /> : null;
}
