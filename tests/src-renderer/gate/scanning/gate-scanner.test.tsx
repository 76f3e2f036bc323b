import { MantineProvider } from '@mantine/core';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TimeZoneContext } from '../../../../src-renderer/format/time-zone';
import { GateScanner } from '../../../../src-renderer/gate/scanning/gate-scanner';
import { theme } from '../../../../src-renderer/theme/theme';
import { startTranslations } from '../../../../src-renderer/translations/i18n';
import { phoneWords } from '../../../../src-renderer/translations/phone-words';
import { LiveRegion } from '../../../../src-renderer/ui/live-region';
import { fakeMedia } from '../../../support/fake-media';
import { codeOf, createGateWorld, type GateWorld, passId } from './gate-world';

startTranslations(['en'], phoneWords);

const JOIN_URL = 'https://192.168.1.7:8443/p#abcdefghijklmnopqrstuv';

beforeEach(() => {
  window.localStorage.clear();
  vi.spyOn(window.HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  vi.spyOn(window.HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined);
});
afterEach(() => {
  Object.assign(navigator, {
    mediaDevices: undefined,
    permissions: undefined,
    wakeLock: undefined,
    vibrate: undefined,
  });
  Reflect.deleteProperty(navigator, 'userActivation');
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

interface Opened {
  readonly world: GateWorld;
  readonly joined: string[];
  readonly health: object;
  cover(isCovered: boolean): void;
  leave(): void;
  /** Types a code, and lets the world go on for a moment. */
  scan(code: string, milliseconds?: number): Promise<void>;
  advance(milliseconds: number): Promise<void>;
}

async function openScanner(prepare?: (world: GateWorld) => Promise<void>): Promise<Opened> {
  const world = createGateWorld();
  await world.reload();
  await prepare?.(world);
  const joined: string[] = [];
  const health = {};
  const page = (isCovered: boolean) => (
    <MantineProvider theme={theme} env="test">
      <TimeZoneContext value="Asia/Kolkata">
        <LiveRegion>
          <GateScanner
            queue={world.queue}
            link={{ setHealth: (part) => Object.assign(health, part) }}
            isCovered={isCovered}
            onJoinCode={(code) => joined.push(code)}
          />
        </LiveRegion>
      </TimeZoneContext>
    </MantineProvider>
  );
  const view = render(page(false));
  const advance = (milliseconds: number) => act(() => world.advance(milliseconds));
  return {
    world,
    joined,
    health,
    advance,
    leave: view.unmount,
    cover: (isCovered) => view.rerender(page(isCovered)),
    async scan(code, milliseconds = 100) {
      const user = userEvent.setup();
      await user.clear(field());
      await user.click(field());
      await user.paste(code);
      await user.keyboard('{Enter}');
      await advance(milliseconds);
    },
  };
}

async function lose(world: GateWorld) {
  world.cutLink(true);
  world.poll();
  await world.advance(3_000);
}

async function comeBack({ world, advance }: Opened) {
  world.cutLink(false);
  world.poll();
  await advance(10_000);
}

const field = () => screen.getByRole('textbox', { name: 'Code of the pass' });
const verdict = () => screen.getByRole('region', { name: 'Verdict' });
const spoken = () => document.querySelector('[data-live="assertive"]')?.textContent?.trim();

describe('the verdict', () => {
  test('of the office is shown as at the desk', async () => {
    const { scan } = await openScanner();
    await scan(codeOf(1));
    expect(within(verdict()).getByText('Let in 1 person')).toBeTruthy();
    expect(verdict()).toHaveProperty('dataset.tone', 'admitted');
  });

  test('out of reach is amber and never green, and says what to do', async () => {
    const { scan, world } = await openScanner(lose);
    await scan(codeOf(1));
    expect(verdict()).toHaveProperty('dataset.tone', 'recorded');
    expect(within(verdict()).getByText('Recorded, not confirmed')).toBeTruthy();
    expect(within(verdict()).getByText('Let them in: it is checked as soon as the desk is back.')).toBeTruthy();
    expect(spoken()).toMatch(/^Recorded, not confirmed\. Let them in/u);
    expect(screen.getByText('1 scan recorded, not confirmed')).toBeTruthy();
    expect(world.sent).toEqual([]);
  });

  test('amber makes room for the next person by itself, the red of the phone does not', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    const { scan } = await openScanner(lose);
    await scan(codeOf(1));
    await act(() => vi.advanceTimersByTimeAsync(6_100));
    expect(within(verdict()).getByText('Ready for the next pass')).toBeTruthy();
    await scan(codeOf(1));
    await act(() => vi.advanceTimersByTimeAsync(600_000));
    expect(within(verdict()).getByText('Already scanned here')).toBeTruthy();
    expect(within(verdict()).getByText(/^Recorded on this phone at 7:00:0\d PM$/u)).toBeTruthy();
    expect(verdict()).toHaveProperty('dataset.tone', 'refused');
  });

  test('a text that is no pass code is red, and says that the desk is out of reach', async () => {
    const { scan, world } = await openScanner(lose);
    await scan('WIFI:S:guest;;');
    expect(verdict()).toHaveProperty('dataset.tone', 'refused');
    expect(within(verdict()).getByText('Not a pass code')).toBeTruthy();
    expect(within(verdict()).getByText('The desk is out of reach.')).toBeTruthy();
    expect(world.disk.size).toBe(0);
  });

  test('of a pass that was found by name is shown in the same place', async () => {
    const { world, advance } = await openScanner();
    act(() => world.queue.admitByHand(passId(4)));
    await advance(100);
    expect(within(verdict()).getByText('Let in 1 person')).toBeTruthy();
  });

  test('is felt also with the sound off', async () => {
    const vibrate = vi.fn();
    Object.assign(navigator, { vibrate });
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { hasBeenActive: true } });
    const { scan } = await openScanner(lose);
    await userEvent.click(screen.getByRole('button', { name: 'Switch the sound off' }));
    await scan(codeOf(1));
    await scan(codeOf(1));
    const [[recorded] = [], [refused] = []] = vibrate.mock.calls;
    expect(recorded).not.toEqual(refused);
  });

  test('does not bring the keyboard of the phone back over itself', async () => {
    const { scan } = await openScanner();
    await scan(codeOf(1));
    expect(document.activeElement).not.toBe(field());
  });
});

describe('a collision', () => {
  async function collide(passes: readonly number[]) {
    const opened = await openScanner(async (world) => {
      for (const pass of passes) world.admitElsewhere(pass);
      await world.advance(300_000);
      await lose(world);
    });
    for (const pass of passes) await opened.scan(codeOf(pass));
    await opened.advance(5_000);
    await comeBack(opened);
    return opened;
  }
  const card = (name: string | RegExp) => screen.getByRole('region', { name });

  test('is told on the phone with both times, and stays until somebody has read it', async () => {
    const opened = await collide([1]);
    const { world, scan } = opened;
    const told = 'Recorded at 7:05 PM, but this pass was used at 7:00 PM at Gate 2 by Asha.';
    expect(within(card('Somebody should not be inside')).getByText(told)).toBeTruthy();
    expect(spoken()).toContain(told);
    // The verdict on the next person needs the room.
    await scan(codeOf(2));
    await opened.advance(600_000);
    expect(within(card('Somebody should not be inside')).queryByText(told)).toBeNull();
    await userEvent.click(within(card('Somebody should not be inside')).getByRole('button', { name: 'Show' }));
    expect(within(card('Somebody should not be inside')).getByText(told)).toBeTruthy();

    await userEvent.click(screen.getByRole('button', { name: 'I have read it' }));
    await opened.advance(100);
    expect(screen.queryByRole('region', { name: 'Somebody should not be inside' })).toBeNull();
    expect(world.disk.size).toBe(0);
  });

  test('comes after the other when there are several', async () => {
    const opened = await collide([1, 2, 3]);
    for (const title of ['3 times somebody', '2 times somebody', 'Somebody']) {
      expect(card(new RegExp(`^${title} should not be inside$`, 'u'))).toBeTruthy();
      await userEvent.click(screen.getByRole('button', { name: 'I have read it' }));
      await opened.advance(100);
    }
    expect(screen.queryByRole('button', { name: 'I have read it' })).toBeNull();
  });

  test('is told by its reason where the pass was never used', async () => {
    const opened = await openScanner(lose);
    await opened.scan(codeOf(4_000));
    await comeBack(opened);
    expect(screen.getByText('Recorded at 7:00 PM, but the desk says: Invalid code.')).toBeTruthy();
  });
});

test('what went well is only counted', async () => {
  const opened = await openScanner(lose);
  for (const pass of [1, 2, 3]) await opened.scan(codeOf(pass), 2_000);
  expect(screen.getByText('3 scans recorded, not confirmed')).toBeTruthy();
  await comeBack(opened);
  expect(screen.queryByText(/scans recorded/u)).toBeNull();
  expect(screen.getByText('3 confirmed')).toBeTruthy();
  const list = screen.getByRole('region', { name: 'Scanned with this phone' });
  expect(within(list).getAllByText('Confirmed · 1 person')).toHaveLength(3);
});

test('a scan that needs a person is given up only after a question', async () => {
  const opened = await openScanner(lose);
  const { world } = opened;
  await opened.scan(codeOf(1));
  world.decideFates(() => 'conflict');
  await comeBack(opened);
  expect(screen.getByRole('heading', { name: '1 recorded scan needs a person' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Give it up' }));
  await userEvent.click(screen.getByRole('button', { name: 'Keep it' }));
  expect(world.queue.state().stuck).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: 'Give it up' }));
  await userEvent.click(screen.getByRole('button', { name: 'Yes, give it up' }));
  await opened.advance(100);
  expect(world.queue.state().stuck).toEqual([]);
  expect(screen.queryByRole('heading', { name: /needs a person/u })).toBeNull();
});

test('a phone that keeps nothing says so', async () => {
  const { scan } = await openScanner(async (world) => {
    world.breakDisk(true);
    await lose(world);
  });
  await scan(codeOf(1));
  expect(screen.getByText(/^This browser keeps nothing\. Do not close or reload this page/u)).toBeTruthy();
});

test('the desk’s own code is handed on and never scanned as a pass', async () => {
  const { scan, joined, world } = await openScanner();
  await scan(JOIN_URL);
  expect(joined).toEqual([JOIN_URL]);
  expect(world.sent).toEqual([]);
  expect(within(verdict()).getByText('Ready for the next pass')).toBeTruthy();
});

test('the desk hears of the camera, and it rests while something else is in front', async () => {
  const media = fakeMedia(['back']);
  vi.stubGlobal('isSecureContext', true);
  Object.assign(navigator, { mediaDevices: media.devices, permissions: media.permissions });
  const { health, cover } = await openScanner();
  await waitFor(() => expect(health).toMatchObject({ camera: 'on' }));
  cover(true);
  expect(media.held()).toEqual([]);
  expect(health).toMatchObject({ camera: 'off' });
  cover(false);
  await waitFor(() => expect(media.held()).toEqual(['back']));
  media.fail('NotReadableError');
  act(() => media.pullOut('back'));
  await waitFor(() => expect(health).toMatchObject({ camera: 'problem' }));
});

describe('the screen', () => {
  class Sentinel extends EventTarget {
    released = false;
    async release() {
      this.released = true;
      this.dispatchEvent(new Event('release'));
    }
  }
  function withWakeLock(refuses: () => boolean = () => false) {
    const given: Sentinel[] = [];
    Object.assign(navigator, {
      wakeLock: {
        request: async () => {
          if (refuses()) throw new DOMException('low battery', 'NotAllowedError');
          const sentinel = new Sentinel();
          given.push(sentinel);
          return sentinel;
        },
      },
    });
    return given;
  }
  const show = (state: DocumentVisibilityState) => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
  };

  test('stays on, and again after the page was hidden', async () => {
    const given = withWakeLock();
    await openScanner();
    expect(given).toHaveLength(1);
    show('hidden');
    await act(() => given[0]?.release());
    expect(given).toHaveLength(1);
    show('visible');
    await waitFor(() => expect(given).toHaveLength(2));
  });

  test('is asked for again with the next touch when the browser refused', async () => {
    let isRefused = true;
    const given = withWakeLock(() => isRefused);
    const { advance } = await openScanner();
    await advance(1);
    expect(screen.getByText(/does not keep the screen on just now/u)).toBeTruthy();
    isRefused = false;
    await userEvent.click(screen.getByRole('heading', { name: 'Scanned with this phone' }));
    await waitFor(() => expect(given).toHaveLength(1));
    expect(screen.queryByText(/does not keep the screen on just now/u)).toBeNull();
  });

  test('that cannot be kept on is told, with what to do', async () => {
    await openScanner();
    expect(screen.getByText(/cannot keep the screen on/u)).toBeTruthy();
  });

  test('may go dark again when scanning is over', async () => {
    const given = withWakeLock();
    const { advance, leave } = await openScanner();
    await advance(1);
    leave();
    expect(given.map(({ released }) => released)).toEqual([true]);
  });
});

test('whatever a camera reads, the scanner goes on', async () => {
  const opened = await openScanner(lose);
  for (const text of [
    '{"__proto__":1}',
    '<img src=x onerror=alert(1)>',
    'https://user:pass@[::1]/p#x',
    'EP1....',
    '\u0000\ud800\u202e',
    'x'.repeat(100_000),
  ]) {
    act(() => opened.world.queue.scans.add(text));
    await opened.advance(1_300);
    expect(within(verdict()).getByText('Not a pass code')).toBeTruthy();
  }
  await opened.scan(codeOf(1));
  expect(within(verdict()).getByText('Recorded, not confirmed')).toBeTruthy();
});

test('hundreds of scans in a row, in and out of reach, leave the page as it was', async () => {
  const opened = await openScanner();
  const { world, advance } = opened;
  for (let round = 0; round < 4; round++) {
    const isLost = round % 2 === 1;
    world.cutLink(isLost);
    world.poll();
    await advance(3_000);
    act(() => {
      for (let pass = 0; pass < 50; pass++) world.queue.scans.add(codeOf(round * 50 + pass));
    });
    for (let part = 0; part < 5; part++) {
      await advance(13_000);
      expect(verdict().dataset.tone).toBe(isLost ? 'recorded' : 'admitted');
    }
  }
  await comeBack(opened);
  await advance(30_000);
  expect(world.queue.state()).toMatchObject({ waiting: [], collided: [], stuck: [], confirmed: 100 });
  expect(screen.getAllByRole('listitem')).toHaveLength(8);
  expect(document.querySelectorAll('*').length).toBeLessThan(400);
  expect(world.disk.size).toBe(0);
}, 120_000);
