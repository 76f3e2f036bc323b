import type { App } from 'electron';
import type { Log } from '../log';

/**
 * Notes when a process beside the page and the office ends: the one that draws, the one that holds the camera. The system
 * starts each anew when it is needed, so the desk goes on.
 */
export function noteEndedHelpers(app: Pick<App, 'on'>, log: Log): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName }) => {
    if (reason === 'clean-exit') return;
    log.warn('a process beside the office ended', {
      kind: type.replaceAll(' ', '-'),
      reason,
      exitCode,
      service: serviceName ?? null,
    });
  });
}
