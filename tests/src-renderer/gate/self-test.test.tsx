import 'fake-indexeddb/auto';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGateApi } from '../../../src-renderer/gate/gate-api';
import { checkClock, checkFetch, checkLatency } from '../../../src-renderer/gate/self-test/office-checks';
import {
  checkCamera,
  checkCookie,
  checkDecoder,
  checkSound,
  checkStorage,
  checkVibration,
  checkWakeLock,
} from '../../../src-renderer/gate/self-test/platform-checks';
import { drawTestCode, TEST_TEXT } from '../../../src-renderer/gate/self-test/test-code';
import { createZxingJsDecoder } from '../../../src-renderer/scanner/decoders/zxing-js';
import { SelfTest } from '../../../src-shared/contract/devices';
import { deviceStatus, fakeDesk, ok, statusOf, UNREACHABLE } from './fake-desk';
import { renderGate, stopLinks } from './render-gate';

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });

beforeEach(() => {
  // jsdom has none; this is all that the decoders look at.
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data: Uint8ClampedArray;
      readonly width: number;
      readonly height: number;
      constructor(data: Uint8ClampedArray, width: number, height: number) {
        this.data = data;
        this.width = width;
        this.height = height;
      }
    },
  );
});
afterEach(stopLinks);

test('the code of the test is one that can be read', async () => {
  const decoder = createZxingJsDecoder();
  expect(await decoder.decode(drawTestCode())).toBe(TEST_TEXT);
});

describe('the office', () => {
  const link = (desk = fakeDesk({ 'gate.status': () => ok(statusOf('stranger')) })) => ({
    api: createGateApi(desk.call),
  });

  test('that answers passes', async () => {
    expect(await checkFetch(link())).toMatchObject({ result: 'passed' });
    expect(await checkLatency(link())).toMatchObject({ result: 'passed', measuredMs: expect.any(Number) });
  });

  test('that does not answer fails once, and the measurements are absent', async () => {
    const away = link(fakeDesk({ 'gate.status': UNREACHABLE }));
    expect(await checkFetch(away)).toMatchObject({ result: 'failed', detail: 'unreachable' });
    expect(await checkLatency(away)).toMatchObject({ result: 'absent', measuredMs: null });
    expect(await checkClock(away)).toMatchObject({ result: 'absent', measuredMs: null });
  });

  test.each([
    [5_000, 'passed'],
    [-90_000, 'passed'],
    [600_000, 'failed'],
    [-600_000, 'failed'],
  ])('with a clock that differs by %i ms: %s', async (skewMs, result) => {
    const found = await checkClock(link(fakeDesk({ 'gate.status': () => ok(statusOf('stranger', {}, skewMs)) })));
    expect(found.result).toBe(result);
    expect(Math.round((found.measuredMs ?? 0) / 1_000)).toBe(skewMs / 1_000);
  });
});

describe('the phone', () => {
  const stranger = { state: () => ({ status: statusOf('stranger') }) as never };

  test('keeps a cookie, or not', () => {
    const cookie = vi.spyOn(document, 'cookie', 'get');
    cookie.mockReturnValue('a=1; __Host-epass-test=1');
    expect(checkCookie(stranger).result).toBe('passed');
    cookie.mockReturnValue('a=1');
    expect(checkCookie(stranger).result).toBe('failed');
    expect(checkCookie({ state: () => ({ status: deviceStatus() }) as never }).result).toBe('passed');
  });

  test('gives a camera, refuses it, or has none; and the camera is let go', async () => {
    vi.stubGlobal('isSecureContext', true);
    const stop = vi.fn<() => void>();
    const track = { stop, getSettings: () => ({ width: 1280, height: 720 }) };
    const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
    const devices = { getUserMedia: async () => stream } as unknown as MediaDevices;
    expect(await checkCamera(devices)).toMatchObject({ result: 'passed', detail: '1280×720' });
    expect(stop).toHaveBeenCalledTimes(1);
    const refusing = { getUserMedia: () => Promise.reject(new DOMException('', 'NotAllowedError')) };
    expect(await checkCamera(refusing as unknown as MediaDevices)).toMatchObject({
      result: 'failed',
      detail: 'refused',
    });
    expect(await checkCamera(undefined)).toMatchObject({ result: 'absent' });
  });

  test('reads codes with a decoder, which is named and timed', async () => {
    const decoder = { name: 'zxing-js', decode: async () => TEST_TEXT } as const;
    expect(await checkDecoder(decoder)).toMatchObject({
      result: 'passed',
      detail: 'zxing-js',
      measuredMs: expect.any(Number),
    });
    expect((await checkDecoder({ ...decoder, decode: async () => 'something else' })).result).toBe('failed');
    const broken = { name: null, decode: () => Promise.reject(new Error('no decoder works here')) };
    expect(await checkDecoder(broken)).toMatchObject({ result: 'failed', detail: 'Error' });
  });

  test('keeps what is written, and nothing of the test', async () => {
    expect(await checkStorage()).toMatchObject({ result: 'passed' });
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('epass-self-test');
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('', 'SecurityError');
      },
    });
    expect(await checkStorage()).toMatchObject({ result: 'failed', detail: 'SecurityError' });
  });

  test('has a wake lock that is refused, or none', async () => {
    vi.stubGlobal('navigator', {
      wakeLock: { request: () => Promise.reject(new DOMException('', 'NotAllowedError')) },
    });
    expect(await checkWakeLock()).toMatchObject({ result: 'failed', detail: 'NotAllowedError' });
    const release = vi.fn<() => Promise<void>>(async () => undefined);
    vi.stubGlobal('navigator', { wakeLock: { request: async () => ({ release }) } });
    expect(await checkWakeLock()).toMatchObject({ result: 'passed' });
    expect(release).toHaveBeenCalledTimes(1);
    vi.stubGlobal('navigator', {});
    expect(await checkWakeLock()).toMatchObject({ result: 'absent' });
    expect(checkVibration()).toMatchObject({ result: 'absent' });
    vi.stubGlobal('navigator', { vibrate: () => false });
    expect(checkVibration()).toMatchObject({ result: 'failed' });
  });

  test('has sound that stays silent, or none', async () => {
    expect(await checkSound(null)).toMatchObject({ result: 'absent' });
    const suspended = { state: 'suspended', resume: async () => undefined } as unknown as AudioContext;
    expect(await checkSound(suspended)).toMatchObject({ result: 'failed', detail: 'suspended' });
  });
});

describe('the page', () => {
  test('is for strangers too: tells each result in words, and sends it to nobody', async () => {
    const desk = fakeDesk({ 'gate.status': () => ok(statusOf('stranger')) });
    await renderGate(desk, '/selftest');
    await screen.findByRole('heading', { level: 1, name: 'Test this phone' });
    expect(screen.getAllByText('Not tested yet')).toHaveLength(11);
    await user.click(screen.getByRole('button', { name: 'Start the test' }));
    await screen.findByRole('button', { name: 'Test again' });
    const line = (name: string) => within(screen.getByText(name, { exact: true }).closest('li') as HTMLElement);
    line('Talking to the desk').getByText('The desk answers.');
    line('Camera').getByText(/This browser gives no camera to this page/);
    line('Keeping scans').getByText('Works');
    screen.getByText(/Needs attention: .*Safe address/, { selector: 'p' });
    expect(desk.callsOf('gate.selfTest')).toEqual([]);
  });

  test('of a device keeps the result at the desk, in the form that the desk takes, and can be repeated', async () => {
    const desk = fakeDesk({ 'gate.status': () => ok(deviceStatus()), 'gate.selfTest': ok(null) });
    await renderGate(desk);
    await user.click(await screen.findByRole('button', { name: 'Test this phone' }));
    await user.click(await screen.findByRole('button', { name: 'Start the test' }));
    await screen.findByText('The desk has got the result.');
    const [sent] = desk.callsOf('gate.selfTest');
    expect(SelfTest.parse(sent).checks.map(({ check }) => check)).toHaveLength(11);
    desk.answer({ 'gate.selfTest': UNREACHABLE });
    await user.click(screen.getByRole('button', { name: 'Test again' }));
    await screen.findByText('The result could not be sent to the desk.');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await screen.findByRole('button', { name: 'Start scanning' });
  });
});
