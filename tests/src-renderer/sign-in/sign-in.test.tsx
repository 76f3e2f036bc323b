import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { ASHA, type FakeOffice, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

const LOCKED = { ...ASHA, state: 'locked' } as const;

function closedOffice(answers: Parameters<typeof fakeOffice>[0] = {}): FakeOffice {
  return fakeOffice({ 'office.status': ok(officeStatus({ session: null })), ...answers });
}

/** A desk on the page of the keys, whose passphrase field stands for anything that somebody has typed. */
async function deskWithTypedText(answers: Parameters<typeof fakeOffice>[0] = {}) {
  const office = fakeOffice({ 'office.status': ok(officeStatus({ keys: 'locked' })), ...answers });
  renderApp(office, '/nowhere');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.click(await screen.findByRole('button', { name: 'Enter the passphrase' }));
  await user.type(await screen.findByLabelText(/^Passphrase/), 'half typed');
  return { office, user };
}
const typedText = () => screen.getByLabelText(/^Passphrase/);

describe('signing in', () => {
  test('leads to the page whose address was opened', async () => {
    const office = closedOffice({ 'session.signIn': ok(ASHA), 'staff.list': ok([]), 'passTypes.list': ok([]) });
    renderApp(office, '/nowhere');
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });

    await user.type(await screen.findByLabelText('Username'), 'admin1');
    expect(window.location.pathname).toBe('/login');
    office.answer({ 'office.status': ok(officeStatus()) });
    await user.type(screen.getByLabelText('Password'), 'correct horse battery{Enter}');

    expect(await screen.findByRole('heading', { level: 1, name: 'No such page' })).toBeDefined();
    expect(window.location.pathname).toBe('/nowhere');
    expect(office.callsOf('session.signIn')).toEqual([{ username: 'admin1', password: 'correct horse battery' }]);
  });

  test('says the same of an unknown user as of a wrong password, and keeps what was typed', async () => {
    renderApp(closedOffice({ 'session.signIn': { ok: false, code: 'wrong-credentials' } }), '/login');
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await user.type(await screen.findByLabelText('Username'), 'asha');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');

    expect((await screen.findByRole('alert')).textContent).toContain('The username or the password is not right');
    expect(screen.getByLabelText<HTMLInputElement>('Username').value).toBe('asha');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
  });

  test('counts down after too many tries and then lets another one through', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const refusal = { ok: false, code: 'too-many-attempts', retryAfterSeconds: 3 } as const;
      renderApp(closedOffice({ 'session.signIn': refusal }), '/login');
      const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
      await user.type(await screen.findByLabelText('Username'), 'asha');
      await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');

      const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Sign in' });
      await waitFor(() => expect(button.disabled).toBe(true));
      expect(screen.getByRole('alert').textContent).toMatch(/Try again in \d seconds?\./);
      await vi.advanceTimersByTimeAsync(3_500);
      await waitFor(() => expect(button.disabled).toBe(false));
      expect(screen.getByRole('alert').textContent).not.toContain('Try again in');
    } finally {
      vi.useRealTimers();
    }
  });

  test('shows the password and hides it again from the keyboard', async () => {
    renderApp(closedOffice(), '/login');
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    const field = await screen.findByLabelText<HTMLInputElement>('Password');
    await user.click(field);
    await user.tab();
    await user.keyboard('{Enter}');
    expect(field.type).toBe('text');
    await user.click(screen.getByRole('button', { name: 'Hide the password' }));
    expect(field.type).toBe('password');
  });

  test('tells when Caps Lock is on', async () => {
    renderApp(closedOffice(), '/login');
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await user.click(await screen.findByLabelText('Password'));
    await user.keyboard('{CapsLock}a');
    expect(screen.getByText(/Caps Lock is on/)).toBeDefined();
  });
});

describe('a session that locks or ends while somebody is typing', () => {
  test('keeps what was typed under the lock and gives it back with the password', async () => {
    const { office, user } = await deskWithTypedText({
      'keys.unlock': { ok: false, code: 'session-locked' },
      'session.unlock': ok(ASHA),
    });
    await user.type(typedText(), '{Enter}');
    const lock = within(await screen.findByRole('dialog', { name: 'Locked' }));
    await user.type(lock.getByLabelText('Password'), 'mine{Enter}');

    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Locked' })).toBeNull());
    expect(office.callsOf('session.unlock')).toEqual([{ password: 'mine' }]);
    expect((typedText() as HTMLInputElement).value).toBe('half typed');
  });

  test('keeps it as well when the session has ended and the person signs in again', async () => {
    const { user } = await deskWithTypedText({
      'keys.unlock': { ok: false, code: 'not-signed-in' },
      'session.signIn': ok(ASHA),
    });
    await user.type(typedText(), '{Enter}');
    const cover = within(await screen.findByRole('dialog', { name: 'Sign in again' }));
    expect(cover.getByLabelText<HTMLInputElement>('Username').value).toBe('admin1');
    await user.type(cover.getByLabelText('Password'), 'mine{Enter}');

    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Sign in again' })).toBeNull());
    expect((typedText() as HTMLInputElement).value).toBe('half typed');
  });

  test('gives somebody else a page of their own, without what was typed', async () => {
    const ravi = { username: 'ravi', displayName: 'Ravi', role: 'gate', state: 'active' } as const;
    const { office, user } = await deskWithTypedText({
      'keys.unlock': { ok: false, code: 'not-signed-in' },
      'session.signIn': ok(ravi),
    });
    await user.type(typedText(), '{Enter}');
    const cover = within(await screen.findByRole('dialog', { name: 'Sign in again' }));
    office.answer({ 'office.status': ok(officeStatus({ keys: 'locked', session: ravi })) });
    await user.clear(cover.getByLabelText('Username'));
    await user.type(cover.getByLabelText('Username'), 'ravi');
    await user.type(cover.getByLabelText('Password'), 'his{Enter}');

    expect(await screen.findByText('Ravi')).toBeDefined();
    await waitFor(() => expect(screen.queryByLabelText(/^Passphrase/)).toBeNull());
    expect(screen.queryByRole('link', { name: /Settings/ })).toBeNull();
  });

  test('is seen without pressing anything, when the office says so', async () => {
    const { office } = await deskWithTypedText();
    const asked = office.callsOf('office.status').length;
    office.answer({ 'office.status': ok(officeStatus({ keys: 'locked', session: LOCKED })) });
    // As when somebody comes back to the window after a while.
    vi.setSystemTime(Date.now() + 60_000);
    window.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByRole('dialog', { name: 'Locked' })).toBeDefined();
    expect(office.callsOf('office.status').length).toBe(asked + 1);
    vi.useRealTimers();
  });

  test('is left in two steps, because leaving loses what was typed', async () => {
    const office = fakeOffice({
      'office.status': ok(officeStatus({ session: LOCKED })),
      'session.signOut': ok(null),
    });
    renderApp(office, '/nowhere');
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await user.click(await screen.findByRole('button', { name: 'Somebody else is here' }));
    expect(office.callsOf('session.signOut')).toEqual([]);
    office.answer({ 'office.status': ok(officeStatus({ session: null })) });
    await user.click(screen.getByRole('button', { name: 'Sign Asha out' }));
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeDefined();
  });
});

describe('an invited person', () => {
  const INVITED = { ...ASHA, state: 'invited' } as const;

  test('replaces the one-time password without typing it twice', async () => {
    const office = closedOffice({ 'session.signIn': ok(INVITED), 'session.changePassword': ok(ASHA) });
    renderApp(office, '/login');
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await user.type(await screen.findByLabelText('Username'), 'admin1');
    office.answer({ 'office.status': ok(officeStatus({ session: INVITED })) });
    await user.type(screen.getByLabelText('Password'), '7K2M-9QXA-R4TZ-0B2D{Enter}');

    await screen.findByRole('heading', { name: 'Choose your password' });
    expect(screen.queryByLabelText(/^One-time password/)).toBeNull();
    await user.type(screen.getByLabelText(/^New password/), 'four plain old words');
    await user.type(screen.getByLabelText(/^The same again/), 'four plain old word{Enter}');
    expect(await screen.findByText('The two are not the same')).toBeDefined();
    expect(office.callsOf('session.changePassword')).toEqual([]);

    office.answer({ 'office.status': ok(officeStatus()) });
    await user.type(screen.getByLabelText(/^The same again/), 's{Enter}');
    await waitFor(() =>
      expect(office.callsOf('session.changePassword')).toEqual([
        { currentPassword: '7K2M-9QXA-R4TZ-0B2D', newPassword: 'four plain old words' },
      ]),
    );
  });

  test('learns why a password is refused, beside the field', async () => {
    const refusal = { ok: false, code: 'invalid-input', fields: { newPassword: 'password-common' } } as const;
    const office = fakeOffice({
      'office.status': ok(officeStatus({ session: INVITED })),
      'session.changePassword': refusal,
    });
    renderApp(office, '/');
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await user.type(await screen.findByLabelText(/^One-time password/), '7K2M');
    await user.type(screen.getByLabelText(/^New password/), 'passwordpassword');
    await user.type(screen.getByLabelText(/^The same again/), 'passwordpassword{Enter}');
    expect(await screen.findByText(/Too easy to guess/)).toBeDefined();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^New password/)));
  });
});
