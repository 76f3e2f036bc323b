import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { DESK_ORIGIN } from '../../../src-main/desktop/desk-origin';
import { restrictPermissions } from '../../../src-main/desktop/permissions';
import { HOSTILE_ADDRESSES } from '../../support/hostile-addresses';

/** Every permission that Electron 45 has a name for, in whichever of its three questions. */
const PERMISSIONS = `
  accessibility-events ar background-fetch background-sync automatic-fullscreen camera-pan-tilt-zoom
  captured-surface-control clipboard-read clipboard-sanitized-write deprecated-sync-clipboard-read
  display-capture fileSystem fullscreen geolocation geolocation-approximate hand-tracking hid
  idle-detection keyboardLock local-fonts local-network-access loopback-network media mediaKeySystem midi
  midiSysex nfc notifications openExternal payment-handler periodic-background-sync persistent-storage
  pointerLock screen-wake-lock sensors serial smart-card speaker-selection storage-access system-wake-lock
  top-level-storage-access unknown usb usb-unrestricted vr wake-lock-screen web-app-installation
  web-printing window-management
`
  .trim()
  .split(/\s+/);
const REQUESTERS = [DESK_ORIGIN, 'app://desk/', ...HOSTILE_ADDRESSES];
const MEDIA = [undefined, [], ['video'], ['audio'], ['video', 'audio'], ['audio', 'video'], ['unknown']] as const;

type Details = Readonly<Record<string, unknown>>;
type Asking = (contents: null, permission: string, decide: (granted: boolean) => void, details: Details) => void;
type Checking = (contents: null, permission: string, requester: string, details: Details) => boolean;

function ask() {
  const answer = {
    asking: (() => expect.unreachable()) as Asking,
    checking: (() => expect.unreachable()) as Checking,
    device: (() => expect.unreachable()) as (details: Details) => boolean,
  };
  const session = {
    setPermissionRequestHandler: (handler: Asking) => (answer.asking = handler),
    setPermissionCheckHandler: (handler: Checking) => (answer.checking = handler),
    setDevicePermissionHandler: (handler: (details: Details) => boolean) => (answer.device = handler),
  };
  restrictPermissions(session as unknown as Session, DESK_ORIGIN);
  return answer;
}

test('only the camera is granted, only to the desk’s own page, and never together with the microphone', () => {
  const { asking } = ask();
  const granted: unknown[] = [];
  for (const permission of PERMISSIONS)
    for (const requestingUrl of REQUESTERS)
      for (const isMainFrame of [true, false])
        for (const mediaTypes of MEDIA) {
          const details = { requestingUrl, isMainFrame, ...(mediaTypes ? { mediaTypes } : {}) };
          asking(null, permission, (yes) => yes && granted.push({ permission, ...details }), details);
        }
  expect(granted).toEqual(
    [DESK_ORIGIN, 'app://desk/'].map((requestingUrl) => ({
      permission: 'media',
      requestingUrl,
      isMainFrame: true,
      mediaTypes: ['video'],
    })),
  );
});

test('a page may look whether it has the camera, and nothing else', () => {
  const { checking } = ask();
  const granted: unknown[] = [];
  for (const permission of PERMISSIONS)
    for (const requester of REQUESTERS)
      for (const isMainFrame of [true, false])
        for (const mediaType of ['video', 'audio'])
          if (checking(null, permission, requester, { isMainFrame, mediaType }))
            granted.push(`${permission} ${mediaType} ${requester} ${isMainFrame}`);
  expect(granted).toEqual([`media video ${DESK_ORIGIN} true`, 'media video app://desk/ true']);
});

test.each(['hid', 'serial', 'usb'])('no device of the kind %s is lent', (deviceType) => {
  expect(ask().device({ deviceType, origin: DESK_ORIGIN, device: {} })).toBe(false);
});
