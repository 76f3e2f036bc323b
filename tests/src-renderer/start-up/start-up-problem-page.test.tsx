import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { deskWords as english } from '../../../src-renderer/translations/desk-words';
import { START_UP_PROBLEMS, startUpAddress } from '../../../src-shared/start-up-problem';
import { fakeOffice, renderApp } from '../../support/render-page';

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

test('the one button closes the window and does nothing to the files', async () => {
  const close = vi.spyOn(window, 'close').mockImplementation(() => undefined);
  renderApp(fakeOffice(), startUpAddress('damaged', '/x'));
  await userEvent.click(await screen.findByRole('button', { name: english.startUp.close }));
  expect(screen.getAllByRole('button')).toHaveLength(2);
  expect(close).toHaveBeenCalledOnce();
});
