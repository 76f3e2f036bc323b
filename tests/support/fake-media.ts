/** A computer's cameras as a page finds them, for tests of what becomes of them. jsdom has none. */
export interface FakeMedia {
  readonly devices: MediaDevices;
  readonly permissions: Permissions;
  /** Everything asked for so far, by device id; `any` where none was named. */
  readonly asked: readonly string[];
  /** The tracks that hold a camera now, by device id. */
  held(): readonly string[];
  plugIn(deviceId: string): void;
  /** Pulled out: what it gave ends. */
  pullOut(deviceId: string): void;
  /** What it gave ends, and it is there all the same. */
  cut(deviceId: string): void;
  /** What opening a camera fails with from now on; null for nothing. */
  fail(name: string | null): void;
  /** The person allows the camera in the browser's own menu. */
  allow(): void;
  /** Answers to `getUserMedia` wait until this is called. */
  hold(): { release(): void };
}

class FakeTrack extends EventTarget {
  readonly kind = 'video';
  readonly id = crypto.randomUUID();
  readonly deviceId: string;
  readonly capabilities: object;
  readonly applied: unknown[] = [];
  readyState = 'live';

  constructor(deviceId: string, capabilities: object) {
    super();
    this.deviceId = deviceId;
    this.capabilities = capabilities;
  }
  stop() {
    this.readyState = 'ended';
  }
  getSettings() {
    return { deviceId: this.deviceId };
  }
  getCapabilities() {
    return this.capabilities;
  }
  async applyConstraints(constraints: unknown) {
    this.applied.push(constraints);
  }
}

/** @param capabilities of every camera, such as `{ torch: true }` */
export function fakeMedia(plugged: readonly string[], capabilities: object = {}): FakeMedia {
  let cameras = [...plugged];
  let failure: string | null = null;
  let gate: Promise<void> | null = null;
  const asked: string[] = [];
  const tracks: FakeTrack[] = [];

  const devices = Object.assign(new EventTarget(), {
    async getUserMedia({ video }: { video: { deviceId?: { exact: string } } }) {
      const wanted = video.deviceId?.exact;
      asked.push(wanted ?? 'any');
      await gate;
      if (failure) throw new DOMException('', failure);
      const found = wanted === undefined ? cameras[0] : cameras.find((one) => one === wanted);
      if (found === undefined)
        throw new DOMException('', wanted === undefined ? 'NotFoundError' : 'OverconstrainedError');
      const track = new FakeTrack(found, capabilities);
      tracks.push(track);
      return { getTracks: () => [track], getVideoTracks: () => [track] };
    },
    async enumerateDevices() {
      return cameras.map((deviceId) => ({ kind: 'videoinput', deviceId, label: `Camera "${deviceId}"` }));
    },
  });
  function endTracks(deviceId: string) {
    for (const track of tracks) {
      if (track.deviceId !== deviceId || track.readyState !== 'live') continue;
      track.readyState = 'ended';
      track.dispatchEvent(new Event('ended'));
    }
  }
  const permission = Object.assign(new EventTarget(), { state: 'prompt' });

  return {
    devices: devices as unknown as MediaDevices,
    permissions: { query: async () => permission } as unknown as Permissions,
    asked,
    held: () => tracks.filter(({ readyState }) => readyState === 'live').map(({ deviceId }) => deviceId),
    plugIn(deviceId) {
      cameras = [...cameras, deviceId];
      devices.dispatchEvent(new Event('devicechange'));
    },
    pullOut(deviceId) {
      cameras = cameras.filter((one) => one !== deviceId);
      endTracks(deviceId);
      devices.dispatchEvent(new Event('devicechange'));
    },
    cut: endTracks,
    fail(name) {
      failure = name;
    },
    allow() {
      failure = null;
      permission.state = 'granted';
      permission.dispatchEvent(new Event('change'));
    },
    hold() {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return {
        release() {
          gate = null;
          release();
        },
      };
    },
  };
}
