import type { Session } from 'electron';
import { isWithin } from './desk-origin';

/**
 * The camera for the desk's own page, and nothing else for anybody. Electron asks through all three handlers, and grants
 * what has no handler.
 */
export function restrictPermissions(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const wantsOnlyVideo =
      permission === 'media' &&
      'mediaTypes' in details &&
      details.mediaTypes?.every((type) => type === 'video') === true &&
      details.mediaTypes.length > 0;
    decide(wantsOnlyVideo && details.isMainFrame && isWithin(origin, details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requester, details) =>
      permission === 'media' && details.mediaType !== 'audio' && details.isMainFrame && isWithin(origin, requester),
  );
  session.setDevicePermissionHandler(() => false);
}
