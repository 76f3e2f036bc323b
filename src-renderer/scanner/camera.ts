/** Why there is no picture. Closed: each has its words. */
export const CAMERA_PROBLEMS = ['insecure', 'refused', 'none', 'in-use', 'unplugged', 'failed'] as const;
export type CameraProblem = (typeof CAMERA_PROBLEMS)[number];

export interface CameraChoice {
  readonly deviceId: string;
  /** Empty until the person has allowed the camera. */
  readonly label: string;
}

/** What the camera in use can do beyond giving a picture. */
export interface CameraAbilities {
  readonly torch: boolean;
  readonly zoom: { readonly min: number; readonly max: number; readonly step: number } | null;
}

export type OpenedCamera =
  | { readonly ok: true; readonly stream: MediaStream; readonly track: MediaStreamTrack }
  | { readonly ok: false; readonly problem: CameraProblem };

/** Wide enough for a code held far away, small enough to be read many times a second. */
const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/**
 * Opens the wanted camera, or another one when that is not there; on a phone, the one at the back.
 * @param devices undefined where the page was not delivered over a secure connection
 */
export async function openCamera(devices: MediaDevices | undefined, deviceId: string | null): Promise<OpenedCamera> {
  // Browsers take the whole interface away from pages that are not secure; older engines lack only its function.
  if (!devices || !('getUserMedia' in devices)) return { ok: false, problem: 'insecure' };
  const any = { facingMode: { ideal: 'environment' } };
  const attempts = deviceId === null ? [any] : [{ deviceId: { exact: deviceId } }, any];

  let problem: CameraProblem = 'none';
  for (const constraints of attempts) {
    try {
      const stream = await devices.getUserMedia({ video: { ...PICTURE, ...constraints }, audio: false });
      const [track] = stream.getVideoTracks();
      if (track) return { ok: true, stream, track };
    } catch (error) {
      problem = problemOf(error);
      // Only a camera that is gone or taken makes another one worth asking for.
      if (problem === 'refused' || problem === 'insecure') break;
    }
  }
  return { ok: false, problem };
}

/** The names are those of the Media Capture specification. */
export function problemOf(error: unknown): CameraProblem {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
      return 'refused';
    case 'SecurityError':
      return 'insecure';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    default:
      return 'failed';
  }
}

/** The cameras of this device, in the system's order. */
export async function listCameras(devices: MediaDevices): Promise<CameraChoice[]> {
  const all = await devices.enumerateDevices();
  return all.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ deviceId, label }));
}

/** Torch and zoom come from a specification of their own that TypeScript does not know. */
interface ImageCapabilities extends MediaTrackCapabilities {
  readonly torch?: boolean;
  readonly zoom?: { readonly min: number; readonly max: number; readonly step?: number };
}
interface ImageConstraints extends MediaTrackConstraintSet {
  readonly torch?: boolean;
  readonly zoom?: number;
}

export function abilitiesOf(track: MediaStreamTrack): CameraAbilities {
  const { torch, zoom }: ImageCapabilities = track.getCapabilities?.() ?? {};
  return {
    torch: torch === true,
    zoom: zoom && zoom.max > zoom.min ? { min: zoom.min, max: zoom.max, step: zoom.step || 0.1 } : null,
  };
}

/** @returns whether the camera took it */
export async function adjustCamera(track: MediaStreamTrack, setting: ImageConstraints): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [setting] });
    return true;
  } catch {
    return false;
  }
}
