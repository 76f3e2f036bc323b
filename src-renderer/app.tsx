import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { startUpProblemAt } from '../src-shared/start-up-problem';
import { ApiProvider } from './api/api-provider';
import type { Call } from './api/call';
import { ErrorReportsProvider } from './errors/error-reports-provider';
import { OfficeGate } from './session/office-gate';
import { StartUpProblemPage } from './start-up/start-up-problem-page';
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
  // When the office could not be opened there is nobody to ask anything, but for a backup.
  const problem = startUpProblemAt(window.location);
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
            <ErrorReportsProvider call={call}>
              <ErrorBoundary isWhole>{problem ? <StartUpProblemPage {...problem} /> : <OfficeGate />}</ErrorBoundary>
            </ErrorReportsProvider>
          </LiveRegion>
          <Notifications position="bottom-right" autoClose={6_000} />
        </ApiProvider>
      </MantineProvider>
    </StrictMode>
  );
}
