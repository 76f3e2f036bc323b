import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { TimeZoneContext } from '../format/time-zone';
import { colourVariables } from '../theme/colour-variables';
import { phoneTheme } from '../theme/phone-theme';
import { ErrorBoundary } from '../ui/error-boundary';
import { LiveRegion } from '../ui/live-region';
import { type Gate, GateContext } from './gate-context';
import { GateStage } from './gate-stage';
import type { GatePage } from './open-gate';
import { SelfTestPage } from './self-test/self-test-page';
import { useGateLink } from './use-gate-link';

interface GateAppProps {
  readonly gate: Gate & { readonly page: GatePage };
  readonly styleNonce?: string;
}

/** A phone's whole page. Words must have been started: `startTranslations`. */
export function GateApp({ gate, styleNonce = '' }: GateAppProps) {
  return (
    <StrictMode>
      <MantineProvider
        theme={phoneTheme}
        cssVariablesResolver={colourVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => styleNonce}
      >
        <GateContext value={gate}>
          <LiveRegion>
            <ErrorBoundary>
              <Page {...gate} />
            </ErrorBoundary>
          </LiveRegion>
        </GateContext>
      </MantineProvider>
    </StrictMode>
  );
}

function Page({ link, page }: GateAppProps['gate']) {
  const { status } = useGateLink(link);
  return (
    <TimeZoneContext value={status?.event?.timeZone ?? 'UTC'}>
      {page === 'self-test' ? (
        <SelfTestPage onBack={() => window.location.assign('/gate')} />
      ) : (
        <GateStage isCodeBroken={page === 'broken-code'} />
      )}
    </TimeZoneContext>
  );
}
