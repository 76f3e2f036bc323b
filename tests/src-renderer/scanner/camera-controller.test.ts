import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { abilitiesOf, problemOf } from '../../../src-renderer/scanner/camera';
import { type CameraController, createCameraController } from '../../../src-renderer/scanner/camera-controller';
import { type FakeMedia, fakeMedia } from '../../support/fake-media';

let controller: CameraController;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  controller.stop();
  vi.useRealTimers();
});

async function settle() {
  await vi.advanceTimersByTimeAsync(0);
}

async function start(media: FakeMedia | null, wanted: string | null = null) {
  controller = createCameraController({ devices: media?.devices, permissions: media?.permissions, wanted });
  controller.start();
  await settle();
}

function shown(): string {
  const state = controller.state();
  if (state.kind === 'on') return `on ${state.deviceId}`;
  return state.kind === 'problem' ? state.problem : state.kind;
}

test('it asks first, and then shows the picture', async () => {
  const media = fakeMedia(['built-in']);
  const gate = media.hold();
  await start(media);
  expect(shown()).toBe('asking');
  gate.release();
  await settle();
  expect(shown()).toBe('on built-in');
});

test('the camera chosen before is opened, and another one where it is not there', async () => {
  const media = fakeMedia(['built-in', 'usb']);
  await start(media, 'usb');
  expect(shown()).toBe('on usb');
  controller.stop();

  await start(fakeMedia(['built-in']), 'usb');
  expect(shown()).toBe('on built-in');
});

test('a chosen camera that comes back is used again', async () => {
  const media = fakeMedia(['built-in']);
  await start(media, 'usb');
  media.plugIn('usb');
  await settle();
  expect(shown()).toBe('on usb');
  expect(media.held()).toEqual(['usb']);
});

test.each([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'insecure'],
  ['NotFoundError', 'none'],
  ['NotReadableError', 'in-use'],
  ['AbortError', 'in-use'],
  ['TypeError', 'failed'],
] as const)('%s is told as "%s"', async (name, problem) => {
  const media = fakeMedia(['built-in']);
  media.fail(name);
  await start(media);
  expect(shown()).toBe(problem);
});

test('what is no error of the browser is a failure too', () => {
  expect(problemOf('nonsense')).toBe('failed');
});

test('a page that was not delivered securely is told so', async () => {
  await start(null);
  expect(shown()).toBe('insecure');
});

test('a refusal is not asked about again until somebody tries again', async () => {
  const media = fakeMedia(['built-in']);
  media.fail('NotAllowedError');
  await start(media, 'built-in');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(media.asked).toEqual(['built-in']);

  media.fail(null);
  controller.start();
  await settle();
  expect(shown()).toBe('on built-in');
});

test('allowing the camera in the browser’s own menu is enough', async () => {
  const media = fakeMedia(['built-in']);
  media.fail('NotAllowedError');
  await start(media);
  media.allow();
  await settle();
  expect(shown()).toBe('on built-in');
});

test('a camera that another program lets go of is taken by itself', async () => {
  const media = fakeMedia(['built-in']);
  media.fail('NotReadableError');
  await start(media);
  media.fail(null);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(shown()).toBe('on built-in');
});

test('the first camera plugged into a computer without one is used', async () => {
  const media = fakeMedia([]);
  await start(media);
  expect(shown()).toBe('none');
  media.plugIn('usb');
  await settle();
  expect(shown()).toBe('on usb');
});

test('a camera pulled out on the way is told, and comes back when it is plugged in', async () => {
  const media = fakeMedia(['usb']);
  await start(media, 'usb');
  media.pullOut('usb');
  await settle();
  expect(shown()).toBe('unplugged');
  media.plugIn('usb');
  await settle();
  expect(shown()).toBe('on usb');
});

test('a picture that ends although the camera is still there, as when its process crashed, comes back at once', async () => {
  const media = fakeMedia(['usb']);
  await start(media, 'usb');
  media.cut('usb');
  await settle();
  expect(shown()).toBe('on usb');
  expect(media.held()).toEqual(['usb']);
});

test('a camera that is lost for longer is looked for until it is back, whether or not the system says so', async () => {
  const media = fakeMedia(['usb']);
  await start(media, 'usb');
  media.fail('NotReadableError');
  media.cut('usb');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown()).toBe('in-use');
  media.fail(null);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(shown()).toBe('on usb');
});

test('when one of two cameras is pulled out, the other one takes over', async () => {
  const media = fakeMedia(['built-in', 'usb']);
  await start(media, 'usb');
  media.pullOut('usb');
  await settle();
  expect(shown()).toBe('on built-in');
});

test('choosing another camera lets go of the first', async () => {
  const media = fakeMedia(['built-in', 'usb']);
  await start(media);
  controller.choose('usb');
  expect(media.held()).toEqual([]);
  await settle();
  expect(shown()).toBe('on usb');
  expect(media.held()).toEqual(['usb']);
});

test('stopping lets go of the camera, also of one that was still being opened', async () => {
  const media = fakeMedia(['built-in']);
  await start(media);
  controller.stop();
  expect(media.held()).toEqual([]);

  const gate = media.hold();
  controller.start();
  await settle();
  controller.stop();
  gate.release();
  await settle();
  expect(media.held()).toEqual([]);
  expect(shown()).toBe('off');
});

test('nothing is tried again after stopping', async () => {
  const media = fakeMedia(['built-in']);
  media.fail('NotReadableError');
  await start(media);
  controller.stop();
  const before = media.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  media.plugIn('usb');
  await settle();
  expect(media.asked).toHaveLength(before);
});

describe('light and zoom', () => {
  const track = (capabilities: object) => ({ getCapabilities: () => capabilities }) as unknown as MediaStreamTrack;

  test('are offered where the camera has them', () => {
    expect(abilitiesOf(track({ torch: true, zoom: { min: 1, max: 4, step: 0.5 } }))).toEqual({
      torch: true,
      zoom: { min: 1, max: 4, step: 0.5 },
    });
  });

  test('are not offered where it has not, or cannot say', () => {
    expect(abilitiesOf(track({ zoom: { min: 1, max: 1 } }))).toEqual({ torch: false, zoom: null });
    expect(abilitiesOf({} as MediaStreamTrack)).toEqual({ torch: false, zoom: null });
  });
});
