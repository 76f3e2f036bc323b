import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { InputOf, OutputOf } from '../../../src-renderer/api/operations';
import { ASHA, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

// Whole walks through four steps, which a busy machine does not do in the usual time.
vi.setConfig({ testTimeout: 60_000 });

const FRESH = officeStatus({ stage: 'new', event: null, session: null });
const RESULT: OutputOf<'setUp.create'> = {
  signedIn: ASHA,
  invitations: [{ username: 'admin2', displayName: 'Admin 2', role: 'seller', oneTimePassword: '7K2M-9QXA-R4TZ-0B2D' }],
  kit: { text: 'EPK1.AB3DE5GH1J', eventName: 'Garba Night', keyIds: ['K7Q2'], madeAt: '2026-11-20T10:00:00.000Z' },
};
/** All at once: what a key does is tested where it matters. */
const fill = (field: Element, value: string) => fireEvent.change(field, { target: { value } });
const next = (user: UserEvent) => user.click(screen.getByRole('button', { name: 'Next' }));
const stepHeading = (name: string) => screen.findByRole('heading', { level: 2, name });

async function typeEvent(user: UserEvent) {
  fill(await screen.findByLabelText(/^Name of the event/), 'Garba Night');
  fill(screen.getByLabelText(/^Date/), '2026-11-28');
  await next(user);
  await stepHeading('Passes and prices');
}

async function typeAll(user: UserEvent) {
  await typeEvent(user);
  await next(user);
  await stepHeading('You, the first administrator');
  fill(screen.getAllByLabelText(/^Name shown on screen/)[0] as HTMLElement, 'Asha');
  fill(screen.getByLabelText(/^Password/), 'correct horse battery');
  fill(screen.getByLabelText(/^The same again/), 'correct horse battery');
  await next(user);
  await stepHeading('The signing key');
  fill(screen.getByLabelText(/^Passphrase/), 'open sesame please');
  fill(screen.getByLabelText(/^The same again/), 'open sesame please');
}
const finish = (user: UserEvent) => user.click(screen.getByRole('button', { name: 'Open the box office' }));

describe('setting up a new box office', () => {
  test('begins with the two passes and the five accounts that E-Pass always had', async () => {
    const office = fakeOffice({ 'office.status': ok(FRESH), 'setUp.create': ok(RESULT) });
    renderApp(office);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await typeAll(user);
    await finish(user);
    await screen.findByRole('heading', { name: 'Everything is ready' });

    const [input] = office.callsOf('setUp.create') as [InputOf<'setUp.create'>];
    expect(input.passTypes).toEqual([
      { code: 'SINGLE', label: 'Single', price: 549, admits: 1, capacity: null, onSale: true },
      { code: 'COUPLE', label: 'Couple', price: 999, admits: 2, capacity: null, onSale: true },
    ]);
    expect([input.administrator.username, ...input.staff.map(({ username }) => username)]).toEqual([
      'admin1',
      'admin2',
      'admin3',
      'admin4',
      'admin5',
    ]);
    expect(input.event).toMatchObject({ currency: { code: 'INR', decimals: 0 }, country: 'IN' });
    expect(input.key).toEqual({ source: 'new', passphrase: 'open sesame please' });
    expect(input).not.toHaveProperty('setUpCode');
    expect(input).not.toHaveProperty('importedSecret');
  });

  test('stays on a step until it is right, and goes to what is wrong', async () => {
    renderApp(fakeOffice({ 'office.status': ok(FRESH) }));
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await screen.findByLabelText(/^Name of the event/);
    await next(user);
    expect(screen.getAllByText('Needed')).toHaveLength(2);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^Name of the event/)));

    await typeEvent(user);
    const single = within(screen.getByRole('group', { name: 'Single' }));
    fill(single.getByLabelText('Price'), '5.49');
    await next(user);
    expect(screen.getByText('Not an amount in INR')).toBeDefined();
    await waitFor(() => expect(document.activeElement).toBe(single.getByLabelText('Price')));
  });

  test('returns to the field that the office refuses, with everything that was typed', async () => {
    const refusal = {
      ok: false,
      code: 'invalid-input',
      fields: { 'administrator.password': 'password-common' },
    } as const;
    const office = fakeOffice({ 'office.status': ok(FRESH), 'setUp.create': refusal });
    renderApp(office);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await typeAll(user);
    await finish(user);

    await stepHeading('You, the first administrator');
    expect(screen.getByText(/Too easy to guess/)).toBeDefined();
    const password = screen.getByLabelText<HTMLInputElement>(/^Password/);
    await waitFor(() => expect(document.activeElement).toBe(password));
    expect(password.value).toBe('correct horse battery');

    fill(password, 'correct horse battery staple');
    fill(screen.getByLabelText(/^The same again/), 'correct horse battery staple');
    office.answer({ 'setUp.create': ok(RESULT) });
    await next(user);
    await stepHeading('The signing key');
    expect(screen.getByLabelText<HTMLInputElement>(/^Passphrase/).value).toBe('open sesame please');
    await finish(user);
    await screen.findByRole('heading', { name: 'Everything is ready' });
    const last = office.callsOf('setUp.create').at(-1);
    expect(last).toMatchObject({
      event: { name: 'Garba Night' },
      administrator: { password: 'correct horse battery staple' },
    });
  });

  test('keeps what was typed on the way back', async () => {
    renderApp(fakeOffice({ 'office.status': ok(FRESH) }));
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await typeEvent(user);
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(screen.getByLabelText<HTMLInputElement>(/^Name of the event/).value).toBe('Garba Night');
  });

  test('asks for the code of the console where the office wants one, and says when it is wrong', async () => {
    const refusal = { ok: false, code: 'invalid-input', fields: { setUpCode: 'set-up-code-wrong' } } as const;
    const status = { ...FRESH, needsSetUpCode: true };
    const office = fakeOffice({ 'office.status': ok(status), 'setUp.create': refusal });
    renderApp(office);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    fill(await screen.findByLabelText(/^Set-up code/), 'ABCD-1234');
    await typeAll(user);
    await finish(user);
    expect(await screen.findByText('Not the code that the console shows')).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>(/^Set-up code/).value).toBe('ABCD-1234');
    expect(office.callsOf('setUp.create')[0]?.setUpCode).toBe('ABCD-1234');
  });

  test('restores a key from a kit, and says when the passphrase does not belong to it', async () => {
    const office = fakeOffice({ 'office.status': ok(FRESH), 'setUp.create': { ok: false, code: 'wrong-passphrase' } });
    renderApp(office);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await typeAll(user);
    await user.click(screen.getByRole('radio', { name: /Restore from a printed recovery kit/ }));
    fill(screen.getByLabelText(/^Text of the recovery kit/), 'EPK1. AB3D');
    await finish(user);
    expect(await screen.findByText('The passphrase and the kit do not belong together')).toBeDefined();
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^Text of the recovery kit/).value).toBe('EPK1. AB3D');
    expect(office.callsOf('setUp.create')[0]?.key).toEqual({
      source: 'kit',
      kit: 'EPK1. AB3D',
      passphrase: 'open sesame please',
    });
  });

  test('makes a passphrase of random words for whoever wants one', async () => {
    renderApp(fakeOffice({ 'office.status': ok(FRESH) }));
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await typeAll(user);
    await user.click(screen.getByRole('button', { name: 'Make one for me' }));
    const made = screen.getByLabelText<HTMLInputElement>(/^Passphrase/).value;
    expect(made.split('-')).toHaveLength(7);
    expect(screen.getByText(made)).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>(/^The same again/).value).toBe(made);
  });
});

test('what set-up hands over stays until it is said to be on paper, though the office is open by then', async () => {
  const office = fakeOffice({ 'office.status': ok(FRESH), 'setUp.create': ok(RESULT) });
  renderApp(office);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await typeAll(user);
  office.answer({ 'office.status': ok(officeStatus()) });
  await finish(user);

  await screen.findByRole('heading', { name: 'Everything is ready' });
  await waitFor(() => expect(office.callsOf('office.status').length).toBeGreaterThan(1));
  const sheets = document.querySelectorAll('[data-print]');
  expect(sheets[0]?.textContent).toContain('EPK1. AB3D E5GH 1J');
  expect(sheets[0]?.querySelector('svg[role="img"]')).not.toBeNull();
  expect(sheets[1]?.textContent).toContain('7K2M-9QXA-R4TZ-0B2D');

  const go = screen.getByRole<HTMLButtonElement>('button', { name: 'Go to the dashboard' });
  await user.click(screen.getByRole('checkbox', { name: /recovery kit/ }));
  expect(go.disabled).toBe(true);
  await user.click(screen.getByRole('checkbox', { name: /one-time passwords/ }));
  expect(go.disabled).toBe(false);
});

describe('an office upgraded from the earlier web application', () => {
  const UPGRADED = officeStatus({ stage: 'upgraded', event: null });

  test('is completed by an administrator, who keeps the account they have', async () => {
    const office = fakeOffice({ 'office.status': ok(UPGRADED), 'setUp.complete': ok(RESULT) });
    renderApp(office);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await typeEvent(user);
    await next(user);
    await stepHeading('Others on the team');
    expect(screen.queryByRole('heading', { name: 'You, the first administrator' })).toBeNull();
    await next(user);
    await stepHeading('The signing key');
    fill(screen.getByLabelText(/^QR_SECRET/), 'the old secret');
    await user.click(screen.getByRole('button', { name: 'Make one for me' }));
    await finish(user);
    await screen.findByRole('heading', { name: 'Everything is ready' });
    expect(office.callsOf('setUp.complete')[0]).toMatchObject({ importedSecret: 'the old secret', staff: [] });
  });

  test('asks everybody else to wait for one', async () => {
    renderApp(fakeOffice({ 'office.status': ok({ ...UPGRADED, session: { ...ASHA, role: 'gate' } }) }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Waiting for an administrator' })).toBeDefined();
  });
});
