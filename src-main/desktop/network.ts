import type { Session } from 'electron';
import { isWithin } from './desk-origin';

/** What a page makes for itself, and the developer tools. */
const LOCAL_SCHEMES = ['blob:', 'data:', 'devtools:'];

/** The window needs no network: everything it shows comes from its own origin, which is the application itself. */
export function cutNetwork(session: Session, origin: string): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !isWithin(origin, url) && !LOCAL_SCHEMES.includes(new URL(url).protocol) });
  });
}
