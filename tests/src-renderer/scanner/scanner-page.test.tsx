import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ScannerPage } from '../../../src-renderer/scanner/scanner-page';
import type { ErrorCode, Reply } from '../../../src-shared/contract/operation';
import type { RefusalReason, ScanOutcome } from '../../../src-shared/contract/scans';
import { type Instant, toInstant } from '../../../src-shared/instant';
import { fakeMedia } from '../../support/fake-media';
import { type Answers, ASHA, fakeOffice, ok, renderPage } from '../../support/render-page';

const AT: Instant = toInstant(Date.UTC(2026, 10, 28, 14, 0, 0));
const PASS = {
  passId: 'p1',
  name1: 'Meera Iyer',
  phone1: '+919876543210',
  name2: 'Kabir Iyer',
  phone2: null,
  passType: 'COUPLE',
  passTypeLabel: 'Couple',
  admits: 2,
  timing: '7:00 PM',
};
const ADMITTED: ScanOutcome = { status: 'admitted', at: AT, pass: PASS };

function refused(reason: RefusalReason, secondsAgo?: number): ScanOutcome {
  const at = toInstant(Date.parse(AT) - (secondsAgo ?? 0) * 1_000);
  return {
    status: 'refused',
    reason,
    at: AT,
    pass: reason === 'invalid' || reason === 'not-found' ? null : PASS,
    firstAdmission: secondsAgo === undefined ? null : { at, by: 'gate2', byName: 'Sunil Joshi', desk: 'Main entrance' },
  };
}

function office(scan: Answers['scans.scan'], more: Answers = {}) {
  return fakeOffice({
    'scans.scan': scan ?? ok(ADMITTED),
    'scans.recent': ok([]),
    'reports.gate': ok({ inside: 214, toComePeople: 386, admitted: 150, refused: 9, gates: [] }),
    ...more,
  });
}

/** What the verdict sounds like: the pitches of the notes played. */
let played: number[] = [];
class FakeAudioNode {
  gain = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined };
  connect(next: unknown) {
    return next;
  }
  start() {}
  stop() {}
}

beforeEach(() => {
  played = [];
  window.localStorage.clear();
  vi.stubGlobal(
    'AudioContext',
    class {
      state = 'running';
      currentTime = 0;
      close = async () => undefined;
    },
  );
  vi.stubGlobal(
    'OscillatorNode',
    class extends FakeAudioNode {
      constructor(_context: unknown, { frequency }: { frequency: number }) {
        super();
        played.push(frequency);
      }
    },
  );
  vi.stubGlobal('GainNode', FakeAudioNode);
  vi.spyOn(window.HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  vi.spyOn(window.HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** jsdom decodes no video and draws nothing: what the camera shows is what the platform's detector says it sees. */
function withPicture(seen: () => string | null) {
  const { prototype } = window.HTMLVideoElement;
  vi.spyOn(prototype, 'videoWidth', 'get').mockReturnValue(1280);
  vi.spyOn(prototype, 'videoHeight', 'get').mockReturnValue(720);
  let frames: (() => void)[] = [];
  Object.assign(prototype, {
    requestVideoFrameCallback: (callback: () => void) => frames.push(callback),
    cancelVideoFrameCallback: () => undefined,
  });
  vi.spyOn(window.HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    drawImage: () => undefined,
    getImageData: () => ({ width: 1, height: 1 }),
  } as never);
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      static getSupportedFormats = async () => ['qr_code'];
      detect = async () => [seen()].flatMap((rawValue) => (rawValue === null ? [] : [{ rawValue }]));
    },
  );
  /** One picture of the camera arrives. */
  return () =>
    act(async () => {
      const callbacks = frames;
      frames = [];
      for (const callback of callbacks) callback();
      await vi.dynamicImportSettled();
    });
}

function withCameras(plugged: readonly string[], capabilities?: object) {
  const media = fakeMedia(plugged, capabilities);
  vi.stubGlobal('isSecureContext', true);
  Object.assign(navigator, { mediaDevices: media.devices, permissions: media.permissions });
  return media;
}
afterEach(() => {
  Object.assign(navigator, { mediaDevices: undefined, permissions: undefined });
  Object.assign(window.HTMLVideoElement.prototype, { requestVideoFrameCallback: undefined });
});

const verdict = () => screen.getByRole('region', { name: 'Verdict' });
const field = () => screen.getByRole('textbox', { name: 'Code of the pass' });
const picture = () => screen.getByLabelText<HTMLVideoElement>('Picture of the camera');
const spoken = () => document.querySelector('[data-live="assertive"]')?.textContent?.trim();

async function type(code: string) {
  const user = userEvent.setup();
  await user.type(field(), `${code}{Enter}`);
}

describe('each verdict says in words what its colour and shape say', () => {
  test.each<[string, Reply<ScanOutcome>, string, readonly string[]]>([
    ['admitted', ok(ADMITTED), 'admitted', ['Let in 2 people', 'Meera Iyer and Kabir Iyer', 'Couple · 7:00 PM']],
    [
      'one person admitted',
      ok({ ...ADMITTED, pass: { ...PASS, name2: null, admits: 1 } }),
      'admitted',
      ['Let in 1 person', 'Meera Iyer'],
    ],
    [
      'used before',
      ok(refused('already-used', 742)),
      'refused',
      [
        'Already used',
        '12 minutes ago',
        'At 7:17:38 PM by Sunil Joshi, Main entrance',
        'Meera Iyer and Kabir Iyer · Couple',
      ],
    ],
    [
      'used a moment ago',
      ok(refused('already-used', 6)),
      'refused',
      ['Already used', 'a few seconds ago', 'Only a moment ago: it may be the same pass shown twice.'],
    ],
    ['invalid', ok(refused('invalid')), 'refused', ['Invalid code', /tampered/u as never]],
    ['not found', ok(refused('not-found')), 'refused', ['Not found']],
    ['cancelled', ok(refused('cancelled')), 'refused', ['Cancelled', 'Meera Iyer and Kabir Iyer · Couple']],
  ])('%s', async (_case, reply, tone, words) => {
    renderPage(<ScannerPage />, { office: office(reply) });
    await type('CODE');
    for (const one of words) expect(await within(verdict()).findByText(one)).toBeTruthy();
    expect(verdict()).toHaveProperty('dataset.tone', tone);
  });

  test.each<ErrorCode>(['keys-locked', 'keys-missing', 'storage-failed', 'internal'])(
    '%s is not judged, and looks like no refusal',
    async (code) => {
      renderPage(<ScannerPage />, { office: office({ ok: false, code, reference: 'AB12' }) });
      await type('CODE');
      expect(await within(verdict()).findByText('Not judged')).toBeTruthy();
      expect(within(verdict()).getByText('Reference AB12')).toBeTruthy();
      expect(verdict()).toHaveProperty('dataset.tone', 'unknown');
    },
  );

  test('the three tones of sound are different melodies, and can be switched off for good', async () => {
    const { unmount, ...page } = renderPage(<ScannerPage />, { office: office(ok(ADMITTED)) });
    const melodies: number[][] = [];
    for (const reply of [ok(ADMITTED), ok(refused('invalid')), { ok: false, code: 'keys-locked' } as const]) {
      played = [];
      page.office.answer({ 'scans.scan': reply });
      await type('CODE');
      await waitFor(() => expect(played).not.toEqual([]));
      melodies.push(played);
    }
    expect(new Set(melodies.map((melody) => melody.join())).size).toBe(3);

    played = [];
    await userEvent.click(screen.getByRole('button', { name: 'Switch the sound off' }));
    await type('CODE');
    await within(verdict()).findByText('Not judged');
    unmount();
    renderPage(<ScannerPage />, { office: office(ok(ADMITTED)) });
    await type('CODE');
    await within(verdict()).findByText('Let in 2 people');
    expect(played).toEqual([]);
  });

  test('a screen reader hears each verdict, also the same one twice', async () => {
    renderPage(<ScannerPage />, { office: office(ok(refused('invalid'))) });
    const heard: (string | null | undefined)[] = [];
    const region = document.querySelector('[data-live="assertive"]');
    const observer = new MutationObserver(() => heard.push(region?.textContent));
    observer.observe(region as Node, { childList: true, characterData: true, subtree: true });
    await type('A');
    await waitFor(() => expect(heard).toHaveLength(1));
    await type('B');
    await waitFor(() => expect(heard).toHaveLength(2));
    expect(spoken()).toBe(
      'Refused. Invalid code. This is not a pass of this event, or it was tampered with. Do not let in.',
    );
  });
});

describe('how long a verdict stays', () => {
  test('green makes room for the next person by itself, red does not', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const page = renderPage(<ScannerPage />, { office: office(ok(ADMITTED)) });
    await type('A');
    await within(verdict()).findByText('Let in 2 people');
    await act(() => vi.advanceTimersByTimeAsync(5_100));
    expect(within(verdict()).getByText('Ready for the next pass')).toBeTruthy();

    page.office.answer({ 'scans.scan': ok(refused('invalid')) });
    await type('B');
    await within(verdict()).findByText('Invalid code');
    await act(() => vi.advanceTimersByTimeAsync(600_000));
    expect(within(verdict()).getByText('Invalid code')).toBeTruthy();
  });

  test('Escape clears it', async () => {
    renderPage(<ScannerPage />, { office: office(ok(refused('invalid'))) });
    await type('B');
    await within(verdict()).findByText('Invalid code');
    await userEvent.keyboard('{Escape}');
    expect(within(verdict()).getByText('Ready for the next pass')).toBeTruthy();
  });
});

describe('a lost answer', () => {
  test('is waited for in amber with the same scan, and the next scan has an id of its own', async () => {
    const page = renderPage(<ScannerPage />, { office: office({ ok: false, code: 'unreachable' }) });
    await type('A');
    expect(await within(verdict()).findByText('No answer yet')).toBeTruthy();
    expect(verdict()).toHaveProperty('dataset.tone', 'unknown');
    expect(spoken()).toBe('No answer yet. Do not let in yet.');

    page.office.answer({ 'scans.scan': ok(ADMITTED) });
    expect(await within(verdict()).findByText('Let in 2 people', {}, { timeout: 3_000 })).toBeTruthy();
    await type('B');
    await waitFor(() => expect(page.office.callsOf('scans.scan').at(-1)).toMatchObject({ code: 'B' }));

    const scans = page.office.callsOf('scans.scan');
    const idsOf = (code: string) => new Set(scans.filter((scan) => scan.code === code).map(({ scanId }) => scanId));
    expect(scans.filter(({ code }) => code === 'A').length).toBeGreaterThan(1);
    expect(idsOf('A').size).toBe(1);
    expect(idsOf('B')).not.toEqual(idsOf('A'));
  });

  test('asks again as the same scan when it was not judged', async () => {
    const page = renderPage(<ScannerPage />, { office: office({ ok: false, code: 'keys-locked' }) });
    await type('A');
    await userEvent.click(await within(verdict()).findByRole('button', { name: 'Ask again' }));
    await waitFor(() => expect(page.office.callsOf('scans.scan')).toHaveLength(2));
    const [first, second] = page.office.callsOf('scans.scan');
    expect(second).toEqual(first);
  });
});

describe('hand scanners', () => {
  test('the field is ready when the page opens, and after each scan', async () => {
    renderPage(<ScannerPage />, { office: office(ok(ADMITTED)) });
    expect(document.activeElement).toBe(field());
    await type('A');
    await within(verdict()).findByText('Let in 2 people');
    expect(document.activeElement).toBe(field());
    expect(field()).toHaveProperty('value', '');
  });

  test('what is typed while the focus is elsewhere lands in the field', async () => {
    const page = renderPage(<ScannerPage />, { office: office(ok(ADMITTED)) });
    screen.getByRole('button', { name: 'Switch the sound off' }).focus();
    await userEvent.keyboard('EP1.AB{Enter}');
    await waitFor(() => expect(page.office.callsOf('scans.scan')).toMatchObject([{ code: 'EP1.AB' }]));
  });

  test('a burst is judged in order, and none is lost', async () => {
    const page = renderPage(<ScannerPage />, { office: office(ok(refused('invalid'))) });
    await userEvent.keyboard('A1{Enter}B2{Enter}C3{Enter}');
    await waitFor(() => expect(page.office.callsOf('scans.scan').map(({ code }) => code)).toEqual(['A1', 'B2', 'C3']), {
      timeout: 5_000,
    });
  });

  test('the focus comes back after a click on the page or on a button', async () => {
    renderPage(<ScannerPage />, { office: office(ok(ADMITTED)) });
    await userEvent.click(screen.getByRole('heading', { name: 'Scan' }));
    await waitFor(() => expect(document.activeElement).toBe(field()));
    await userEvent.click(screen.getByRole('button', { name: 'Switch the sound off' }));
    await waitFor(() => expect(document.activeElement).toBe(field()));
  });

  test('a dialog over the page keeps what is typed into it', async () => {
    const page = renderPage(
      <>
        <ScannerPage />
        <div role="dialog" aria-modal="true">
          <button type="button">In the dialog</button>
        </div>
      </>,
      { office: office(ok(ADMITTED)) },
    );
    const button = screen.getByRole('button', { name: 'In the dialog' });
    await userEvent.click(button);
    await userEvent.keyboard('EP1.AB{Enter}');
    expect(document.activeElement).toBe(button);
    expect(page.office.callsOf('scans.scan')).toEqual([]);
  });
});

describe('the camera', () => {
  test('shows its picture within an aiming frame', async () => {
    withCameras(['built-in']);
    renderPage(<ScannerPage />, { office: office(undefined) });
    await waitFor(() => expect(picture().hidden).toBe(false));
  });

  test('scans what is held before it, once, and again after it was away', async () => {
    withCameras(['built-in']);
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => time);
    let seen: string | null = null;
    const frame = withPicture(() => seen);
    const page = renderPage(<ScannerPage />, { office: office(ok(refused('invalid'))) });
    await waitFor(() => expect(picture().hidden).toBe(false));
    async function watch(milliseconds: number) {
      for (const end = time + milliseconds; time < end; time += 100) await frame();
    }
    const scans = () => page.office.callsOf('scans.scan').map(({ code }) => code);

    seen = 'EP1.HELD';
    await watch(8_000);
    expect(scans()).toEqual(['EP1.HELD']);
    seen = null;
    await watch(3_000);
    seen = 'EP1.HELD';
    await watch(1_000);
    expect(scans()).toEqual(['EP1.HELD', 'EP1.HELD']);
  });

  test('that is lost while scanning is told of in words, typing goes on, and its picture comes back by itself', async () => {
    const media = withCameras(['usb']);
    renderPage(<ScannerPage />, { office: office(ok(ADMITTED)) });
    await waitFor(() => expect(picture().hidden).toBe(false));
    act(() => media.pullOut('usb'));
    expect(await screen.findByRole('heading', { name: 'The camera is gone' })).toBeTruthy();
    await type('CODE');
    expect(await within(verdict()).findByText('Let in 2 people')).toBeTruthy();

    act(() => media.plugIn('usb'));
    await waitFor(() => expect(picture().hidden).toBe(false));
    expect(screen.queryByRole('heading', { name: 'The camera is gone' })).toBeNull();
  });

  test.each([
    ['refused', 'NotAllowedError', 'The camera is not allowed'],
    ['not there', 'NotFoundError', 'No camera found'],
    ['in use', 'NotReadableError', 'The camera is busy'],
    ['broken', 'UnknownError', 'The camera does not start'],
  ])('%s is told with what to do, typing goes on, and another try is offered', async (_case, name, title) => {
    const media = withCameras(['built-in']);
    media.fail(name);
    const page = renderPage(<ScannerPage />, { office: office(ok(ADMITTED)) });
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('Meanwhile a hand scanner works');
    await type('A');
    expect(page.office.callsOf('scans.scan')).toHaveLength(1);

    media.fail(null);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(picture().hidden).toBe(false));
  });

  test('pulled out on the way is told, and comes back by itself', async () => {
    const media = withCameras(['usb']);
    renderPage(<ScannerPage />, { office: office(undefined) });
    await waitFor(() => expect(media.held()).toEqual(['usb']));
    act(() => media.pullOut('usb'));
    expect(await screen.findByRole('heading', { name: 'The camera is gone' })).toBeTruthy();
    act(() => media.plugIn('usb'));
    await waitFor(() => expect(picture().hidden).toBe(false));
  });

  test('is refused by browsers to pages that are not secure, and that is told', async () => {
    vi.stubGlobal('isSecureContext', false);
    renderPage(<ScannerPage />, { office: office(undefined) });
    expect(await screen.findByRole('heading', { name: 'No camera on this address' })).toBeTruthy();
  });

  test('can be chosen, and this browser remembers which', async () => {
    const media = withCameras(['built-in', 'usb']);
    const { unmount } = renderPage(<ScannerPage />, { office: office(undefined) });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Camera' }), 'usb');
    await waitFor(() => expect(media.held()).toEqual(['usb']));
    unmount();
    expect(media.held()).toEqual([]);

    renderPage(<ScannerPage />, { office: office(undefined) });
    await waitFor(() => expect(media.held()).toEqual(['usb']));
  });

  test('has its light and zoom offered where it has them', async () => {
    withCameras(['phone'], { torch: true, zoom: { min: 1, max: 4, step: 0.1 } });
    renderPage(<ScannerPage />, { office: office(undefined) });
    await userEvent.click(await screen.findByRole('button', { name: 'Switch the light on' }));
    expect(await screen.findByRole('button', { name: 'Switch the light off' })).toBeTruthy();
    expect(screen.getByRole('slider', { name: 'Zoom' })).toBeTruthy();
  });

  test('rests while the window is hidden, while the desk is locked, and when it is switched off', async () => {
    const media = withCameras(['built-in']);
    const { unmount } = renderPage(<ScannerPage />, { office: office(undefined) });
    await waitFor(() => expect(media.held()).toEqual(['built-in']));

    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(media.held()).toEqual([]);
    hidden.mockReturnValue('visible');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await waitFor(() => expect(media.held()).toEqual(['built-in']));

    await userEvent.click(screen.getByRole('button', { name: 'Switch the camera off' }));
    expect(media.held()).toEqual([]);
    expect(screen.getByRole('heading', { name: 'The camera is off' })).toBeTruthy();
    unmount();

    window.localStorage.clear();
    renderPage(<ScannerPage />, {
      office: office(undefined),
      status: { session: { ...ASHA, state: 'locked' } },
    });
    await screen.findByRole('heading', { name: 'Scan' });
    expect(media.held()).toEqual([]);
  });
});

test('the page shows how full it is and the last scans, and asks again after a scan', async () => {
  const how = { recordedAt: null, deviceId: null, byHand: false };
  const scan = { scanId: 's1', at: AT, by: 'admin1', desk: 'Main entrance', passId: 'p1', people: 2, ...how };
  const page = renderPage(<ScannerPage />, {
    office: office(ok(ADMITTED), {
      'scans.recent': ok([{ ...scan, outcome: 'admitted', name1: 'Meera Iyer', passTypeLabel: 'Couple' }]),
    }),
  });
  expect(await screen.findByText('214')).toBeTruthy();
  const list = screen.getByRole('region', { name: 'Last scans' });
  expect(await within(list).findByText('Admitted · Couple · 2 people')).toBeTruthy();

  page.office.answer({
    'scans.recent': ok([{ ...scan, scanId: 's2', outcome: 'invalid', name1: null, passTypeLabel: null, people: 0 }]),
    'reports.gate': ok({ inside: 216, toComePeople: 384, admitted: 151, refused: 9, gates: [] }),
  });
  await type('A');
  expect(await screen.findByText('216')).toBeTruthy();
  expect(within(list).getByText('Unknown pass')).toBeTruthy();
});
