import { type ReactNode, Suspense, useMemo, useState } from 'react';
import { useQueryOperation } from '../api/use-operation';
import { lazyPage } from '../errors/lazy-page';
import type { SetUpResult } from '../first-run/set-up-types';
import { WaitingPage } from '../first-run/waiting-page';
import { Desk } from '../layout/desk';
import { UnreachablePage } from '../layout/unreachable-page';
import { type Restoring, RestoringContext } from '../restore/restoring';
import { ChoosePasswordPage } from '../sign-in/choose-password';
import { LockOverlay } from '../sign-in/lock-overlay';
import { SignInOverlay, SignInPage } from '../sign-in/sign-in-page';
import { StartChecks } from '../start-up/start-checks';
import { ErrorBoundary } from '../ui/error-boundary';
import { LoadingState } from '../ui/loading-state';
import { PersonContext } from './office';
import { OfficeProvider } from './office-provider';
import type { SignedInPerson, Status } from './session-types';
import { usePageOwner } from './use-page-owner';
import { SessionContext } from './use-session';

// Seen once in the life of an event.
const FirstRunPage = lazyPage(() => import('../first-run/first-run-page').then((m) => ({ default: m.FirstRunPage })));
const HandOverPage = lazyPage(() => import('../first-run/hand-over-page').then((m) => ({ default: m.HandOverPage })));

const STATUS_EVERY_MS = 10_000;

/** Decides what can be shown at all: the set-up, the sign-in, or the desk with an overlay while its session rests. */
export function OfficeGate() {
  const { data, error } = useQueryOperation('office.status', {}, { refetchInterval: STATUS_EVERY_MS });
  // While another event is put in the place of this one, the page stays as it is: it alone knows what came of it.
  const [held, setHeld] = useState<Status | null>(null);
  const [last, setLast] = useState<ReactNode>(null);
  const restoring = useMemo<Restoring>(
    () => ({
      begin: () => setHeld(data ?? null),
      end: (page) => {
        setHeld(null);
        setLast(page);
      },
    }),
    [data],
  );
  const status = held ?? data;
  const { owner, session } = usePageOwner(status?.session ?? null);
  // What set-up hands over once stays on screen until it is acknowledged, although the office is open by then.
  const [handOver, setHandOver] = useState<SetUpResult | null>(null);

  if (last !== null) return last;
  if (!status) return error ? <UnreachablePage /> : <LoadingState full />;
  return (
    <OfficeProvider status={status}>
      <SessionContext value={session}>
        {/* Whatever stops inside, what set-up hands over is kept out here, and the lock can still be shown. */}
        <ErrorBoundary isWhole>
          <RestoringContext value={restoring}>
            <Suspense fallback={<LoadingState full />}>
              {handOver ? (
                <HandOverPage result={handOver} onDone={() => setHandOver(null)} />
              ) : (
                <Stage
                  status={status}
                  owner={owner}
                  unreachable={error !== null && held === null}
                  onSetUp={setHandOver}
                />
              )}
            </Suspense>
          </RestoringContext>
        </ErrorBoundary>
        {owner && <Overlay owner={owner} current={status.session} />}
      </SessionContext>
    </OfficeProvider>
  );
}

interface StageProps {
  readonly status: Status;
  readonly owner: SignedInPerson | null;
  readonly unreachable: boolean;
  readonly onSetUp: (result: SetUpResult) => void;
}

function Stage({ status, owner, unreachable, onSetUp }: StageProps) {
  if (status.stage === 'new') return <FirstRunPage onDone={onSetUp} />;
  if (status.session?.state === 'invited') return <ChoosePasswordPage person={status.session} />;
  if (!owner) return status.session?.state === 'locked' ? <LockOverlay person={status.session} /> : <SignInPage />;
  if (status.stage === 'upgraded') {
    return owner.role === 'administrator' ? <FirstRunPage onDone={onSetUp} /> : <WaitingPage />;
  }
  return (
    <PersonContext value={owner}>
      <Desk key={owner.username} unreachable={unreachable} />
      {status.session?.state === 'active' && <StartChecks key={`checks of ${owner.username}`} />}
    </PersonContext>
  );
}

interface OverlayProps {
  readonly owner: SignedInPerson;
  readonly current: SignedInPerson | null;
}

/** Over the page of somebody whose session does not let it do anything just now. */
function Overlay({ owner, current }: OverlayProps) {
  if (!current) return <SignInOverlay owner={owner} />;
  return current.state === 'locked' ? <LockOverlay person={current} /> : null;
}
