import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BackupsPage } from '../../../src-renderer/backups/backups-page';
import { deskWords as english } from '../../../src-renderer/translations/desk-words';
import { BackupProblem } from '../../../src-shared/contract/backups';
import { backup, backupsStatus } from '../../support/desk-backups';
import { instant } from '../../support/desk-passes';
import { type Answers, fakeOffice, ok, renderPage } from '../../support/render-page';

const NOW = Date.parse('2026-11-28T13:42:00Z');
const WORDS = english.backups;

beforeEach(() => {
  window.history.replaceState(null, '', '/backups');
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => vi.useRealTimers());

interface Opened {
  readonly status?: Parameters<typeof backupsStatus>[0];
  readonly answers?: Answers;
  readonly desktop?: boolean;
}

async function open({ status = {}, answers = {}, desktop = true }: Opened = {}) {
  const office = fakeOffice({ 'backups.status': ok(backupsStatus(status)), ...answers });
  renderPage(<BackupsPage />, { office, status: { desktop } });
  await screen.findByRole('heading', { name: 'Second folder' });
  return office;
}
const user = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const press = async (name: string | RegExp) => user().click(await screen.findByRole('button', { name }));
const answerOf = (name: string) => screen.getByRole('region', { name });

describe('the one answer', () => {
  test('says that everything is safe, how old the last backup is and when the next one comes', async () => {
    await open();
    const card = answerOf('Everything is safe');
    expect(card.textContent).toContain('Last backup 12 minutes ago, verified.');
    expect(card.textContent).toMatch(/Next backup8:00 PM/);
    expect(card.textContent).toContain('/events/garba/backups');
    expect(card.textContent).toContain('Up to date, in both folders');
    expect(card.textContent).toContain('3 files');
  });

  test('without a second folder says for what it does not hold', async () => {
    await open({ status: { second: { folder: null, state: 'none', lastGoodAt: null } } });
    expect(answerOf('Everything is safe on this computer').textContent).toContain(WORDS.glance.secondAdvice);
  });

  test.each(BackupProblem.options)('is an alert with what to do when the last one failed (%s)', async (problem) => {
    await open({ status: { failure: { at: instant('2026-11-28T13:40:00Z'), problem } } });
    const alert = within(answerOf('The last backup failed')).getByRole('alert');
    expect(alert.textContent).toContain(WORDS.concerns.failedNext[problem]);
    // What is still good is said all the same.
    expect(alert.textContent).toContain('Last good backup 12 minutes ago.');
  });

  test('leads to the last good backup when the event itself is damaged', async () => {
    await open({ status: { failure: { at: instant('2026-11-28T13:40:00Z'), problem: 'event-damaged' } } });
    const link = within(answerOf('The last backup failed')).getByRole('link', { name: 'Restore…' });
    expect(link.getAttribute('href')).toBe(`/restore?backup=${encodeURIComponent(backup().id)}`);
  });

  test('stays the same when an older backup is damaged, and says so beside it', async () => {
    await open({ status: { backups: [backup(), backup({ id: 'd', state: 'damaged' })] } });
    expect(answerOf('Everything is safe').textContent).toContain('Last backup 12 minutes ago, verified.');
    expect(screen.getByRole('list', { name: 'Also' }).textContent).toContain('1 backup is damaged');
  });

  test('lists what else somebody should look at', async () => {
    await open({
      status: {
        journal: { state: 'behind', since: instant('2026-11-28T13:40:00Z'), second: 'away' },
        second: { folder: '/media/stick', state: 'away', lastGoodAt: null },
      },
    });
    expect(answerOf('The journal is behind').textContent).toContain('Behind since 7:10 PM');
    const also = screen.getByRole('list', { name: 'Also' });
    expect(also.textContent).toContain('The second folder is not connected');
  });

  test('shows how far the one is that is being made', async () => {
    await open({ status: { running: { kind: 'hourly', done: 0.4 } } });
    expect(screen.getByRole('progressbar', { name: 'Making a backup…' }).getAttribute('aria-valuenow')).toBe('40');
  });
});

describe('making one now', () => {
  test('asks the office once and shows the new one', async () => {
    const office = await open({ answers: { 'backups.make': ok(backup()) } });
    const made = backup({ id: 'new', kind: 'manual', at: instant('2026-11-28T13:42:00Z') });
    office.answer({ 'backups.status': ok(backupsStatus({ lastGood: made, backups: [made, backup()] })) });
    await press('Make a backup now');
    expect(await screen.findByText('Made by hand')).toBeDefined();
    expect(screen.getByText('Last backup just now, verified.')).toBeDefined();
    expect(office.callsOf('backups.make')).toHaveLength(1);
  });

  test('that the disk has no room for is told once, with what to do', async () => {
    const office = await open();
    const failure = { at: instant('2026-11-28T13:42:00Z'), problem: 'disk-full' } as const;
    office.answer({
      'backups.make': { ok: false, code: 'disk-full' },
      'backups.status': ok(backupsStatus({ failure })),
    });
    await press('Make a backup now');
    await waitFor(() => expect(answerOf('The last backup failed')).toBeDefined());
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    expect(screen.queryByText(english.errors.codes['disk-full'])).toBeNull();
  });

  test('that is refused for another reason says why', async () => {
    await open({ answers: { 'backups.make': { ok: false, code: 'internal', reference: 'AB12' } } });
    await press('Make a backup now');
    expect((await screen.findByRole('alert')).textContent).toContain('AB12');
  });
});

describe('the second folder', () => {
  test('is chosen in the dialog of the system, at the desk itself', async () => {
    const office = await open({
      status: { second: { folder: null, state: 'none', lastGoodAt: null } },
      answers: { 'backups.chooseFolder': ok({ folder: 'E:\\' }), 'backups.save': ok(backupsStatus()) },
    });
    await press('Choose a folder…');
    await waitFor(() => expect(office.callsOf('backups.save')).toEqual([{ secondFolder: 'E:\\' }]));
  });

  test('stays as it is when the dialog is left', async () => {
    const office = await open({ answers: { 'backups.chooseFolder': ok({ folder: null }) } });
    await press('Choose another folder…');
    await waitFor(() => expect(office.callsOf('backups.chooseFolder')).toHaveLength(1));
    expect(office.callsOf('backups.save')).toEqual([]);
  });

  test('that was chosen and cannot be used is named with the reason', async () => {
    await open({
      answers: {
        'backups.chooseFolder': ok({ folder: '/read-only' }),
        'backups.save': { ok: false, code: 'invalid-input', fields: { secondFolder: 'folder-not-writable' } },
      },
    });
    await press('Choose another folder…');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(english.errors.problems['folder-not-writable']);
    expect(alert.textContent).toContain('/read-only');
  });

  test('is typed in a browser, and what was typed stays beside what is wrong with it', async () => {
    const office = await open({
      desktop: false,
      answers: { 'backups.save': { ok: false, code: 'invalid-input', fields: { secondFolder: 'folder-missing' } } },
    });
    expect(screen.queryByRole('button', { name: /Choose/ })).toBeNull();
    const field = screen.getByLabelText<HTMLInputElement>('Folder on the computer of the box office');
    expect(field.value).toBe('/media/stick');
    fireEvent.change(field, { target: { value: '/media/other' } });
    await press('Use this folder');
    expect(await screen.findByText(english.errors.problems['folder-missing'])).toBeDefined();
    expect(field.value).toBe('/media/other');
    expect(office.callsOf('backups.save')).toEqual([{ secondFolder: '/media/other' }]);
  });

  test('is given up only after asking', async () => {
    const office = await open({ answers: { 'backups.save': ok(backupsStatus()) } });
    await press('Use no second folder');
    const dialog = within(await screen.findByRole('dialog', { name: 'Use no second folder?' }));
    expect(office.callsOf('backups.save')).toEqual([]);
    await user().click(dialog.getByRole('button', { name: 'Use no second folder' }));
    await waitFor(() => expect(office.callsOf('backups.save')).toEqual([{ secondFolder: null }]));
  });

  test.each([
    ['away', 'Not connected'],
    ['failed', 'Failed'],
    ['ok', 'Up to date'],
  ] as const)('says in a word that it is %s', async (state, word) => {
    await open({ status: { second: { folder: '/media/stick', state, lastGoodAt: null } } });
    expect(answerOf('Second folder').textContent).toContain(word);
  });
});

describe('encryption', () => {
  const typeTwice = (one: string, two = one) => {
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(/^Passphrase/), { target: { value: one } });
    fireEvent.change(
      dialog.getByLabelText((label) => label.startsWith(english.signIn.newPassword.repeat)),
      { target: { value: two } },
    );
    return dialog;
  };

  test('says before anything what losing the passphrase means', async () => {
    await open();
    await press('Encrypt backups…');
    const dialog = await screen.findByRole('dialog', { name: 'Encrypt backups' });
    expect(dialog.textContent).toContain('Losing the passphrase is losing these backups');
  });

  test.each([
    ['too short', 'short', 'short', true],
    ['not the same twice', 'a long passphrase', 'another passphrase', true],
    ['not written down', 'a long passphrase', 'a long passphrase', false],
  ])('does not begin with a passphrase that is %s', async (_words, one, two, written) => {
    const office = await open();
    await press('Encrypt backups…');
    await screen.findByRole('dialog');
    const dialog = typeTwice(one, two);
    if (written) await user().click(dialog.getByRole('checkbox'));
    await user().click(dialog.getByRole('button', { name: 'Encrypt from now on' }));
    expect(office.callsOf('backups.protect')).toEqual([]);
    expect(dialog.getByLabelText<HTMLInputElement>(/^Passphrase/).value).toBe(one);
  });

  test('begins with one that was typed twice and written down', async () => {
    const office = await open({ answers: { 'backups.protect': ok(backupsStatus({ encrypted: true })) } });
    await press('Encrypt backups…');
    await screen.findByRole('dialog');
    const dialog = typeTwice('a long passphrase');
    await user().click(dialog.getByRole('checkbox'));
    office.answer({ 'backups.status': ok(backupsStatus({ encrypted: true })) });
    await user().click(dialog.getByRole('button', { name: 'Encrypt from now on' }));
    expect(await screen.findByRole('button', { name: 'Change the passphrase…' })).toBeDefined();
    expect(office.callsOf('backups.protect')).toEqual([{ passphrase: 'a long passphrase' }]);
  });

  test('ends only after asking', async () => {
    const office = await open({ status: { encrypted: true }, answers: { 'backups.protect': ok(backupsStatus()) } });
    await press('Stop encrypting');
    const dialog = within(await screen.findByRole('dialog'));
    await user().click(dialog.getByRole('button', { name: 'Stop encrypting' }));
    await waitFor(() => expect(office.callsOf('backups.protect')).toEqual([{ passphrase: null }]));
  });
});

describe('the list', () => {
  const damaged = backup({ id: 'd', state: 'damaged', holds: null, at: instant('2026-11-28T12:30:00Z') });

  test('tells of each when, where, how large, what it holds and whether it is good', async () => {
    await open({ status: { backups: [backup({ place: 'second', encrypted: true }), damaged] } });
    const [, first, second] = within(screen.getByRole('table', { name: 'Backups' })).getAllByRole('row');
    expect(first?.textContent).toMatch(
      /7:00 PM.*Hourly.*Second folder.*Encrypted.*120 passes.*40 admitted.*3\.4 MB.*Verified/,
    );
    expect(second?.textContent).toMatch(/Not known.*Damaged/);
  });

  test('shows the newest, and all of them when asked', async () => {
    const backups = Array.from({ length: 30 }, (_, at) => backup({ id: `b${at}` }));
    await open({ status: { backups } });
    expect(screen.getAllByRole('row')).toHaveLength(11);
    await press('Show all 30 backups');
    expect(screen.getAllByRole('row')).toHaveLength(31);
  });

  test('leads from each to restoring it', async () => {
    await open();
    const link = screen.getByRole('link', { name: /^Restore the backup of Nov 28/ });
    expect(link.getAttribute('href')).toBe(`/restore?backup=${encodeURIComponent(backup().id)}`);
  });

  test.each([
    ['verified', /is good\./],
    ['damaged', /is damaged\./],
    ['unknown', /could not be checked/],
  ] as const)('checks one again and says that it is %s', async (state, words) => {
    const office = await open({ answers: { 'backups.check': ok(backup({ state })) } });
    await press(/^Check the backup of/);
    expect(await screen.findByText(words)).toBeDefined();
    expect(office.callsOf('backups.check')).toEqual([{ id: backup().id }]);
  });

  test('asks for the passphrase before it reads an encrypted one to its end', async () => {
    const secret = backup({ encrypted: true });
    const office = await open({
      status: { backups: [secret] },
      answers: {
        'backups.check': ({ passphrase }) =>
          passphrase === 'right' ? ok(secret) : { ok: false, code: 'wrong-passphrase' },
      },
    });
    await press(/^Check the backup of/);
    const dialog = within(await screen.findByRole('dialog', { name: 'Check an encrypted backup' }));
    const field = dialog.getByLabelText<HTMLInputElement>('Passphrase of this backup');
    fireEvent.change(field, { target: { value: 'wrong' } });
    await user().click(dialog.getByRole('button', { name: 'Check it' }));
    expect(await dialog.findByText('This is not the passphrase of this backup')).toBeDefined();
    expect(field.value).toBe('wrong');
    fireEvent.change(field, { target: { value: 'right' } });
    await user().click(dialog.getByRole('button', { name: 'Check it' }));
    expect(await screen.findByText(/is good\./)).toBeDefined();
    expect(office.callsOf('backups.check').map(({ passphrase }) => passphrase)).toEqual(['wrong', 'right']);
  });
});
