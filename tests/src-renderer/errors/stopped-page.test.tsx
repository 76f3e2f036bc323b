import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NO_PASSES, PASS_TYPES } from '../../support/desk-passes';
import { type Answers, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

/** No list: the page that reads it throws. */
const BROKEN = ok('Asha Patel, 98765 43210' as never);

const UNREACHABLE = { ok: false, code: 'unreachable' } as const;

beforeEach(() => {
  // React tells developers; here it is expected.
  vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => void vi.restoreAllMocks());

function openDesk(answers: Answers = {}, path = '/generate') {
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'passTypes.list': ok(PASS_TYPES),
    'passes.search': ok(NO_PASSES),
    'health.reportPage': ok({ reference: '1A2B3C4D' }),
    ...answers,
  });
  renderApp(office, path);
  return { office, user: userEvent.setup({ delay: null, pointerEventsCheck: 0 }) };
}
const stopped = () => screen.findByRole('heading', { level: 1, name: 'This page has stopped' });
const press = async (name: string) => within(await screen.findByRole('main')).findByRole('button', { name });

test('a page that fails says so in words, with the reference of the log and nothing of the error', async () => {
  const { office } = openDesk({ 'passTypes.list': BROKEN });
  const heading = await stopped();
  expect(await screen.findByText('Reference 1A2B3C4D')).toBeDefined();
  await waitFor(() => expect(document.activeElement).toBe(heading));

  const [report] = office.callsOf('health.reportPage');
  expect(report?.kind).toBe('TypeError');
  expect(JSON.stringify(report)).not.toMatch(/Asha|98765/);
  expect(document.body.textContent).not.toMatch(/TypeError|98765|\bat \w|\.tsx?:\d|\.js:\d/);
  expect(office.callsOf('health.reportPage')).toHaveLength(1);
});

test('the frame of the desk stays, and another page opens from it', async () => {
  const { user } = openDesk({ 'passTypes.list': BROKEN, 'staff.list': ok([]) });
  await stopped();
  await user.click(screen.getByRole('link', { name: /^Staff/ }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Staff' })).toBeDefined();
});

test('it says that there is no reference where the office cannot be told', async () => {
  openDesk({ 'passTypes.list': BROKEN, 'health.reportPage': { ok: false, code: 'storage-failed' } });
  await stopped();
  expect(await screen.findByText(/there is no reference/)).toBeDefined();
  expect(screen.queryByText(/^Reference/)).toBeNull();
});

test('trying again asks anew and loads nothing, so what was typed is there', async () => {
  openDesk();
  fireEvent.change(await screen.findByLabelText(/^Name/), { target: { value: 'Asha Patel' } });
  cleanup();

  const { office, user } = openDesk({ 'passTypes.list': BROKEN });
  await stopped();
  office.answer({ 'passTypes.list': ok(PASS_TYPES) });
  await user.click(await press('Try again'));
  expect((await screen.findByLabelText<HTMLInputElement>(/^Name/)).value).toBe('Asha Patel');
});

test('the way to the first page leads out of it', async () => {
  const { user } = openDesk({ 'passTypes.list': BROKEN, 'reports.dashboard': UNREACHABLE });
  await stopped();
  await user.click(await press('Go to the first page'));
  expect(await screen.findByRole('heading', { level: 1, name: 'Dashboard' })).toBeDefined();
  expect(window.location.pathname).toBe('/dashboard');
});

test('the desk can be locked from it', async () => {
  const { office, user } = openDesk({ 'passTypes.list': BROKEN, 'session.lock': ok(null) });
  await stopped();
  await user.click(await press('Lock the desk'));
  expect(await screen.findByRole('dialog', { name: 'Locked' })).toBeDefined();
  expect(office.callsOf('session.lock')).toEqual([{}]);
});

test('where nobody is signed in there is nothing to lock', async () => {
  openDesk({ 'office.status': ok({ ...officeStatus({ session: null }), event: 'broken' as never }) });
  await stopped();
  expect(screen.queryByRole('button', { name: 'Lock the desk' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Go to the first page' })).toBeDefined();
});
