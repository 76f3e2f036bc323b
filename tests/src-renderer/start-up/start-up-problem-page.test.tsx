import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { deskWords as english } from '../../../src-renderer/translations/desk-words';
import { START_UP_PROBLEMS, startUpAddress } from '../../../src-shared/start-up-problem';
import { backup, trial } from '../../support/desk-backups';
import { fakeOffice, ok, renderApp } from '../../support/render-page';

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const press = async (name: string) => user.click(await screen.findByRole('button', { name }));

test.each(START_UP_PROBLEMS)('a start that failed (%s) is told in words, and no office is asked', async (problem) => {
  const office = fakeOffice();
  renderApp(office, startUpAddress(problem, '/events/Garba & Night'));

  const { title, body, next } = english.startUp.problems[problem];
  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeDefined();
  expect(screen.getByText(body)).toBeDefined();
  expect(screen.getByText(next)).toBeDefined();
  expect(screen.getByText('/events/Garba & Night')).toBeDefined();
  expect(office.callsOf('office.status')).toEqual([]);
});

test('an address that names no known problem still says that the office is not open', async () => {
  renderApp(fakeOffice(), '/start-up/toString');
  expect(await screen.findByRole('heading', { name: english.startUp.problems.unknown.title })).toBeDefined();
});

test('the window can be closed, which does nothing to the files', async () => {
  const close = vi.spyOn(window, 'close').mockImplementation(() => undefined);
  const office = fakeOffice();
  renderApp(office, startUpAddress('damaged', '/x'));
  await press(english.startUp.close);
  expect(close).toHaveBeenCalledOnce();
  expect(office.callsOf('restore.list')).toEqual([]);
});

describe('the next step', () => {
  const AGAIN = english.common.tryAgain;
  const RESTORE = english.startUp.restore;
  const FOLDER = english.startUp.otherFolder;

  test.each([
    ['damaged', [RESTORE, FOLDER]],
    ['not-a-database', [RESTORE, AGAIN, FOLDER]],
    ['another-application', [RESTORE, AGAIN, FOLDER]],
    ['in-use', [AGAIN, FOLDER]],
    ['read-only', [AGAIN, FOLDER]],
    ['disk-full', [AGAIN, FOLDER]],
    ['folder-away', [AGAIN, FOLDER]],
    ['newer', [FOLDER]],
    ['no-access', [AGAIN, RESTORE, FOLDER]],
    ['unknown', [AGAIN, RESTORE, FOLDER]],
  ] as const)('where the file is %s is offered in this order: %j', async (problem, offers) => {
    renderApp(fakeOffice(), startUpAddress(problem, '/x'));
    await screen.findByRole('heading', { level: 1 });
    const found = [...document.querySelectorAll('main a, main button')].map((one) => one.textContent);
    expect(found).toEqual([...offers, english.startUp.close]);
  });

  test('loads the desk anew to try again', async () => {
    renderApp(fakeOffice(), startUpAddress('in-use', '/x'));
    expect((await screen.findByRole('link', { name: AGAIN })).getAttribute('href')).toBe('/');
  });

  test('brings a backup back without anybody signing in, and keeps the file that cannot be opened', async () => {
    const office = fakeOffice({
      'restore.list': ok([backup()]),
      'restore.progress': ok({ done: null }),
      'restore.try': ok(trial({ current: null })),
      'restore.apply': ok({ keptAs: 'replaced/epass-20261128.db', holds: trial().holds }),
    });
    renderApp(office, startUpAddress('damaged', '/x'));
    const { choose, look, replace, done } = english.restore;
    await press(RESTORE);
    await press(choose.submit);
    await press(look.continue);
    expect(await screen.findByText(replace.kept.unopened)).toBeDefined();
    await press(replace.submit.unopened);
    expect(await screen.findByRole('heading', { level: 1, name: done.title })).toBeDefined();
    expect(screen.getByText('replaced/epass-20261128.db')).toBeDefined();
    expect(screen.getByRole('link', { name: done.signIn }).getAttribute('href')).toBe('/');
    expect(office.callsOf('office.status')).toEqual([]);
  });

  test('after a restore that was refused is the same as before', async () => {
    const office = fakeOffice({
      'restore.list': ok([backup()]),
      'restore.progress': ok({ done: null }),
      'restore.try': { ok: false, code: 'backup-unusable' },
    });
    renderApp(office, startUpAddress('damaged', '/x'));
    await press(RESTORE);
    await press(english.restore.choose.submit);
    await screen.findByRole('alert');
    await press(english.common.back);
    expect(await screen.findByRole('heading', { name: english.startUp.problems.damaged.title })).toBeDefined();
  });
});
