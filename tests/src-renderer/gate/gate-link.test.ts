import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGateLink, type GateLink } from '../../../src-renderer/gate/gate-link';
import { deviceStatus, fakeDesk, ok, show, statusOf, UNREACHABLE } from './fake-desk';

const START = Date.UTC(2026, 10, 28, 13, 30);
const SCAN = { scanId: '0190f0a0-0000-7000-8000-000000000001', code: 'EP1' };
let link: GateLink | null = null;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  link?.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function open(desk = fakeDesk({ 'gate.status': () => ok(deviceStatus()) })) {
  const wipe = vi.fn<() => void>();
  const opened = createGateLink({ call: desk.call, wipe, platform: {} });
  link = opened;
  opened.start();
  await vi.advanceTimersByTimeAsync(0);
  return { desk, link: opened, wipe, polls: () => desk.callsOf('gate.status').length };
}

test('asks every second while the page is shown', async () => {
  const { polls } = await open();
  expect(polls()).toBe(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(polls()).toBe(4);
});

test('asks nothing while the page is hidden, and at once when it is shown again', async () => {
  const { polls } = await open();
  show('hidden');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(polls()).toBe(1);
  show('visible');
  await vi.advanceTimersByTimeAsync(0);
  expect(polls()).toBe(2);
});

test.each(['online', 'pageshow'])('asks at once after %s', async (event) => {
  const { polls } = await open();
  window.dispatchEvent(new Event(event));
  await vi.advanceTimersByTimeAsync(0);
  expect(polls()).toBe(2);
});

describe('the desk is out of reach', () => {
  test('after two polls without an answer, and not after one', async () => {
    const { desk, link } = await open();
    desk.isAway = true;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(link.state().reachable).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(link.state()).toMatchObject({ reachable: false, since: START + 2_000 });
    expect(link.state().status?.device?.name).toBe('North gate');
  });

  test('after one lost poll between two answered ones it never was', async () => {
    const { desk, link } = await open();
    for (let turn = 0; turn < 3; turn++) {
      desk.isAway = true;
      await vi.advanceTimersByTimeAsync(1_000);
      desk.isAway = false;
      await vi.advanceTimersByTimeAsync(1_000);
      expect(link.state().reachable).toBe(true);
    }
  });

  test.each(['gate.scan', 'gate.admit'] as const)('after one %s without an answer', async (name) => {
    const { desk, link } = await open();
    desk.answer({ [name]: UNREACHABLE });
    await link.api[name]({ ...SCAN, passId: 'p' } as never);
    expect(link.state().reachable).toBe(false);
  });

  test('not after one lost look-up, which is followed by a poll at once', async () => {
    const { desk, link, polls } = await open();
    desk.answer({ 'gate.find': UNREACHABLE });
    await link.api['gate.find']({ name: 'asha' });
    expect(link.state().reachable).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(polls()).toBe(2);
  });

  test('and is asked more and more rarely, up to every five seconds', async () => {
    const { desk, polls } = await open();
    desk.isAway = true;
    await vi.advanceTimersByTimeAsync(2_000);
    const before = polls();
    await vi.advanceTimersByTimeAsync(2_000 + 3_000 + 4_000 + 5_000 + 5_000);
    expect(polls() - before).toBe(5);
  });

  test('a question that was frozen with a hidden page says nothing about the desk', async () => {
    const { desk, link } = await open();
    let answer: (reply: typeof UNREACHABLE) => void = () => undefined;
    desk.answer({ 'gate.scan': () => new Promise((resolve) => (answer = resolve)) });
    const scan = link.api['gate.scan'](SCAN);
    show('hidden');
    show('visible');
    answer(UNREACHABLE);
    await scan;
    expect(link.state().reachable).toBe(true);
  });

  test('until one good answer, which is told once', async () => {
    const { desk, link } = await open();
    const onBack = vi.fn<() => void>();
    link.onBack(onBack);
    desk.isAway = true;
    await vi.advanceTimersByTimeAsync(2_000);
    desk.isAway = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(link.state().reachable).toBe(true);
    expect(onBack).toHaveBeenCalledTimes(1);
  });

  test('never by a refusal: that is an answer too', async () => {
    const { desk, link } = await open();
    desk.answer({ 'gate.scan': { ok: false, code: 'keys-locked' } });
    await link.api['gate.scan'](SCAN);
    desk.answer({ 'gate.status': { ok: false, code: 'too-many-attempts', retryAfterSeconds: 3 } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(link.state().reachable).toBe(true);
  });
});

test('knows the latency, and how far the clock of the phone is ahead', async () => {
  const desk = fakeDesk({
    'gate.status': async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const status = ok(statusOf('stranger', {}, 90_000));
      await new Promise((resolve) => setTimeout(resolve, 20));
      return status;
    },
  });
  const { link } = await open(desk);
  await vi.advanceTimersByTimeAsync(40);
  expect(link.state().latencyMs).toBeCloseTo(40, 0);
  expect(link.state().skewMs).toBeCloseTo(90_000, 0);
});

test('sends its health once it is a device, with the battery where the browser tells', async () => {
  const desk = fakeDesk({ 'gate.status': () => ok(deviceStatus()) });
  link = createGateLink({
    call: desk.call,
    wipe: () => undefined,
    platform: { getBattery: async () => ({ level: 0.42, charging: true }) },
  });
  link.setHealth({ queue: 3, camera: 'on' });
  link.start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(desk.callsOf('gate.status')).toMatchObject([
    {},
    { health: { queue: 3, stuck: 0, camera: 'on', decoder: null, battery: 0.42, charging: true } },
  ]);
  expect(desk.callsOf('gate.status')[0]?.health).toBeUndefined();
});

describe('a phone that is signed off', () => {
  test.each(['gate.status', 'gate.scan', 'gate.find'] as const)('by the answer to %s is wiped, once', async (name) => {
    const { desk, link, wipe, polls } = await open();
    desk.answer({ [name]: { ok: false, code: 'device-revoked' } });
    await link.api[name]({} as never);
    await link.api[name]({} as never);
    expect(link.state().ended).toBe('revoked');
    expect(wipe).toHaveBeenCalledTimes(1);
    const before = polls();
    await vi.advanceTimersByTimeAsync(10_000);
    show('visible');
    expect(polls()).toBe(before);
  });

  test('at its own wish is wiped too', async () => {
    const { desk, link, wipe } = await open();
    desk.answer({ 'gate.leave': ok(null) });
    await link.api['gate.leave']({});
    expect(link.state().ended).toBe('left');
    expect(wipe).toHaveBeenCalledTimes(1);
  });
});

test('an answer to a question from before it was stopped is not taken for a new one', async () => {
  const desk = fakeDesk();
  const answers: ((reply: ReturnType<typeof ok<ReturnType<typeof statusOf>>>) => void)[] = [];
  desk.answer({ 'gate.status': () => new Promise((resolve) => answers.push(resolve)) });
  const { link } = await open(desk);
  link.stop();
  link.start();
  answers[0]?.(ok(statusOf('stranger')));
  await vi.advanceTimersByTimeAsync(0);
  expect(link.state().status).toBeNull();
  answers[1]?.(ok(statusOf('applicant')));
  await vi.advanceTimersByTimeAsync(0);
  expect(link.state().status?.state).toBe('applicant');
});
