import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { OutputOf } from '../../../src-renderer/api/operations';
import { deskWords as english } from '../../../src-renderer/translations/desk-words';
import type { Reply } from '../../../src-shared/contract/operation';
import { backup, holdings, trial } from '../../support/desk-backups';
import { instant } from '../../support/desk-passes';
import { type Answers, ASHA, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

const WORDS = english.restore;
const OLDER = backup({
  id: 'older',
  kind: 'daily',
  at: instant('2026-11-27T22:30:00Z'),
  holds: holdings({ passes: 90 }),
});
const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));

interface Opened {
  readonly answers?: Answers;
  readonly path?: string;
  readonly desktop?: boolean;
}

async function open({ answers = {}, path = '/restore', desktop = true }: Opened = {}) {
  const office = fakeOffice({
    'office.status': ok(officeStatus({ desktop })),
    'restore.list': ok([backup(), OLDER]),
    'restore.progress': ok({ done: 0.3 }),
    'restore.try': ok(trial()),
    'restore.apply': ok({ keptAs: 'replaced/epass-20261128.db', holds: trial().holds }),
    ...answers,
  });
  renderApp(office, path);
  await screen.findByRole('heading', { level: 1, name: 'Restore a backup' });
  return office;
}

/** To what the backup holds. */
async function look(change: Parameters<typeof trial>[0] = {}) {
  const office = await open({ answers: { 'restore.try': ok(trial(change)) } });
  await press(WORDS.choose.submit);
  await screen.findByRole('heading', { name: WORDS.look.title });
  return office;
}

/** To the last press. */
async function goOn() {
  await press(WORDS.look.continue);
  await screen.findByRole('heading', { name: WORDS.replace.title.desk });
}

function later<T>() {
  let answer: (reply: Reply<T>) => void = () => undefined;
  const reply = new Promise<Reply<T>>((resolve) => {
    answer = resolve;
  });
  return { reply, answer };
}

describe('choosing a backup', () => {
  test('begins with the newest one that is verified', async () => {
    await open({ answers: { 'restore.list': ok([backup({ id: 'd', state: 'damaged' }), backup(), OLDER]) } });
    const [damaged, newest] = await screen.findAllByRole('radio');
    expect(newest?.getAttribute('aria-checked')).toBe('true');
    expect(newest?.textContent).toContain('Newest verified');
    expect(damaged?.textContent).toContain('Damaged');
  });

  test('begins with the one that somebody came for', async () => {
    const office = await open({ path: '/restore?backup=older' });
    await press(WORDS.choose.submit);
    await waitFor(() => expect(office.callsOf('restore.try')).toEqual([{ id: 'older' }]));
  });

  test('says when that one is gone, and picks no other in its place', async () => {
    await open({ path: '/restore?backup=gone' });
    expect(await screen.findByText(WORDS.choose.gone)).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: WORDS.choose.submit }).disabled).toBe(true);
  });

  test('warns of a damaged one', async () => {
    await open({ answers: { 'restore.list': ok([backup({ state: 'damaged' })]) } });
    expect(await screen.findByText(WORDS.choose.damaged)).toBeDefined();
  });

  test('takes a file from elsewhere, at the desk itself', async () => {
    const file = backup({ id: 'file', place: 'chosen', fileName: 'from the stick.db' });
    const office = await open({ answers: { 'restore.choose': ok({ backup: file }) } });
    await press(WORDS.choose.file);
    const [chosen] = await screen.findAllByRole('radio', { name: /from the stick\.db/ });
    expect(chosen?.getAttribute('aria-checked')).toBe('true');
    await press(WORDS.choose.submit);
    await waitFor(() => expect(office.callsOf('restore.try')).toEqual([{ id: 'file' }]));
  });

  test('offers no dialog of the system in a browser', async () => {
    await open({ desktop: false });
    await screen.findAllByRole('radio');
    expect(screen.queryByRole('button', { name: WORDS.choose.file })).toBeNull();
  });

  test('says what to do where there is none', async () => {
    await open({ answers: { 'restore.list': ok([]) } });
    expect(await screen.findByText(WORDS.choose.empty)).toBeDefined();
    expect(screen.getByRole('button', { name: WORDS.choose.file })).toBeDefined();
  });

  test('shows the first few, and all of them when asked', async () => {
    const list = Array.from({ length: 9 }, (_, at) => backup({ id: `b${at}` }));
    await open({ answers: { 'restore.list': ok(list) } });
    expect(await screen.findAllByRole('radio')).toHaveLength(5);
    await press('Show all 9 backups');
    expect(screen.getAllByRole('radio')).toHaveLength(9);
  });
});

describe('an encrypted backup', () => {
  const secret = backup({ encrypted: true });
  const field = () => screen.findByLabelText<HTMLInputElement>(/^Passphrase of this backup/);

  test('is not tried without its passphrase', async () => {
    const office = await open({ answers: { 'restore.list': ok([secret]) } });
    await field();
    await press(WORDS.choose.submit);
    expect(await screen.findByText(WORDS.choose.passphraseNeeded)).toBeDefined();
    expect(office.callsOf('restore.try')).toEqual([]);
  });

  test('says at the field that the passphrase is wrong, and keeps what was typed', async () => {
    const office = await open({
      answers: { 'restore.list': ok([secret]), 'restore.try': { ok: false, code: 'wrong-passphrase' } },
    });
    fireEvent.change(await field(), { target: { value: 'not this one' } });
    await press(WORDS.choose.submit);
    expect(await screen.findByText(WORDS.choose.wrongPassphrase)).toBeDefined();
    expect((await field()).value).toBe('not this one');
    expect(screen.queryByRole('alert')).toBeNull();
    office.answer({ 'restore.try': ok(trial({ backup: secret })) });
    fireEvent.change(await field(), { target: { value: 'the right one' } });
    expect(screen.queryByText(WORDS.choose.wrongPassphrase)).toBeNull();
    await press(WORDS.choose.submit);
    await goOn();
    await user.click(screen.getByRole('checkbox'));
    await press(WORDS.replace.submit.desk);
    await screen.findByRole('heading', { name: WORDS.done.title });
    expect(office.callsOf('restore.apply')).toEqual([{ id: secret.id, passphrase: 'the right one' }]);
  });
});

describe('trying it', () => {
  test('shows how far it is and that nothing is changed', async () => {
    const { reply, answer } = later<OutputOf<'restore.try'>>();
    await open({ answers: { 'restore.try': () => reply } });
    await press(WORDS.choose.submit);
    const bar = await screen.findByRole('progressbar', { name: WORDS.trying.title });
    await waitFor(() => expect(bar.getAttribute('aria-valuenow')).toBe('30'));
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: WORDS.trying.title }));
    answer(ok(trial()));
    const heading = await screen.findByRole('heading', { name: WORDS.look.title });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  test.each(['backup-unusable', 'not-found', 'disk-full', 'storage-failed', 'conflict'] as const)(
    'that is refused (%s) says why in words of its own, and another one can be chosen',
    async (code) => {
      const office = await open({ answers: { 'restore.try': { ok: false, code } } });
      await press(WORDS.choose.submit);
      expect((await screen.findByRole('alert')).textContent).toContain(WORDS.refusals[code].body);
      office.answer({ 'restore.try': ok(trial({ backup: OLDER })) });
      await user.click(screen.getByRole('radio', { name: /Daily/ }));
      await press(WORDS.choose.submit);
      await screen.findByRole('heading', { name: WORDS.look.title });
      expect(office.callsOf('restore.try')).toEqual([{ id: backup().id }, { id: 'older' }]);
    },
  );

  test('that stopped unexpectedly says under which reference', async () => {
    await open({ answers: { 'restore.try': { ok: false, code: 'internal', reference: 'AB12' } } });
    await press(WORDS.choose.submit);
    expect((await screen.findByRole('alert')).textContent).toContain('AB12');
  });
});

describe('what it holds', () => {
  const verdict = () => screen.getByRole('alert').textContent;

  test('with a complete journal lacks nothing, and goes up to a moment', async () => {
    await look();
    expect(verdict()).toContain('Nothing would be missing');
    expect(verdict()).toContain(
      'The journal adds 12 sales and 40 admissions made after it, up to Nov 28, 2026, 7:25 PM.',
    );
    expect(verdict()).toContain('Everything that is open now is in it.');
    const table = within(screen.getByRole('table', { name: WORDS.look.table }));
    expect(table.getByRole('row', { name: /Passes sold/ }).textContent).toBe('Passes sold132132');
    expect(table.getByRole('row', { name: /Revenue/ }).textContent).toContain('₹84,000');
  });

  test('says so where nothing happened after it', async () => {
    await look({ journal: { state: 'complete', sales: 0, admissions: 0, until: null } });
    expect(verdict()).toContain('Nothing was sold or admitted after it was made.');
  });

  test('says what would be missing, and what that means at the gate, where the journal ends early', async () => {
    const current = holdings({ passes: 133, people: 222, admitted: 85, scans: 95 });
    await look({
      current,
      journal: { state: 'ends-early', sales: 1, admissions: 0, until: instant('2026-11-28T13:35:00Z') },
    });
    expect(verdict()).toContain('The journal ends early');
    expect(verdict()).toContain('1 sale and 0 admissions made after it, up to Nov 28, 2026, 7:05 PM');
    expect(verdict()).toContain('Beside what is open now, 1 pass and 5 admissions would be missing.');
    expect(verdict()).toContain(WORDS.look.consequence);
    expect(screen.getByRole('row', { name: /Passes admitted/ }).textContent).toContain('5 fewer');
  });

  test('says that there is no journal, even where nothing is open to compare with', async () => {
    await look({ current: null, journal: { state: 'none', sales: 0, admissions: 0, until: null } });
    expect(verdict()).toContain('There is no journal of this backup');
    expect(verdict()).toContain(WORDS.look.none);
    expect(screen.queryByRole('columnheader', { name: 'Open now' })).toBeNull();
  });

  test('says that it is another event', async () => {
    await look({ current: holdings({ eventName: 'Diwali Night' }) });
    expect(verdict()).toContain('Open now is Diwali Night. The backup is of Garba Night');
  });

  test('says beforehand that the recovery kit will be needed', async () => {
    await look({ keys: 'kit-needed' });
    expect(screen.getByText(WORDS.look.kit)).toBeDefined();
  });

  test('leads back to another choice', async () => {
    await look();
    await press(WORDS.look.other);
    expect(await screen.findAllByRole('radio')).toHaveLength(2);
  });
});

describe('putting it in place', () => {
  test('takes a tick beyond the look, and changes nothing before', async () => {
    const office = await look();
    await goOn();
    const replace = screen.getByRole<HTMLButtonElement>('button', { name: WORDS.replace.submit.desk });
    expect(replace.disabled).toBe(true);
    expect(document.activeElement).not.toBe(replace);
    expect(office.callsOf('restore.apply')).toEqual([]);
    await user.click(screen.getByRole('checkbox'));
    expect(replace.disabled).toBe(false);
  });

  test('ends outside the desk: everybody is signed out, and the old file is named', async () => {
    const office = await look();
    // As it is once the event has been exchanged.
    office.answer({
      'restore.apply': () => {
        office.answer({
          'office.status': ok(officeStatus({ session: null })),
          'restore.progress': { ok: false, code: 'not-signed-in' },
        });
        return ok({ keptAs: 'replaced/epass-20261128.db', holds: trial().holds });
      },
    });
    await goOn();
    await user.click(screen.getByRole('checkbox'));
    await press(WORDS.replace.submit.desk);
    await screen.findByRole('heading', { level: 1, name: WORDS.done.title });
    expect(screen.getByText('replaced/epass-20261128.db')).toBeDefined();
    expect(screen.getByText('Garba Night is open, with 132 passes.')).toBeDefined();
    // Loaded anew: the desk of before knows nothing of this event.
    expect(screen.getByRole('link', { name: WORDS.done.signIn }).getAttribute('href')).toBe('/');
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(office.callsOf('restore.apply')).toEqual([{ id: backup().id }]);
  });

  test('keeps its page while the office lets go of everybody, until it knows what came of it', async () => {
    const { reply, answer } = later<OutputOf<'restore.apply'>>();
    const office = await look();
    office.answer({
      'restore.apply': () => reply,
      'office.status': ok(officeStatus({ session: null })),
      'restore.progress': { ok: false, code: 'not-signed-in' },
    });
    await goOn();
    await user.click(screen.getByRole('checkbox'));
    await press(WORDS.replace.submit.desk);
    await screen.findByRole('heading', { name: WORDS.replacing.title });
    await waitFor(() => expect(office.callsOf('restore.progress').length).toBeGreaterThan(1));
    expect(screen.getByRole('heading', { name: WORDS.replacing.title })).toBeDefined();
    expect(screen.queryByRole('dialog')).toBeNull();
    answer(ok({ keptAs: null, holds: trial().holds }));
    expect(await screen.findByRole('heading', { level: 1, name: WORDS.done.title })).toBeDefined();
  });

  test('leads to the recovery kit where the keys are missing', async () => {
    await look({ keys: 'kit-needed' });
    await goOn();
    await user.click(screen.getByRole('checkbox'));
    await press(WORDS.replace.submit.desk);
    const link = await screen.findByRole('link', { name: WORDS.done.signInForKit });
    expect(link.getAttribute('href')).toBe('/settings?tab=keys');
  });

  test.each(['storage-failed', 'backup-unusable', 'disk-full'] as const)(
    'that is refused (%s) says that nothing was changed, and can be pressed again',
    async (code) => {
      const office = await look();
      office.answer({ 'restore.apply': { ok: false, code } });
      await goOn();
      await user.click(screen.getByRole('checkbox'));
      await press(WORDS.replace.submit.desk);
      expect((await screen.findByRole('alert')).textContent).toContain('Nothing was changed');
      office.answer({ 'restore.apply': ok({ keptAs: null, holds: trial().holds }) });
      await user.click(screen.getByRole('checkbox'));
      await press(WORDS.replace.submit.desk);
      expect(await screen.findByRole('heading', { level: 1, name: WORDS.done.title })).toBeDefined();
    },
  );

  test('whose answer was lost does not claim anything', async () => {
    const office = await look();
    office.answer({ 'restore.apply': { ok: false, code: 'unreachable' } });
    await goOn();
    await user.click(screen.getByRole('checkbox'));
    await press(WORDS.replace.submit.desk);
    expect((await screen.findByRole('alert')).textContent).toContain(WORDS.refusals.unreachable.body);
    expect(screen.getByRole('link', { name: WORDS.refusals.unreachable.action }).getAttribute('href')).toBe('/');
    expect(office.callsOf('restore.apply')).toHaveLength(1);
  });
});

describe('who may', () => {
  test('is no seller', async () => {
    const office = fakeOffice({ 'office.status': ok(officeStatus({ session: { ...ASHA, role: 'seller' } })) });
    renderApp(office, '/restore');
    expect(await screen.findByRole('heading', { level: 1, name: 'Not part of your role' })).toBeDefined();
    expect(office.callsOf('restore.list')).toEqual([]);
  });
});

describe('a computer without an event', () => {
  const NEW = { stage: 'new', event: null, session: null } as const;

  async function openNew(path: string, desktop = true) {
    const office = fakeOffice({
      'office.status': ok(officeStatus({ ...NEW, desktop })),
      'restore.list': ok([]),
      'restore.progress': ok({ done: null }),
    });
    renderApp(office, path);
    return office;
  }

  test('takes one from a backup instead of setting one up', async () => {
    const office = await openNew('/');
    await user.click(await screen.findByRole('link', { name: 'I have a backup of an earlier computer' }));
    await screen.findByRole('heading', { level: 1, name: WORDS.firstRunTitle });
    const file = backup({ id: 'file', place: 'chosen', fileName: 'epass.db' });
    office.answer({
      'restore.choose': ok({ backup: file }),
      'restore.try': ok(trial({ backup: file, current: null, keys: 'kit-needed' })),
      'restore.apply': () => {
        office.answer({ 'office.status': ok(officeStatus({ session: null, keys: 'missing' })) });
        return ok({ keptAs: null, holds: trial().holds });
      },
    });
    await press(WORDS.choose.file);
    await press(WORDS.choose.submit);
    await press(WORDS.look.continue);
    // There is nothing here that could be lost, so nothing is to be ticked.
    await press(WORDS.replace.submit['first-run']);
    expect(await screen.findByRole('heading', { level: 1, name: WORDS.done.title })).toBeDefined();
    expect(screen.getByText(WORDS.done.kitTitle)).toBeDefined();
    expect(screen.queryByText(WORDS.done.kept)).toBeNull();
  });

  test('can go back to the set-up', async () => {
    await openNew('/restore');
    await press(WORDS.toSetUp);
    expect(await screen.findByRole('heading', { level: 1, name: english.firstRun.title })).toBeDefined();
  });

  test.each(['/', '/restore'])('offers a browser only the set-up, at %s', async (path) => {
    const office = await openNew(path, false);
    await screen.findByRole('heading', { level: 1, name: english.firstRun.title });
    expect(screen.queryByRole('link', { name: 'I have a backup of an earlier computer' })).toBeNull();
    expect(office.callsOf('restore.list')).toEqual([]);
  });
});
