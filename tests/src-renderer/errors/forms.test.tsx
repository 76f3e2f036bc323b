import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Status } from '../../../src-renderer/session/session-types';
import type { OperationName } from '../../../src-shared/contract/contract';
import { NO_PASSES, PASS_CODE, PASS_TYPES, pass } from '../../support/desk-passes';
import {
  type Answers,
  ASHA,
  type FakeOffice,
  fakeOffice,
  officeStatus,
  ok,
  renderApp,
} from '../../support/render-page';

// Forms are filled in twice over, which a busy machine does not do in the usual time.
vi.setConfig({ testTimeout: 90_000 });

/** What keeps a form from being saved and is not about the form. */
const TROUBLES = ['storage-failed', 'disk-full', 'unreachable', 'session-locked', 'not-signed-in'] as const;
type Trouble = (typeof TROUBLES)[number];

/** One form: what it sends, how somebody fills it in, and what can be read in it afterwards. */
interface Form {
  readonly path: string;
  readonly status?: Partial<Status>;
  readonly sends: OperationName;
  /** The answer when all is well. */
  readonly answers: Answers;
  readonly fill: (user: UserEvent) => Promise<void>;
  readonly submit: (user: UserEvent) => Promise<void>;
  readonly typed: () => readonly unknown[];
}

const byLabel = (label: RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const click = (user: UserEvent, name: string | RegExp) => user.click(screen.getByRole('button', { name }));
const part = (role: 'group' | 'region', name: string) => within(screen.getByRole(role, { name }));

const secret = () => part('region', 'Admit passes of the earlier web application');

const MACHINE = { printer: null, paper: 'A6', silent: false, deskName: 'Desk 1' } as const;
const KIT = { text: 'EPK1.ABCDEFGH', eventName: 'Garba Night', keyIds: ['7K'], madeAt: '2026-11-28T12:30:00.000Z' };
const MEERA = { username: 'gate1', displayName: 'Meera', role: 'gate', createdAt: '2026-11-28T10:00:00.000Z' } as never;

const SALE: Form = {
  path: '/generate',
  sends: 'passes.sell',
  answers: { 'passes.sell': ok(pass()) },
  fill: async (user) => {
    await user.click(await screen.findByRole('radio', { name: /Couple/ }));
    type(byLabel(/^Name/), 'Asha Patel');
    type(byLabel(/^Phone/), '98765 43210');
    type(byLabel(/^Second name/), 'Ravi Patel');
    await user.click(screen.getByRole('radio', { name: 'Online' }));
    type(byLabel(/^Transaction reference/), 'UPI 300');
  },
  submit: (user) => click(user, /^Sell/),
  typed: () => [
    screen.getByRole<HTMLInputElement>('radio', { name: /Couple/ }).checked,
    ...[/^Name/, /^Phone/, /^Second name/, /^Transaction reference/].map((label) => byLabel(label).value),
  ],
};

const KINDS: Form = {
  path: '/settings?tab=passTypes',
  sends: 'passTypes.save',
  answers: { 'passTypes.save': ok(PASS_TYPES) },
  fill: async () => {
    await screen.findByRole('group', { name: 'Couple' });
    type(part('group', 'Couple').getByLabelText(/^Price/), '1099');
  },
  submit: (user) => click(user, 'Save'),
  typed: () => [part('group', 'Couple').getByLabelText<HTMLInputElement>(/^Price/).value],
};

const DESK: Form = {
  path: '/settings?tab=desk',
  status: { desktop: true },
  sends: 'desktop.saveSettings',
  answers: { 'desktop.saveSettings': (settings) => ok(settings as never) },
  fill: async () => {
    type(await screen.findByLabelText(/^Name of this desk/), 'Gate 2');
  },
  submit: (user) => click(user, 'Save'),
  typed: () => [byLabel(/^Name of this desk/).value],
};

const FORMS: Readonly<Record<string, Form>> = {
  'a sale': SALE,
  'the event': {
    path: '/settings?tab=event',
    sends: 'event.save',
    answers: { 'event.save': (event) => ok(event as never) },
    fill: async () => {
      type(await screen.findByLabelText(/^Name of the event/), 'Garba Finale');
      type(byLabel(/^Venue/), 'Lawn 2');
    },
    submit: (user) => click(user, 'Save'),
    typed: () => [byLabel(/^Name of the event/).value, byLabel(/^Venue/).value],
  },
  'kinds of pass': KINDS,
  'codes and locking': {
    path: '/settings?tab=office',
    sends: 'settings.save',
    answers: { 'settings.save': (settings) => ok(settings) },
    fill: async () => {
      type(await screen.findByLabelText(/^Lock after/), '30');
    },
    submit: (user) => click(user, 'Save'),
    typed: () => [byLabel(/^Lock after/).value],
  },
  'a secret of the earlier application': {
    path: '/settings?tab=keys',
    sends: 'keys.importSecret',
    answers: { 'keys.importSecret': ok(KIT) },
    fill: async () => {
      await screen.findByRole('region', { name: 'Admit passes of the earlier web application' });
      type(secret().getByLabelText(/^QR_SECRET/), 'an old secret');
      type(secret().getByLabelText(/^Passphrase/), 'copper meadow violin');
    },
    submit: (user) => user.click(secret().getByRole('button', { name: 'Import the secret' })),
    typed: () => [/^QR_SECRET/, /^Passphrase/].map((label) => secret().getByLabelText<HTMLInputElement>(label).value),
  },
  'this desk': DESK,
  'an invitation': {
    path: '/staff',
    sends: 'staff.invite',
    answers: { 'staff.invite': ok({ member: MEERA, oneTimePassword: 'ABCD-EFGH-JKMN-PQRS' }) },
    fill: async (user) => {
      await user.click(await screen.findByRole('button', { name: 'Add a person' }));
      type(await screen.findByLabelText(/^Name/), 'Meera');
      type(byLabel(/^Username/), 'gate1');
    },
    submit: (user) => click(user, 'Add and show the password'),
    typed: () => [byLabel(/^Name/).value, byLabel(/^Username/).value],
  },
  'a set-up': {
    path: '/set-up',
    status: { stage: 'upgraded', event: null },
    sends: 'setUp.complete',
    answers: { 'setUp.complete': ok({ signedIn: ASHA, invitations: [], kit: KIT }) },
    fill: async (user) => {
      type(await screen.findByLabelText(/^Name of the event/), 'Garba Night');
      type(byLabel(/^Date/), '2026-11-28');
      for (const heading of ['Passes and prices', 'Others on the team', 'The signing key']) {
        await click(user, 'Next');
        await screen.findByRole('heading', { level: 2, name: heading });
      }
      type(byLabel(/^Passphrase/), 'open sesame please');
      type(byLabel(/^The same again/), 'open sesame please');
    },
    submit: (user) => click(user, 'Open the box office'),
    typed: () => [byLabel(/^Passphrase/).value, byLabel(/^The same again/).value],
  },
  'an import': {
    path: '/import',
    sends: 'exchange.import',
    answers: {
      'exchange.inspect': ok({ headings: ['Ticket'], rows: 30, sample: [], mapping: { passType: 0 } }),
      'exchange.preview': ok({ good: 30, bad: 0, people: 42, amount: 16_470, problems: [] }),
      'exchange.import': ok({ imported: 30 }),
    },
    fill: async (user) => {
      await screen.findByRole('button', { name: 'Choose a file' });
      const chooser = document.querySelector<HTMLInputElement>('input[type=file]');
      if (!chooser) throw new Error('there is nothing to choose a file with');
      await user.upload(chooser, new File(['Ticket\r\nSingle\r\n'], 'guests.csv', { type: 'text/csv' }));
      await screen.findByRole('button', { name: 'Import 30 passes' });
    },
    submit: (user) => click(user, /^(Import 30 passes|Try again)$/),
    typed: () => [screen.getByText('guests.csv').textContent],
  },
};

let people = 0;
async function openForm(form: Form): Promise<{ office: FakeOffice; user: UserEvent }> {
  people += 1;
  // Somebody new each time, so that no test finds what another one has typed.
  const person = { ...ASHA, username: `admin${people}` };
  const office = fakeOffice({
    'office.status': ok(officeStatus({ ...form.status, session: person })),
    'passTypes.list': ok(PASS_TYPES),
    'passes.search': ok(NO_PASSES),
    'passes.watch': ok(NO_PASSES),
    'passes.get': ok({ pass: pass(), code: PASS_CODE }),
    'scans.ofPass': ok([]),
    'keys.list': ok([]),
    'staff.list': ok([]),
    'desktop.settings': ok(MACHINE),
    'desktop.printers': ok([]),
    'session.unlock': ok(person),
    'session.signIn': ok(person),
    ...form.answers,
  });
  renderApp(office, form.path);
  return { office, user: userEvent.setup({ delay: null, pointerEventsCheck: 0, applyAccept: false }) };
}

/** What the person sees of the trouble, and does about it. */
async function getOver(trouble: Trouble, user: UserEvent): Promise<void> {
  if (trouble === 'session-locked' || trouble === 'not-signed-in') {
    const name = trouble === 'session-locked' ? 'Locked' : 'Sign in again';
    const cover = within(await screen.findByRole('dialog', { name }));
    type(cover.getByLabelText(/^Password/), 'velvet lantern otter quarry');
    await user.click(cover.getByRole('button', { name: trouble === 'session-locked' ? 'Unlock' : 'Sign in' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name })).toBeNull());
  } else {
    const title = {
      'storage-failed': 'The storage does not work just now',
      'disk-full': /disk/,
      unreachable: /No connection/,
    }[trouble];
    expect(await screen.findByText(title, { selector: '[role=alert] *' })).toBeDefined();
  }
}

test.each(Object.entries(FORMS))(
  'what was typed into %s outlasts every trouble, and is sent as it was',
  async (_name, form) => {
    const { office, user } = await openForm(form);
    await form.fill(user);
    const typed = form.typed();
    expect(typed.every(Boolean)).toBe(true);
    for (const code of TROUBLES) {
      office.answer({ [form.sends]: { ok: false, code } });
      await form.submit(user);
      await getOver(code, user);
      expect(form.typed()).toEqual(typed);
    }

    office.answer(form.answers);
    const sent = office.callsOf(form.sends).length;
    await form.submit(user);
    await waitFor(() => expect(office.callsOf(form.sends)).toHaveLength(sent + 1));
    // The ids of a sale and of an import among it, so that all of these are one.
    const [first, ...others] = office.callsOf(form.sends);
    expect(others.length).toBeGreaterThanOrEqual(TROUBLES.length);
    for (const other of others) expect(other).toEqual(first);
  },
);

test.each(['storage-failed', 'disk-full'] as const)(
  'a sale that met %s says that it can be tried again, as the same sale',
  async (code) => {
    const { office, user } = await openForm(SALE);
    office.answer({ 'passes.sell': { ok: false, code } });
    await SALE.fill(user);
    await SALE.submit(user);
    expect(await screen.findByText(/trying again never makes two passes/)).toBeDefined();
    office.answer(SALE.answers);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Asha Patel' })).toBeDefined();
    expect(new Set(office.callsOf('passes.sell').map(({ saleId }) => saleId)).size).toBe(1);
  },
);

test.each([
  ['passTypes.list', KINDS],
  ['desktop.printers', DESK],
] as const)('what was typed stays when %s cannot be read again', async (read, form) => {
  const { office, user } = await openForm(form);
  await form.fill(user);
  const typed = form.typed();
  const asked = office.callsOf(read).length;
  office.answer({ [read]: { ok: false, code: 'forbidden' }, [form.sends]: { ok: false, code: 'not-signed-in' } });
  // Signing in again asks for everything again.
  await form.submit(user);
  await getOver('not-signed-in', user);
  await waitFor(() => expect(office.callsOf(read).length).toBeGreaterThan(asked));
  expect(form.typed()).toEqual(typed);

  office.answer({ [form.sends]: form.answers[form.sends] } as Answers);
  await form.submit(user);
  await waitFor(() => expect(office.callsOf(form.sends)).toHaveLength(2));
  expect(form.typed()).toEqual(typed);
});
