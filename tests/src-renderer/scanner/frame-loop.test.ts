import { afterEach, expect, test, vi } from 'vitest';
import { type FrameLoop, startFrameLoop } from '../../../src-renderer/scanner/frame-loop';
import type { View } from '../../../src-renderer/scanner/frame-views';

const FRAME = { width: 1, height: 1 } as ImageData;

/** A video whose frames come when the test says so, with a clock that moves by them. */
function fakeVideo(options: { readonly withFrameCallback?: boolean } = {}) {
  const { withFrameCallback = true } = options;
  let time = 0;
  let handles = 0;
  const pending = new Map<number, () => void>();
  const request = (callback: () => void) => {
    pending.set(++handles, callback);
    return handles;
  };
  const cancel = (handle: number) => void pending.delete(handle);
  if (!withFrameCallback) {
    vi.stubGlobal('requestAnimationFrame', request);
    vi.stubGlobal('cancelAnimationFrame', cancel);
  }
  const video = {
    readyState: 4,
    currentTime: 0,
    ...(withFrameCallback ? { requestVideoFrameCallback: request, cancelVideoFrameCallback: cancel } : {}),
  };

  async function settle() {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }

  return {
    video,
    now: () => time,
    waits: () => pending.size,
    spend(milliseconds: number) {
      time += milliseconds;
    },
    settle,
    /** The next picture arrives, 33 ms after the one before. */
    async frame({ isNew = true } = {}) {
      time += 33;
      if (isNew) video.currentTime += 0.033;
      const callbacks = [...pending.values()];
      pending.clear();
      for (const callback of callbacks) callback();
      await settle();
    },
  };
}

let loop: FrameLoop | undefined;
afterEach(() => {
  loop?.stop();
  vi.unstubAllGlobals();
});

test('every picture is looked at, in each of the views in turn', async () => {
  const camera = fakeVideo();
  const views: View[] = [];
  const codes: (string | null)[] = [];
  loop = startFrameLoop({
    source: camera.video,
    grab: (_source, view) => {
      views.push(view);
      return FRAME;
    },
    decode: async () => null,
    onPass: (code) => codes.push(code),
    now: camera.now,
  });
  for (let frame = 0; frame < 5; frame++) await camera.frame();

  expect(views).toEqual(['reduced', 'centre', 'reduced', 'whole', 'reduced']);
  expect(codes).toEqual([null, null, null, null, null]);
});

test('a code that was found is looked for in the same view until it is lost', async () => {
  const camera = fakeVideo();
  const views: View[] = [];
  const answers = [null, 'A', 'A', null, null];
  loop = startFrameLoop({
    source: camera.video,
    grab: (_source, view) => {
      views.push(view);
      return FRAME;
    },
    decode: async () => answers.shift() ?? null,
    onPass: () => undefined,
    now: camera.now,
  });
  for (let frame = 0; frame < 5; frame++) await camera.frame();

  expect(views).toEqual(['reduced', 'centre', 'centre', 'centre', 'reduced']);
});

test('passes never overlap, however long one takes', async () => {
  const camera = fakeVideo();
  let running = 0;
  let most = 0;
  const finish: (() => void)[] = [];
  loop = startFrameLoop({
    source: camera.video,
    grab: () => FRAME,
    decode: () => {
      most = Math.max(most, ++running);
      return new Promise((resolve) => {
        finish.push(() => {
          running--;
          resolve(null);
        });
      });
    },
    onPass: () => undefined,
    now: camera.now,
  });
  for (let frame = 0; frame < 5; frame++) await camera.frame();
  expect(finish).toHaveLength(1);

  finish[0]?.();
  await camera.settle();
  for (let frame = 0; frame < 10; frame++) await camera.frame();
  expect(finish).toHaveLength(2);
  expect(most).toBe(1);
});

test('after a slow pass the page has the thread for as long as the pass took', async () => {
  const camera = fakeVideo();
  let passes = 0;
  loop = startFrameLoop({
    source: camera.video,
    grab: () => FRAME,
    decode: async () => {
      camera.spend(100);
      return null;
    },
    onPass: () => {
      passes++;
    },
    now: camera.now,
  });
  await camera.frame();
  for (let frame = 0; frame < 3; frame++) await camera.frame();
  expect(passes).toBe(1);
  await camera.frame();
  expect(passes).toBe(2);
});

test.each([
  ['the picture cannot be taken', 'grab'],
  ['the decoder fails', 'decode'],
  ['whoever listens fails', 'onPass'],
])('it goes on when %s', async (_case, broken) => {
  const camera = fakeVideo();
  const troubles: unknown[] = [];
  let isBroken = true;
  let passes = 0;
  const maybe = (part: string) => {
    if (isBroken && part === broken) throw new TypeError(part);
  };
  loop = startFrameLoop({
    source: camera.video,
    grab: () => {
      maybe('grab');
      return FRAME;
    },
    decode: async () => {
      maybe('decode');
      return 'A';
    },
    onPass: () => {
      maybe('onPass');
      passes++;
    },
    onTrouble: (error) => {
      troubles.push(error);
      throw new Error('and the one who is told fails too');
    },
    now: camera.now,
  });
  await camera.frame();
  expect(troubles).toEqual([new TypeError(broken)]);

  isBroken = false;
  // It rests for a second first, so that a broken camera costs nothing.
  for (let frame = 0; frame < 20; frame++) await camera.frame();
  expect(passes).toBe(0);
  for (let frame = 0; frame < 20; frame++) await camera.frame();
  expect(passes).toBeGreaterThan(0);
});

test('nothing is looked at before there is a picture', async () => {
  const camera = fakeVideo();
  const decode = vi.fn(async () => null);
  let frame: ImageData | null = null;
  loop = startFrameLoop({ source: camera.video, grab: () => frame, decode, onPass: () => undefined, now: camera.now });
  await camera.frame();
  expect(decode).not.toHaveBeenCalled();
  frame = FRAME;
  await camera.frame();
  expect(decode).toHaveBeenCalledTimes(1);
});

test('after it was stopped nothing is asked for, and a pass under way is not reported', async () => {
  const camera = fakeVideo();
  const onPass = vi.fn();
  let finish = (_code: string) => {};
  loop = startFrameLoop({
    source: camera.video,
    grab: () => FRAME,
    decode: () => new Promise((resolve) => (finish = resolve)),
    onPass,
    now: camera.now,
  });
  await camera.frame();
  loop.stop();
  finish('A');
  await camera.settle();
  expect(onPass).not.toHaveBeenCalled();
  expect(camera.waits()).toBe(0);
});

test('it tells how often it looks', async () => {
  const camera = fakeVideo();
  loop = startFrameLoop({
    source: camera.video,
    grab: () => FRAME,
    decode: async () => null,
    onPass: () => undefined,
    now: camera.now,
  });
  expect(loop.rate()).toBe(0);
  for (let frame = 0; frame < 60; frame++) await camera.frame();
  expect(loop.rate()).toBe(31);
  camera.spend(2_000);
  expect(loop.rate()).toBe(0);
});

test('where the browser does not announce pictures, only new ones are looked at', async () => {
  const camera = fakeVideo({ withFrameCallback: false });
  const onPass = vi.fn();
  loop = startFrameLoop({ source: camera.video, grab: () => FRAME, decode: async () => null, onPass, now: camera.now });
  await camera.frame();
  await camera.frame({ isNew: false });
  await camera.frame({ isNew: false });
  expect(onPass).toHaveBeenCalledTimes(1);
  await camera.frame();
  expect(onPass).toHaveBeenCalledTimes(2);
});
