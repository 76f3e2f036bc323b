import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { OutputOf } from '../../../src-renderer/api/operations';
import { SettingsPage } from '../../../src-renderer/settings/settings-page';
import { UpdateProblem } from '../../../src-shared/contract/updates';
import { fakeOffice, ok, renderPage } from '../../support/render-page';

type Status = OutputOf<'updates.status'>;

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const IDLE: Status = {
  version: '0.1.0',
  way: 'self',
  eventInProgress: false,
  phase: 'idle',
  found: null,
  done: 0,
  problem: null,
  wayBack: null,
};
const FOUND = { phase: 'found', found: { version: '0.2.0', from: 'server' } } as const;
const BUTTONS = ['Look for a newer version', 'From a stick …'];

function openUpdates(status: Partial<Status>, answers: Parameters<typeof fakeOffice>[0] = {}) {
  window.history.replaceState(null, '', '/settings?tab=updates');
  const office = fakeOffice({ 'updates.status': ok({ ...IDLE, ...status }), ...answers });
  renderPage(<SettingsPage />, { office, status: { desktop: true } });
  return office;
}
const panel = async () => within(await screen.findByRole('region', { name: 'Version 0.1.0' }));
const isDisabled = (button: HTMLElement) => (button as HTMLButtonElement).disabled;

test('a version that is there is told, and what is asked of the office is to look again', async () => {
  const office = openUpdates({}, { 'updates.check': ok({ ...IDLE, phase: 'current' }) });
  const here = await panel();
  expect(here.queryByRole('button', { name: /^Install/ })).toBeNull();
  office.answer({ 'updates.status': ok({ ...IDLE, phase: 'current' }) });
  await user.click(here.getByRole('button', { name: 'Look for a newer version' }));
  expect(await here.findByText('There is no newer version.')).toBeDefined();
  expect(office.callsOf('updates.check')).toEqual([{ from: 'server' }]);
});

test('a newer version is offered, and installed by a press', async () => {
  const installing = { ...IDLE, ...FOUND, phase: 'downloading', done: 0.4 } as const;
  const office = openUpdates(FOUND, { 'updates.install': ok(installing) });
  const here = await panel();
  expect(here.getByText('Version 0.2.0 is there, and its signature is good.')).toBeDefined();
  office.answer({ 'updates.status': ok(installing) });
  await user.click(here.getByRole('button', { name: 'Install version 0.2.0' }));
  expect((await here.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('40');
  expect(here.getByText('Getting the newer version')).toBeDefined();
  expect(office.callsOf('updates.install')).toEqual([{}]);
  for (const name of [...BUTTONS, 'Install version 0.2.0'])
    expect(isDisabled(here.getByRole('button', { name }))).toBe(true);
});

test('from a stick it says so', async () => {
  const found = { version: '0.2.0', from: 'stick' } as const;
  const office = openUpdates({}, { 'updates.check': ok({ ...IDLE, ...FOUND, found }) });
  const here = await panel();
  office.answer({ 'updates.status': ok({ ...IDLE, ...FOUND, found }) });
  await user.click(here.getByRole('button', { name: 'From a stick …' }));
  expect(await here.findByText('Version 0.2.0 is on the stick, and its signature is good.')).toBeDefined();
  expect(office.callsOf('updates.check')).toEqual([{ from: 'stick' }]);
});

test.each([
  ['checking', 'Looking for a newer version'],
  ['backing-up', 'Making and checking a backup'],
  ['installing', /The box office closes, and opens again by itself/],
] as const)('while it is %s it says so, and nothing else can be begun', async (phase, words) => {
  openUpdates({ ...FOUND, phase, wayBack: '0.0.9' });
  const here = await panel();
  expect(here.getByText(words)).toBeDefined();
  for (const name of BUTTONS) expect(isDisabled(here.getByRole('button', { name }))).toBe(true);
  expect(isDisabled(screen.getByRole('button', { name: 'Go back to version 0.0.9' }))).toBe(true);
});

test('on the day of the event everything waits, and it says until when', async () => {
  openUpdates({ ...FOUND, eventInProgress: true, problem: 'event-in-progress', wayBack: '0.0.9' });
  const here = await panel();
  expect(here.getByText(/until noon of the day after/)).toBeDefined();
  // Said once: nothing went wrong.
  expect(here.queryByText('This version stays as it is')).toBeNull();
  for (const name of [...BUTTONS, 'Install version 0.2.0'])
    expect(isDisabled(here.getByRole('button', { name }))).toBe(true);
  expect(isDisabled(screen.getByRole('button', { name: 'Go back to version 0.0.9' }))).toBe(true);
});

test.each(UpdateProblem.options.filter((problem) => problem !== 'event-in-progress'))(
  'that it is %s is said in words, with the version that stays',
  async (problem) => {
    openUpdates({ problem });
    const told = (await panel()).getByRole('alert');
    expect(told.textContent).toContain('This version stays as it is');
    expect(told.textContent).not.toContain(problem);
  },
);

test('it goes back to the version before only after a question', async () => {
  const office = openUpdates({ wayBack: '0.0.9' }, { 'updates.goBack': ok({ ...IDLE, phase: 'checking' }) });
  const back = within(await screen.findByRole('region', { name: 'Back to the version before' }));
  await user.click(back.getByRole('button', { name: 'Go back to version 0.0.9' }));
  expect(office.callsOf('updates.goBack')).toEqual([]);
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Go back' }));
  await waitFor(() => expect(office.callsOf('updates.goBack')).toEqual([{}]));
});

test('where no version is kept, nothing offers a way back', async () => {
  openUpdates({});
  const back = within(await screen.findByRole('region', { name: 'Back to the version before' }));
  expect(back.getByText(/No earlier version is kept/)).toBeDefined();
  expect(back.queryByRole('button')).toBeNull();
});

test.each(['package', 'file', 'none'] as const)('a program that is a %s offers nothing it cannot do', async (way) => {
  openUpdates({ ...FOUND, way, wayBack: '0.0.9' });
  const here = await panel();
  expect(here.queryByRole('button', { name: /^Install/ })).toBeNull();
  expect(screen.queryByRole('region', { name: 'Back to the version before' })).toBeNull();
  expect(here.queryAllByRole('button')).toHaveLength(way === 'none' ? 0 : 2);
});

test('a refusal of the office is told beside what was pressed', async () => {
  openUpdates({}, { 'updates.check': { ok: false, code: 'forbidden' } });
  const here = await panel();
  await user.click(here.getByRole('button', { name: 'Look for a newer version' }));
  expect((await here.findByRole('alert')).textContent).not.toBe('');
});
