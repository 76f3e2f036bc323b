import {
  abilitiesOf,
  type CameraAbilities,
  type CameraChoice,
  type CameraProblem,
  listCameras,
  openCamera,
} from './camera';

export type CameraState =
  | { readonly kind: 'off' }
  | { readonly kind: 'asking' }
  | {
      readonly kind: 'on';
      readonly stream: MediaStream;
      readonly track: MediaStreamTrack;
      readonly deviceId: string;
      readonly cameras: readonly CameraChoice[];
      readonly abilities: CameraAbilities;
    }
  | { readonly kind: 'problem'; readonly problem: CameraProblem };

/** Problems that may pass without anybody touching this page. Another try cannot bring up the browser's question again. */
const PASSING: ReadonlySet<CameraProblem> = new Set(['in-use', 'unplugged', 'none', 'failed']);
const TRY_AGAIN_MS = 4_000;

interface CameraControllerOptions {
  /** Undefined where the page was not delivered over a secure connection. */
  readonly devices: MediaDevices | undefined;
  /** Where the browser can tell that the person has allowed the camera after all. */
  readonly permissions?: Permissions | undefined;
  /** The camera chosen before, if any. */
  readonly wanted: string | null;
}

export interface CameraController {
  /** Opens the camera; also the answer to "try again". */
  start(): void;
  /** Lets go of the camera, so that its light goes out. */
  stop(): void;
  choose(deviceId: string): void;
  readonly state: () => CameraState;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * Keeps a camera open between `start` and `stop` and gets over whatever happens to it: pulled out, plugged in again,
 * taken by another program, allowed after it was refused.
 */
export function createCameraController(options: CameraControllerOptions): CameraController {
  const { devices, permissions } = options;
  const listeners = new Set<() => void>();
  let wanted = options.wanted;
  let state: CameraState = { kind: 'off' };
  /** Counts the openings: one that was overtaken lets go of what it got. */
  let opening = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let permission: PermissionStatus | null = null;

  function set(next: CameraState) {
    state = next;
    for (const listener of listeners) listener();
  }

  function letGo() {
    if (state.kind !== 'on') return;
    state.track.removeEventListener('ended', onEnded);
    for (const track of state.stream.getTracks()) track.stop();
  }

  /** @param lost what is said if no camera is found now, because there was one before */
  async function open(lost?: CameraProblem) {
    clearTimeout(timer);
    const mine = ++opening;
    const opened = await openCamera(devices, wanted);
    const cameras = opened.ok && devices ? await listCameras(devices).catch(() => []) : [];
    if (mine !== opening) {
      if (opened.ok) for (const track of opened.stream.getTracks()) track.stop();
      return;
    }
    if (!opened.ok) {
      const problem = opened.problem === 'none' ? (lost ?? 'none') : opened.problem;
      set({ kind: 'problem', problem });
      if (PASSING.has(problem)) timer = setTimeout(() => void open(lost), TRY_AGAIN_MS);
      return;
    }
    letGo();
    const { stream, track } = opened;
    track.addEventListener('ended', onEnded);
    set({
      kind: 'on',
      stream,
      track,
      deviceId: track.getSettings().deviceId ?? '',
      cameras,
      abilities: abilitiesOf(track),
    });
  }

  function onEnded() {
    set({ kind: 'problem', problem: 'unplugged' });
    void open('unplugged');
  }

  function onDeviceChange() {
    void lookAgain();
  }

  async function lookAgain() {
    if (state.kind === 'problem' && PASSING.has(state.problem)) {
      void open(state.problem === 'unplugged' ? 'unplugged' : undefined);
    }
    if (state.kind !== 'on' || !devices) return;
    const mine = opening;
    const cameras = await listCameras(devices).catch(() => null);
    if (mine !== opening || !cameras || state.kind !== 'on') return;
    const isBack = wanted !== null && wanted !== state.deviceId && cameras.some(({ deviceId }) => deviceId === wanted);
    if (isBack) void open();
    else set({ ...state, cameras });
  }

  function onPermission() {
    if (permission?.state === 'granted' && state.kind === 'problem' && state.problem === 'refused') void open();
  }

  async function watchPermission() {
    const mine = opening;
    // Not every browser knows the name.
    const found = await permissions?.query({ name: 'camera' as PermissionName }).catch(() => null);
    if (!found || mine !== opening) return;
    permission = found;
    permission.addEventListener('change', onPermission);
  }

  function unwatch() {
    devices?.removeEventListener('devicechange', onDeviceChange);
    permission?.removeEventListener('change', onPermission);
    permission = null;
  }

  return {
    start() {
      unwatch();
      if (state.kind !== 'on') set({ kind: 'asking' });
      devices?.addEventListener('devicechange', onDeviceChange);
      void open();
      void watchPermission();
    },
    stop() {
      opening++;
      clearTimeout(timer);
      unwatch();
      letGo();
      set({ kind: 'off' });
    },
    choose(deviceId) {
      wanted = deviceId;
      if (state.kind === 'off') return;
      // Some systems open no second camera while the first one is held.
      letGo();
      set({ kind: 'asking' });
      void open();
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
