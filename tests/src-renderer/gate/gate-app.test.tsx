import 'fake-indexeddb/auto';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toMovingUrl } from '../../../src-renderer/gate/moving';
import { openRecordedStore } from '../../../src-renderer/gate/scanning/recorded-store';
import { formatCompactCode } from '../../../src-shared/pass-code';
import { deviceStatus, fakeDesk, ok, REJOIN_KEY, statusOf, TOKEN, UNREACHABLE } from './fake-desk';
import { renderGate, stopLinks } from './render-gate';

const CODE = formatCompactCode({
  keyId: '01',
  passId: '0190f0a0-0000-7000-8000-0000000000aa',
  tag: new Uint8Array(16).fill(1),
});
const SCAN_ID = '0190f0a0-0000-7000-8000-000000000001';
const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const button = (name: string) => screen.findByRole('button', { name });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  window.localStorage.clear();
});
afterEach(stopLinks);

async function recordOne() {
  const store = await openRecordedStore({ now: Date.now });
  await store.importRecorded([[SCAN_ID, CODE, Date.now() - 5_000, 'recorded']]);
}
const recorded = async () => (await openRecordedStore({ now: Date.now })).all();

function scanningDesk() {
  return fakeDesk({
    'gate.status': () => ok(deviceStatus()),
    // Recorded scans stay where they are until a test says otherwise.
    'gate.scan': { ok: false, code: 'keys-locked' },
  });
}

async function startScanning(desk = scanningDesk()) {
  const gate = await renderGate(desk);
  await user.click(await button('Start scanning'));
  await heading('North gate');
  return { ...gate, desk };
}

describe('joining', () => {
  test('takes the token out of the address before it is handed in, and shows the number for the desk', async () => {
    const desk = fakeDesk({
      'gate.join': ok({ state: 'applicant', check: '4821' }),
      'gate.status': () => ok(statusOf('applicant', { check: '4821' })),
    });
    const { replaced } = await renderGate(desk, `/p#${TOKEN}`);
    await heading('Tell the desk this number');
    screen.getByText('48 21');
    screen.getByText('Number of this phone: 4 8 2 1');
    screen.getByText('Waiting for the desk to accept.');
    expect(replaced).toEqual([{ url: '/gate', asked: 0 }]);
    expect(desk.callsOf('gate.join')).toEqual([{ token: TOKEN }]);
  });

  test('goes on by itself when the desk accepts', async () => {
    const desk = fakeDesk({
      'gate.join': ok({ state: 'applicant', check: '4821' }),
      'gate.status': () => ok(statusOf('applicant', { check: '4821' })),
    });
    const { link } = await renderGate(desk, `/p#${TOKEN}`);
    await heading('Tell the desk this number');
    desk.answer({ 'gate.status': () => ok(deviceStatus()) });
    link.checkNow();
    await button('Start scanning');
    screen.getByText('North gate');
    screen.getByText('Garba Night');
  });

  test('says what to do when the code is over', async () => {
    const desk = fakeDesk({
      'gate.join': { ok: false, code: 'invitation-over' },
      'gate.status': () => ok(statusOf('stranger')),
    });
    await renderGate(desk, `/p#${TOKEN}`);
    expect((await screen.findByRole('alert')).textContent).toMatch(/Ask the desk to show a new one/);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await user.click(await button('Show me how'));
    await heading('Ask the desk to add this phone');
  });

  test('tries again with the same token after no answer', async () => {
    const desk = fakeDesk({
      'gate.join': UNREACHABLE,
      'gate.status': () => ok(statusOf('applicant', { check: '0007' })),
    });
    await renderGate(desk, `/p#${TOKEN}`);
    expect((await screen.findByRole('alert')).textContent).toMatch(/Wi-Fi of the event/);
    desk.answer({ 'gate.join': ok({ state: 'applicant', check: '0007' }) });
    await user.click(await button('Try again'));
    await screen.findByText('00 07');
    expect(desk.callsOf('gate.join')).toEqual([{ token: TOKEN }, { token: TOKEN }]);
  });

  test('is not told once more that it is a stranger when it has joined at last', async () => {
    const stranger = () => ok(statusOf('stranger'));
    const desk = fakeDesk({ 'gate.join': { ok: false, code: 'internal' }, 'gate.status': stranger });
    const { link } = await renderGate(desk, `/p#${TOKEN}`);
    await waitFor(() => expect(link.state().status?.state).toBe('stranger'));
    // A poll is on its way while the phone joins, and another one after it; both take their time.
    const answers: ((status: ReturnType<typeof statusOf>) => void)[] = [];
    desk.answer({
      'gate.join': ok({ state: 'applicant', check: '4821' }),
      'gate.status': () => new Promise((resolve) => answers.push((status) => resolve(ok(status)))),
    });
    link.checkNow();
    await waitFor(() => expect(answers).toHaveLength(1));
    await user.click(await button('Try again'));
    await waitFor(() => expect(answers).toHaveLength(2));
    await act(async () => answers[0]?.(statusOf('stranger')));
    await heading('Saying hello to the desk…');
    await act(async () => answers[1]?.(statusOf('applicant', { check: '4821' })));
    await screen.findByText('48 21');
  });

  test('waits as long as it is told to', async () => {
    const desk = fakeDesk({
      'gate.join': { ok: false, code: 'too-many-attempts', retryAfterSeconds: 40 },
      'gate.status': () => ok(statusOf('stranger')),
    });
    await renderGate(desk, `/p#${TOKEN}`);
    expect((await button('Try again in 40 seconds.')).hasAttribute('disabled')).toBe(true);
  });

  test('a phone that was known before goes on as before when a code is over', async () => {
    const desk = scanningDesk();
    desk.answer({ 'gate.join': { ok: false, code: 'invitation-over' } });
    await renderGate(desk, `/p#${TOKEN}`);
    await user.click(await button('Go on as before'));
    await button('Start scanning');
  });

  test('after a move takes in what was recorded before it asks, and shows its key', async () => {
    const desk = scanningDesk();
    let keptWhenAsked = -1;
    desk.answer({
      'gate.join': async () => {
        keptWhenAsked = (await recorded()).length;
        return ok({ state: 'device', check: null });
      },
    });
    const scans = [[SCAN_ID, CODE, Date.now() - 60_000, 'recorded']];
    const url = toMovingUrl({ url: `https://192.168.1.7:8443/p#${TOKEN}`, host: '' }, REJOIN_KEY, scans);
    await renderGate(desk, url);
    await button('Start scanning');
    expect(keptWhenAsked).toBe(1);
    expect(desk.callsOf('gate.join')).toEqual([{ token: TOKEN, rejoinKey: REJOIN_KEY }]);
    expect(await recorded()).toMatchObject([{ scanId: SCAN_ID, code: CODE }]);
  });
});

describe('a phone that may not scan', () => {
  test.each([
    ['/gate', 'Ask the desk to add this phone'],
    ['/p', 'This code is incomplete'],
    ['/p#abc', 'This code is incomplete'],
  ])('and was opened at %s: %s', async (address, title) => {
    const desk = fakeDesk({ 'gate.status': () => ok(statusOf('stranger')) });
    await renderGate(desk, address);
    await heading(title);
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(desk.callsOf('gate.join')).toEqual([]);
  });

  test('was not accepted', async () => {
    await renderGate(fakeDesk({ 'gate.status': () => ok(statusOf('refused')) }));
    await heading('The desk did not accept this phone');
  });

  test('is paused, and knows whom to ask about', async () => {
    // The office tells a phone nothing else while it is paused, no names either.
    await renderGate(fakeDesk({ 'gate.status': () => ok(statusOf('paused')) }));
    await heading('Scanning is paused');
    screen.getByText(/account of whoever answers for this phone.*Ask the desk/);
  });

  test('does not reach the desk', async () => {
    const desk = fakeDesk();
    desk.isAway = true;
    const { link } = await renderGate(desk);
    await heading('Looking for the desk…');
    await waitFor(() => expect(desk.callsOf('gate.status')).toHaveLength(1));
    link.checkNow();
    await heading('The desk is out of reach');
    screen.getByText(/Keep this page open/);
  });
});

describe('at the gate', () => {
  test('the bar tells the gate, the connection, the people inside and those let in here', async () => {
    await startScanning();
    const figures = within(screen.getByLabelText('How full it is'));
    expect(figures.getByText('inside').nextSibling?.textContent).toBe('314');
    expect(figures.getByText('let in here').nextSibling?.textContent).toBe('27');
    expect(figures.queryByText('to confirm')).toBeNull();
    screen.getByText('Connected');
  });

  test.each([
    ['locked', /enter the passphrase/],
    ['missing', /signing key is missing/],
  ] as const)('a key that is %s is told before and while scanning', async (keys, words) => {
    const desk = scanningDesk();
    desk.answer({ 'gate.status': () => ok(deviceStatus({ keys })) });
    await renderGate(desk);
    await screen.findByText(words);
    await user.click(await button('Start scanning'));
    await heading('North gate');
    screen.getByText(words);
  });

  test('the desk out of reach is shown and read out at once', async () => {
    const { desk, link } = await startScanning();
    desk.isAway = true;
    await link.api['gate.scan']({ scanId: SCAN_ID, code: CODE });
    await screen.findByText('Desk out of reach', { selector: '[data-state]' });
    await screen.findByText(/Desk out of reach/, { selector: '[aria-live=assertive]' });
    desk.isAway = false;
    link.checkNow();
    await screen.findByText('Connected');
  });

  test('scans that wait are counted', async () => {
    await recordOne();
    await startScanning();
    expect(screen.getByText('to confirm', { selector: 'dt' }).nextSibling?.textContent).toBe('1');
  });
});

test('a phone that is signed off says so, and nothing is left on it', async () => {
  await recordOne();
  window.localStorage.setItem('scanner.muted', 'yes');
  const { desk, link } = await startScanning();
  expect(await recorded()).toHaveLength(1);
  desk.answer({ 'gate.status': { ok: false, code: 'device-revoked' } });
  link.checkNow();
  await heading('This phone was signed off');
  await waitFor(async () => expect(await recorded()).toEqual([]));
  expect(window.localStorage.length).toBe(0);
});

describe('stopping to use the phone', () => {
  async function ask() {
    await user.click(await button('Menu'));
    await user.click(await button('Stop using this phone'));
  }

  test('asks first, and the safe answer has the focus', async () => {
    const { desk } = await startScanning();
    await ask();
    expect(document.activeElement?.textContent).toBe('Go on scanning');
    expect(screen.queryByRole('alert')?.textContent ?? '').not.toMatch(/lost/);
    await user.click(await button('Go on scanning'));
    expect(desk.callsOf('gate.leave')).toEqual([]);
  });

  test('warns of what would be lost, signs off and leaves nothing behind', async () => {
    await recordOne();
    const { desk } = await startScanning();
    await ask();
    await screen.findByText(/1 scan has not reached the desk yet/);
    desk.answer({ 'gate.leave': ok(null) });
    await user.click(await button('Stop using it'));
    await heading('This phone has stopped scanning');
    await waitFor(async () => expect(await recorded()).toEqual([]));
  });

  test('is not possible while the desk is out of reach', async () => {
    const { desk, link } = await startScanning();
    desk.isAway = true;
    await link.api['gate.scan']({ scanId: SCAN_ID, code: CODE });
    await ask();
    expect((await button('Stop using it')).hasAttribute('disabled')).toBe(true);
  });
});

describe("the desk's code for phones", () => {
  const JOIN = `https://192.168.1.7:8443/p#${TOKEN}`;

  async function read(code: string) {
    const field = await screen.findByRole('textbox', { name: 'Code of the pass' });
    await user.click(field);
    await user.paste(code);
    await user.keyboard('{Enter}');
  }

  test('asks before the phone moves, and takes its key and what it recorded along', async () => {
    await recordOne();
    const { gone, store } = await startScanning();
    await read(JOIN);
    await screen.findByRole('heading', { name: 'Move to 192.168.1.7:8443?' });
    screen.getByText(/1 scan that waits for the desk goes along/);
    expect(gone).toEqual([]);
    await user.click(await button('Move'));
    expect(gone).toEqual([toMovingUrl({ url: JOIN, host: '' }, REJOIN_KEY, store.exportRecorded())]);
    expect(store.exportRecorded()).toHaveLength(1);
  });

  test('is not followed when whoever holds the phone stays', async () => {
    const { gone } = await startScanning();
    await read(JOIN);
    await user.click(await button('Stay here'));
    expect(screen.queryByText(/Move to/)).toBeNull();
    expect(gone).toEqual([]);
  });
});

test('the menu tells how many each gate has let in', async () => {
  await startScanning();
  await user.click(await button('Menu'));
  const gates = within(await screen.findByRole('region', { name: 'Let in so far' }));
  expect(gates.getByText('North gate').nextSibling?.textContent).toBe('27 people');
});

test('colours are chosen in the menu and remembered', async () => {
  await startScanning();
  await user.click(await button('Menu'));
  await user.click(await screen.findByRole('radio', { name: 'Dark' }));
  expect(document.documentElement.dataset.mantineColorScheme).toBe('dark');
  expect(window.localStorage.getItem('mantine-color-scheme-value')).toBe('dark');
  within(screen.getByRole('dialog')).getByText('Asha Menon');
});
