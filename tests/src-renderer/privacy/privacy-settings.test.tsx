import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OutputOf } from '../../../src-renderer/api/operations';
import { SettingsPage } from '../../../src-renderer/settings/settings-page';
import * as files from '../../../src-renderer/ticket/save-file';
import type { Instant } from '../../../src-shared/instant';
import { type Answers, fakeOffice, ok, renderPage } from '../../support/render-page';

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
type Status = OutputOf<'privacy.status'>;

const STATUS: Status = {
  settings: { retentionDays: null },
  dueAt: null,
  named: 1_240,
  erased: 0,
  lastErasure: null,
};
const ASHA = {
  names: ['Asha Rao', 'Mrs Rao'],
  phone: '+919876511111',
  passIds: ['0197a000-0000-7000-8000-00000000aaaa', '0197a000-0000-7000-8000-00000000bbbb'],
};

function openPrivacy(status: Partial<Status> = {}, answers: Answers = {}) {
  window.history.replaceState(null, '', '/settings?tab=privacy');
  const office = fakeOffice({ 'privacy.status': ok({ ...STATUS, ...status }), ...answers });
  renderPage(<SettingsPage />, { office });
  return office;
}
const region = async (name: string) => within(await screen.findByRole('region', { name }));

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-28T12:30:00.000Z'), toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test('says how many people are named, and that nothing happens by itself', async () => {
  openPrivacy({ erased: 3, lastErasure: { at: '2026-11-27T12:30:00.000Z' as Instant, passes: 3, reason: 'person' } });
  const status = await region('Names and phone numbers');
  expect(status.getByText('1,240').tagName).toBe('STRONG');
  expect(status.getByText('They stay until somebody erases them.')).toBeDefined();
  expect(status.getByText(/^Last erased: 3 passes on request/)).toBeDefined();
});

test('a period is saved, with the day that it comes to', async () => {
  const office = openPrivacy({}, { 'privacy.save': ok({ ...STATUS, settings: { retentionDays: 60 } }) });
  const form = await region('How long they are kept');
  await user.click(form.getByRole('radio', { name: 'Erase them by themselves' }));
  const days = form.getByLabelText<HTMLInputElement>('Days after the event');
  expect(days.value).toBe('90');
  expect(
    form.getByText(/at the end of Friday.*February 26.*2027|at the end of Friday,? 26 February 2027/),
  ).toBeDefined();
  await user.clear(days);
  await user.type(days, '60');
  await user.click(form.getByRole('button', { name: 'Save' }));

  expect(await form.findByText('Saved')).toBeDefined();
  expect(office.callsOf('privacy.save')).toEqual([{ retentionDays: 60 }]);
});

test('what is no number of days is refused beside its field', async () => {
  openPrivacy(
    { settings: { retentionDays: 30 } },
    { 'privacy.save': { ok: false, code: 'invalid-input', fields: { retentionDays: 'too-small' } } },
  );
  const form = await region('How long they are kept');
  const days = form.getByLabelText<HTMLInputElement>('Days after the event');
  await user.clear(days);
  await user.type(days, '0');
  await user.click(form.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(days.getAttribute('aria-invalid')).toBe('true'));
});

test('a period that is over already is asked about before everybody goes', async () => {
  vi.setSystemTime(Date.parse('2027-06-01T12:00:00.000Z'));
  const office = openPrivacy({}, { 'privacy.save': ok({ ...STATUS, settings: { retentionDays: 90 } }) });
  const form = await region('How long they are kept');
  await user.click(form.getByRole('radio', { name: 'Erase them by themselves' }));
  expect(form.getByText('That day is over: everybody is erased within the hour.')).toBeDefined();
  await user.click(form.getByRole('button', { name: 'Save' }));
  expect(office.callsOf('privacy.save')).toEqual([]);

  const dialog = within(await screen.findByRole('dialog', { name: 'Erase everybody within the hour?' }));
  await user.click(dialog.getByRole('button', { name: 'Save and erase everybody' }));
  await waitFor(() => expect(office.callsOf('privacy.save')).toEqual([{ retentionDays: 90 }]));
});

test('a person is found, and what is known of the chosen passes is saved as a file', async () => {
  const saved = vi.spyOn(files, 'saveFile').mockImplementation(() => {});
  const office = openPrivacy(
    {},
    {
      'privacy.find': ok([ASHA]),
      'privacy.export': ok({ fileName: 'personal-data-2026-11-28.json', text: '{"about":1}\n' }),
    },
  );
  const search = await region('Somebody asks for their data');
  await user.type(search.getByLabelText('Name or phone number'), 'asha{Enter}');
  const person = within(await screen.findByRole('region', { name: 'Asha Rao, Mrs Rao' }));
  expect(person.getByText('098765 11111')).toBeDefined();
  expect(person.getByText('2 passes chosen')).toBeDefined();
  await user.click(person.getByRole('checkbox', { name: 'Pass 0000 BBBB' }));
  await user.click(person.getByRole('button', { name: 'Save what is known' }));

  expect(await person.findByText('Saved as personal-data-2026-11-28.json')).toBeDefined();
  expect(office.callsOf('privacy.find')).toEqual([{ text: 'asha' }]);
  expect(office.callsOf('privacy.export')).toEqual([{ passIds: [ASHA.passIds[0]] }]);
  const [file, name] = saved.mock.calls[0] ?? [];
  expect([await file?.text(), name]).toEqual(['{"about":1}\n', 'personal-data-2026-11-28.json']);
  saved.mockRestore();
});

test('erasing says what goes, what stays and how long backups have it, and then until when', async () => {
  const office = openPrivacy(
    {},
    {
      'privacy.find': ok([ASHA]),
      'privacy.erase': ok({ erased: 2, backupsUntil: '2026-12-05T12:30:00.000Z' as Instant }),
    },
  );
  const search = await region('Somebody asks for their data');
  await user.type(search.getByLabelText('Name or phone number'), '98765{Enter}');
  const person = within(await screen.findByRole('region', { name: 'Asha Rao, Mrs Rao' }));
  await user.click(person.getByRole('button', { name: 'Erase' }));

  const dialog = within(await screen.findByRole('dialog', { name: 'Erase the people of 2 passes?' }));
  expect(dialog.getByText(/cannot be undone/)).toBeDefined();
  expect(dialog.getByText(/^What stays: the number of the pass/)).toBeDefined();
  expect(dialog.getByText(/still hold them for 7 days/)).toBeDefined();
  await user.click(dialog.getByRole('button', { name: 'Erase for good' }));

  expect(await search.findByText('2 passes were erased')).toBeDefined();
  expect(search.getByText(/until .*2026/)).toBeDefined();
  expect(office.callsOf('privacy.erase')).toEqual([{ passIds: ASHA.passIds }]);
  expect(screen.queryByRole('region', { name: 'Asha Rao, Mrs Rao' })).toBeNull();
});

test('nobody found is said, with what to try instead', async () => {
  openPrivacy({}, { 'privacy.find': ok([]) });
  const search = await region('Somebody asks for their data');
  await user.type(search.getByLabelText('Name or phone number'), 'nobody{Enter}');
  expect(await search.findByRole('heading', { name: 'Nobody found' })).toBeDefined();
});

test('everybody is erased only after the name of the event was typed', async () => {
  const office = openPrivacy({}, { 'privacy.eraseAll': ok({ erased: 1_240 }) });
  await user.click((await region('Erase everybody')).getByRole('button', { name: 'Erase everybody…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Erase everybody of this event?' }));
  const name = dialog.getByLabelText('To confirm, type the name of the event: Garba Night');
  await user.type(name, 'Garba{Enter}');
  expect(dialog.getByText('This is not the name of the event.')).toBeDefined();
  expect(office.callsOf('privacy.eraseAll')).toEqual([]);

  await user.clear(name);
  await user.type(name, ' garba  night ');
  await user.click(dialog.getByRole('button', { name: 'Erase everybody for good' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(office.callsOf('privacy.eraseAll')).toEqual([{}]);
});

test('where nobody is named there is nothing to look for, and it says why', async () => {
  openPrivacy({ named: 0 });
  expect(await screen.findByText('Names and phone numbers come with the first pass that is sold.')).toBeDefined();
  expect(screen.queryByRole('region', { name: 'Somebody asks for their data' })).toBeNull();
});

test('after everybody was erased, what is left is said', async () => {
  const last = { at: '2026-11-27T12:30:00.000Z' as Instant, passes: 40, reason: 'retention' } as const;
  openPrivacy({ named: 0, erased: 40, lastErasure: last });
  expect(await screen.findByText(/^Everybody was erased\./)).toBeDefined();
  expect(screen.getByText(/^Last erased: everybody, 40 passes/)).toBeDefined();
});
