import 'fake-indexeddb/auto';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { GateOutput } from '../../../src-renderer/gate/gate-api';
import { isEnough } from '../../../src-renderer/gate/look-up/use-look-up';
import { fromInstant, toInstant } from '../../../src-shared/moment';
import { deviceStatus, type FakeDesk, fakeDesk, ok, UNREACHABLE } from './fake-desk';
import { renderGate, stopLinks } from './render-gate';

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const SEVEN = toInstant(Date.UTC(2026, 10, 28, 13, 32));
const SCAN = { scanId: '0190f0a0-0000-7000-8000-000000000001', code: 'EP1' };

const ASHA: GateOutput<'gate.find'>['passes'][number] = {
  passId: 'asha',
  name1: 'Asha Menon',
  name2: 'Ravi Menon',
  maskedPhone: '•••••••210',
  passTypeLabel: 'Couple',
  admits: 2,
  timing: '7:00 PM',
  state: 'to-come',
  admittedAt: null,
};
const USED = { ...ASHA, passId: 'used', name1: 'Asha Rao', name2: null, state: 'admitted', admittedAt: SEVEN } as const;
const GONE = { ...ASHA, passId: 'gone', name1: 'Ashaben', name2: null, state: 'cancelled' } as const;
const HOLD = 'Hold to let in 2 people';

beforeEach(() => {
  window.localStorage.clear();
});
afterEach(() => {
  stopLinks();
  vi.useRealTimers();
});

function deskWith(...passes: (typeof ASHA)[]): FakeDesk {
  return fakeDesk({
    'gate.status': () => ok(deviceStatus()),
    'gate.find': ok({ passes, more: false }),
    'gate.admit': ({ passId }) =>
      ok({
        status: 'admitted',
        at: toInstant(fromInstant(SEVEN)),
        pass: {
          passId,
          name1: 'Asha Menon',
          name2: null,
          passType: 'C',
          passTypeLabel: 'Couple',
          admits: 2,
          timing: '',
        },
      }),
  });
}

async function openLookUp(desk: FakeDesk) {
  const gate = await renderGate(desk);
  await user.click(await screen.findByRole('button', { name: 'Start scanning' }));
  await user.click(await screen.findByRole('button', { name: 'Menu' }));
  await user.click(await screen.findByRole('button', { name: 'Look up by name' }));
  const field = await screen.findByRole('searchbox', { name: 'Name on the pass' });
  return { ...gate, desk, field };
}

test('the field has the focus, and the scanner behind cannot be reached', async () => {
  const { field } = await openLookUp(deskWith(ASHA));
  expect(document.activeElement).toBe(field);
  expect(screen.queryByRole('button', { name: 'Menu' })).toBeNull();
});

test.each([
  ['as', false],
  ['a s', false],
  ['..-', false],
  ['ash', true],
  ['आशा', true],
  ['Öz1', true],
])('%s is enough to look for: %s', (name, enough) => {
  expect(isEnough(name)).toBe(enough);
});

test('fewer than three letters are not looked up', async () => {
  const { desk, field } = await openLookUp(deskWith(ASHA));
  await user.type(field, 'as ');
  await user.type(field, 'h');
  await screen.findByText('1 pass found');
  expect(desk.callsOf('gate.find')).toEqual([{ name: 'as h' }]);
});

test('shows who is to come, who is inside since when, and who may not come in; only the first can be let in', async () => {
  const { field } = await openLookUp(deskWith(ASHA, USED, GONE));
  await user.type(field, 'asha');
  const [asha, used, gone] = (await screen.findAllByRole('listitem')) as [HTMLElement, HTMLElement, HTMLElement];
  within(asha).getByText('Asha Menon and Ravi Menon');
  within(asha).getByText('Phone number ends in 2 1 0');
  within(asha).getByRole('button', { name: HOLD });
  within(used).getByText(/Already inside since 7:02/);
  within(gone).getByText('Cancelled: do not let in');
  for (const item of [used, gone]) expect(within(item).queryByRole('button')).toBeNull();
});

test('says when there are more, and when there is none', async () => {
  const desk = deskWith(ASHA);
  desk.answer({ 'gate.find': ok({ passes: [ASHA], more: true }) });
  const { field } = await openLookUp(desk);
  await user.type(field, 'asha');
  await screen.findByText('There are more. Type more of the name.');
  desk.answer({ 'gate.find': ok({ passes: [], more: false }) });
  await user.type(field, 'x');
  await screen.findByText(/No pass has this name/);
});

test('the newest name wins, whatever order the answers come in', async () => {
  const desk = deskWith();
  let answerFirst: () => void = () => undefined;
  desk.answer({
    'gate.find': ({ name }) =>
      name === 'asha'
        ? new Promise((resolve) => (answerFirst = () => resolve(ok({ passes: [GONE], more: false }))))
        : ok({ passes: [USED], more: false }),
  });
  const { field } = await openLookUp(desk);
  await user.type(field, 'asha');
  await waitFor(() => expect(desk.callsOf('gate.find')).toHaveLength(1));
  await user.type(field, ' r');
  await screen.findByText('Asha Rao');
  await act(async () => answerFirst());
  screen.getByText('Asha Rao');
  expect(screen.queryByText('Ashaben')).toBeNull();
});

describe('letting in', () => {
  async function found() {
    const opened = await openLookUp(deskWith(ASHA));
    await user.type(opened.field, 'asha');
    const hold = await screen.findByRole('button', { name: HOLD });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    return { ...opened, hold };
  }

  test('takes holding for a second, and its verdict is shown by the scanner', async () => {
    const { desk, hold } = await found();
    fireEvent.pointerDown(hold, { button: 0 });
    vi.advanceTimersByTime(950);
    expect(desk.callsOf('gate.admit')).toEqual([]);
    vi.advanceTimersByTime(100);
    vi.useRealTimers();
    await screen.findByRole('heading', { name: 'Let in 2 people' });
    expect(desk.callsOf('gate.admit')).toMatchObject([{ passId: 'asha' }]);
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  test.each([
    ['a finger that is lifted', (hold: HTMLElement) => fireEvent.pointerUp(hold)],
    ['a finger that slides away', (hold: HTMLElement) => fireEvent.pointerLeave(hold)],
    ['a touch that becomes scrolling', (hold: HTMLElement) => fireEvent.pointerCancel(hold)],
  ])('does not happen by %s', async (_case, end) => {
    const { desk, hold } = await found();
    fireEvent.pointerDown(hold, { button: 0 });
    vi.advanceTimersByTime(900);
    end(hold);
    fireEvent.click(hold);
    vi.advanceTimersByTime(5_000);
    vi.useRealTimers();
    expect(desk.callsOf('gate.admit')).toEqual([]);
    screen.getByRole('button', { name: HOLD });
  });

  test('works by holding Enter, and a short press does nothing', async () => {
    const { desk, hold } = await found();
    fireEvent.keyDown(hold, { key: 'Enter' });
    fireEvent.keyUp(hold, { key: 'Enter' });
    vi.advanceTimersByTime(3_000);
    expect(desk.callsOf('gate.admit')).toEqual([]);
    fireEvent.keyDown(hold, { key: 'Enter' });
    fireEvent.keyDown(hold, { key: 'Enter', repeat: true });
    vi.advanceTimersByTime(1_050);
    vi.useRealTimers();
    await waitFor(() => expect(desk.callsOf('gate.admit')).toHaveLength(1));
  });

  test('asks once more when a screen reader presses it', async () => {
    const { desk, hold } = await found();
    vi.useRealTimers();
    fireEvent.click(hold);
    screen.getByRole('group', { name: 'Let in 2 people on the pass of Asha Menon and Ravi Menon?' });
    expect(desk.callsOf('gate.admit')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Let in' }));
    await waitFor(() => expect(desk.callsOf('gate.admit')).toHaveLength(1));
  });
});

test('is not possible while the desk is out of reach, and goes on when it is back', async () => {
  const { desk, field, link } = await openLookUp(deskWith(ASHA));
  await user.type(field, 'asha');
  await screen.findByRole('button', { name: HOLD });
  desk.answer({ 'gate.scan': UNREACHABLE });
  await link.api['gate.scan'](SCAN);
  await screen.findByText(/out of reach, so nobody can be looked up/);
  expect(screen.queryByRole('button', { name: HOLD })).toBeNull();
  link.checkNow();
  await screen.findByRole('button', { name: HOLD });
});

test('waits when the office counts too many look-ups, and says so', async () => {
  const desk = deskWith(ASHA);
  desk.answer({ 'gate.find': { ok: false, code: 'too-many-attempts', retryAfterSeconds: 30 } });
  const { field } = await openLookUp(desk);
  await user.type(field, 'asha');
  await screen.findByText('Too many look-ups. It goes on in 30 seconds.');
});
