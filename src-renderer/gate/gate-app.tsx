import { StrictMode } from 'react';
import { TimeZoneContext } from '../format/time-zone';
import { LiveRegion } from '../ui/live-region';
import { GateBoundary } from './gate-boundary';
import { GateContext } from './gate-context';
import { GateStage } from './gate-stage';
import type { OpenedGate } from './open-gate';
import { SelfTestPage } from './self-test/self-test-page';
import { useGateLink } from './use-gate-link';

/** A phone's whole page. Words must have been started: `startTranslations`. */
export function GateApp({ gate }: { readonly gate: OpenedGate }) {
  return (
    <StrictMode>
      <GateContext value={gate}>
        <LiveRegion>
          <GateBoundary>
            <Page {...gate} />
          </GateBoundary>
        </LiveRegion>
      </GateContext>
    </StrictMode>
  );
}

function Page({ link, page, go }: OpenedGate) {
  const { status } = useGateLink(link);
  return (
    <TimeZoneContext value={status?.event?.timeZone ?? 'UTC'}>
      {page === 'self-test' ? (
        <SelfTestPage onBack={() => go('/gate')} />
      ) : (
        <GateStage isCodeBroken={page === 'broken-code'} />
      )}
    </TimeZoneContext>
  );
}
