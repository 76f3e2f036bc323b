import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { NAVIGATION, navigationOf } from '../../../src-renderer/layout/navigation';
import type { Role } from '../../../src-shared/contract/operation';
import { ASHA, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

function desk(role: Role, path: string, change: Parameters<typeof officeStatus>[0] = {}) {
  const office = fakeOffice({ 'office.status': ok(officeStatus({ session: { ...ASHA, role }, ...change })) });
  renderApp(office, path);
  return office;
}

describe('the frame of the desk', () => {
  test('shows each role its own pages', () => {
    expect(navigationOf('administrator')).toEqual(NAVIGATION);
    expect(navigationOf('seller').map(({ name }) => name)).toEqual(['dashboard', 'sell', 'scan', 'passes', 'phones']);
    expect(navigationOf('gate').map(({ name }) => name)).toEqual(['scan']);
  });

  test('does not open a page of another role by its address', async () => {
    desk('gate', '/staff');
    expect(await screen.findByRole('heading', { level: 1, name: 'Not part of your role' })).toBeDefined();
  });

  test('names the document and moves the focus to the heading of the page', async () => {
    desk('administrator', '/nowhere');
    const heading = await screen.findByRole('heading', { level: 1, name: 'No such page' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(document.title).toBe('No such page · E-Pass Box Office');
  });

  test('begins with a link past the navigation', async () => {
    desk('administrator', '/nowhere');
    const skip = await screen.findByRole('link', { name: 'Skip to the page' });
    expect(document.querySelector(skip.getAttribute('href') ?? '')?.tagName).toBe('MAIN');
  });

  test('opens a page by a function key, even from within a field, but never one of another role', async () => {
    desk('gate', '/nowhere');
    await screen.findByRole('heading', { level: 1 });
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    await user.keyboard('{F2}');
    expect(window.location.pathname).toBe('/nowhere');
    await user.keyboard('{Alt>}2{/Alt}');
    expect(window.location.pathname).toBe('/nowhere');
  });

  test('lists its keys when asked with a question mark', async () => {
    desk('gate', '/nowhere');
    await screen.findByRole('heading', { level: 1 });
    await userEvent.setup({ delay: null, pointerEventsCheck: 0 }).keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(dialog.textContent).toContain('F3');
    expect(dialog.textContent).not.toContain('F2');
  });

  test('locks with Alt and L', async () => {
    const office = desk('gate', '/nowhere');
    await screen.findByRole('heading', { level: 1 });
    office.answer({ 'session.lock': ok(null) });
    await userEvent.setup({ delay: null, pointerEventsCheck: 0 }).keyboard('{Alt>}l{/Alt}');
    expect(await screen.findByRole('dialog', { name: 'Locked' })).toBeDefined();
    expect(office.callsOf('session.lock')).toEqual([{}]);
  });

  test('tells everybody when the signing key is missing, and an administrator where to restore it', async () => {
    desk('administrator', '/nowhere', { keys: 'missing' });
    expect((await screen.findByRole('alert')).textContent).toContain('The signing key is missing');
    expect(screen.getByRole('link', { name: 'Open Settings' }).getAttribute('href')).toBe('/settings');
  });

  test('says that the office does not answer, before it has answered once', async () => {
    renderApp(fakeOffice({ 'office.status': { ok: false, code: 'unreachable' } }), '/');
    expect(await screen.findByRole('heading', { name: 'The box office does not answer' })).toBeDefined();
  });
});
