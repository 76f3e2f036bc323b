import type { ErrorReports } from './error-reports';

/** Reports what nobody caught. The page goes on: what failed had no part of the screen of its own. Returns what ends it. */
export function watchWindow(target: Window, reports: ErrorReports): () => void {
  function onError({ error }: ErrorEvent) {
    // Browsers also tell here of layouts that took two turns, and of scripts that are not ours, both without an error.
    if (error) void reports.report(error, 'window');
  }
  function onRejection({ reason }: PromiseRejectionEvent) {
    void reports.report(reason, 'window');
  }
  target.addEventListener('error', onError);
  target.addEventListener('unhandledrejection', onRejection);
  return () => {
    target.removeEventListener('error', onError);
    target.removeEventListener('unhandledrejection', onRejection);
  };
}
