import type { Session } from 'electron';
import { isDeskUrl } from './app-protocol';

/**
 * The camera for the desk's own page, and nothing else for anybody. Electron asks through all three handlers, and grants
 * what has no handler.
 */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const wantsOnlyVideo =
      permission === 'media' &&
      'mediaTypes' in details &&
      details.mediaTypes?.every((type) => type === 'video') === true &&
      details.mediaTypes.length > 0;
    decide(wantsOnlyVideo && details.isMainFrame && isDeskUrl(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' && details.mediaType !== 'audio' && details.isMainFrame && isDeskUrl(origin),
  );
  session.setDevicePermissionHandler(() => false);
}
