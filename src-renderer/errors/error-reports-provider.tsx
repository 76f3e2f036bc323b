import { type ReactNode, useEffect, useState } from 'react';
import type { Call } from '../api/call';
import { createErrorReports, ErrorReportsContext } from './error-reports';
import { watchWindow } from './watch-window';

interface ErrorReportsProviderProps {
  readonly call: Call;
  readonly children: ReactNode;
}

/** Has the office's log told of what goes wrong in pages, whether or not anybody sees it. */
export function ErrorReportsProvider({ call, children }: ErrorReportsProviderProps) {
  const [reports] = useState(() =>
    createErrorReports({
      call,
      home: `${window.location.protocol}//${window.location.host}/`,
      now: () => performance.now(),
    }),
  );
  useEffect(() => watchWindow(window, reports), [reports]);
  return <ErrorReportsContext value={reports}>{children}</ErrorReportsContext>;
}
