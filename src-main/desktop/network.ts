import type { Session } from 'electron';

/** The window needs no network at all: everything it shows comes from the application itself. */
export function cutNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    const { protocol } = new URL(details.url);
    decide({ cancel: !['app:', 'blob:', 'data:', 'devtools:'].includes(protocol) });
  });
}
