import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { OutputOf } from '../../../src-renderer/api/operations';
import { deskWords as english } from '../../../src-renderer/translations/desk-words';
import { instant } from '../../support/desk-passes';
import { ASHA, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

type Notices = OutputOf<'health.notices'>;
const WORDS = english.startUp.checks;
const CLOCK: Notices[number] = {
  kind: 'clock-back',
  lastAt: instant('2026-11-28T13:41:00Z'),
  now: instant('2026-11-28T11:00:00Z'),
};
const FULL: Notices[number] = { kind: 'disk-full', freeBytes: 120_000_000 };
const LOW: Notices[number] = { kind: 'disk-low', freeBytes: 800_000_000 };

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
/** The strip above the page underneath has such buttons too. */
const press = async (name: string) => user.click(within(screen.getByRole('dialog')).getByRole('button', { name }));

async function open(notices: Notices, role: 'administrator' | 'gate' = 'administrator') {
  const office = fakeOffice({
    'office.status': ok(officeStatus({ session: { ...ASHA, role } })),
    'health.notices': ok(notices),
  });
  renderApp(office, '/nowhere');
  await waitFor(() => expect(office.callsOf('health.notices').length).toBeGreaterThan(0));
  return office;
}
const screenOf = (title: string) => screen.findByRole('dialog', { name: title });
const desk = () => screen.findByRole('heading', { level: 1, name: 'No such page' });

describe('before the work begins', () => {
  test('nothing stands in front of the desk when all is well', async () => {
    await open([]);
    await desk();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test.each([
    ['disk-full', FULL, '120 MB'],
    ['disk-low', LOW, '800 MB'],
  ] as const)('%s says how much room is left and what to do, and lets everybody go on', async (kind, notice, free) => {
    await open([notice], 'gate');
    const dialog = await screenOf(WORDS[kind].title);
    expect(dialog.textContent).toContain(free);
    expect(dialog.textContent).toContain(WORDS[kind].next);
    await press(WORDS.goOn);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await desk();
  });

  test('the screen of the disk goes by itself once there is room again', async () => {
    const office = await open([FULL]);
    await screenOf(WORDS['disk-full'].title);
    office.answer({ 'health.notices': ok([]) });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('a clock that went back shows both moments, and is believed when somebody says that it is right', async () => {
    const office = await open([CLOCK, LOW]);
    const dialog = await screenOf(WORDS.clock.title);
    expect(dialog.textContent).toContain('Nov 28, 2026, 4:30 PM');
    expect(dialog.textContent).toContain('Nov 28, 2026, 7:11 PM');
    office.answer({
      'health.clockIsRight': () => {
        office.answer({ 'health.notices': ok([LOW]) });
        return ok(null);
      },
    });
    await press(WORDS.clock.right);
    // One thing after the other.
    await screenOf(WORDS['disk-low'].title);
    expect(office.callsOf('health.clockIsRight')).toEqual([{}]);
  });

  test('a clock that is said to be set is looked at again', async () => {
    const office = await open([CLOCK]);
    await screenOf(WORDS.clock.title);
    await press(WORDS.clock.again);
    expect(await screen.findByText(WORDS.clock.still)).toBeDefined();
    office.answer({ 'health.notices': ok([]) });
    await press(WORDS.clock.again);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(office.callsOf('health.clockIsRight')).toEqual([]);
  });
});

describe('in the middle of the work', () => {
  test('nothing covers the page, whatever comes up', async () => {
    const office = await open([]);
    await desk();
    office.answer({ 'health.notices': ok([FULL, CLOCK]) });
    const before = office.callsOf('health.notices').length;
    // The strips above the page go on asking; this does not listen any more.
    await waitFor(() => expect(office.callsOf('health.notices').length).toBeGreaterThan(before));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
