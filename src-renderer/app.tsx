import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { ApiProvider } from './api/api-provider';
import type { Call } from './api/call';
import { OfficeGate } from './session/office-gate';
import { colourVariables } from './theme/colour-variables';
import { theme } from './theme/theme';
import { ErrorBoundary } from './ui/error-boundary';
import { LiveRegion } from './ui/live-region';

interface AppProps {
  readonly call: Call;
  readonly styleNonce?: string;
}

/** The whole desk, given a way to reach the office. Words must have been started: `startTranslations`. */
export function App({ call, styleNonce = '' }: AppProps) {
  return (
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={colourVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => styleNonce}
      >
        <ApiProvider call={call}>
          <LiveRegion>
            <ErrorBoundary>
              <OfficeGate />
            </ErrorBoundary>
          </LiveRegion>
          <Notifications position="bottom-right" autoClose={6_000} />
        </ApiProvider>
      </MantineProvider>
    </StrictMode>
  );
}
