import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { deskWords } from '../../../src-renderer/translations/desk-words';
import { FOLDER_HOLDS } from '../../../src-shared/contract/desktop';
import { startUpAddress } from '../../../src-shared/start-up-problem';
import { type Answers, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

const WORDS = deskWords.store.folder;
const USUAL = { folder: '/home/asha/E-Pass Box Office', holds: 'event' } as const;
const USUALLY = { folder: USUAL.folder, because: 'usual', usual: { ...USUAL, holds: 'same' } } as const;
const CHOSEN = { folder: '/media/disk/garba', because: 'chosen', usual: USUAL } as const;
const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
const confirm = async (name: string) =>
  user.click(within(await screen.findByRole('dialog')).getByRole('button', { name }));

function open(answers: Answers = {}, path = '/settings?tab=data') {
  const office = fakeOffice({
    'office.status': ok(officeStatus({ desktop: true })),
    'store.status': ok({ kind: 'file' }),
    'desktop.eventFolder': ok(USUALLY),
    'desktop.settings': ok({ printer: null, paper: 'A6', silent: false, deskName: 'Desk 1' }),
    'desktop.useEventFolder': ok({ problem: null }),
    ...answers,
  });
  renderApp(office, path);
  return office;
}
const found = (holds: (typeof FOLDER_HOLDS)[number]) => ok({ chosen: { folder: '/media/disk/gala', holds } });

test.each(['event', 'nothing'] as const)('a folder with %s is confirmed, opened, and gone on with', async (holds) => {
  const office = open({ 'desktop.chooseEventFolder': found(holds) });
  await press(WORDS.choose);
  const dialog = within(await screen.findByRole('dialog', { name: WORDS.confirm[holds] }));
  expect(dialog.getByText('/media/disk/gala')).toBeDefined();
  expect(dialog.getByText(WORDS.happens[holds])).toBeDefined();
  expect(dialog.queryAllByText(WORDS.takeAlong)).toHaveLength(holds === 'nothing' ? 1 : 0);
  expect(office.callsOf('desktop.useEventFolder')).toEqual([]);
  office.answer({ 'office.status': ok(officeStatus({ desktop: true, session: null })) });
  await confirm(WORDS.submit[holds]);
  await screen.findByRole('heading', { level: 1, name: WORDS.doneTitle });
  expect(office.callsOf('desktop.useEventFolder')).toEqual([{ folder: '/media/disk/gala', holds }]);
  expect(screen.getByRole('link', { name: WORDS.goOn }).getAttribute('href')).toBe('/');
});

const UNUSABLE = FOLDER_HOLDS.filter((holds) => holds !== 'event' && holds !== 'nothing');
test.each(UNUSABLE)('a folder that is no use (%s) is refused with what to do', async (holds) => {
  const office = open({ 'desktop.chooseEventFolder': found(holds) });
  await press(WORDS.choose);
  const alert = within(await screen.findByRole('alert'));
  expect(alert.getByText(WORDS.unusable[holds].title)).toBeDefined();
  expect(alert.getByText('/media/disk/gala')).toBeDefined();
  expect(screen.queryByRole('dialog')).toBeNull();
  office.answer({ 'desktop.chooseEventFolder': found('event') });
  await press(WORDS.choose);
  await screen.findByRole('dialog');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('an event that cannot be opened there is told of in words, with what is open now', async () => {
  open({
    'desktop.chooseEventFolder': found('event'),
    'desktop.useEventFolder': ok({ problem: 'newer' }),
  });
  await press(WORDS.choose);
  await confirm(WORDS.submit.event);
  await screen.findByRole('heading', { level: 1, name: WORDS.failedTitle });
  expect(screen.getByText(deskWords.startUp.problems.newer.title)).toBeDefined();
  expect(screen.getByText(WORDS.failed)).toBeDefined();
});

test('nothing happens when the dialog is closed, or the confirmation is', async () => {
  const office = open({ 'desktop.chooseEventFolder': ok({ chosen: null }) });
  await press(WORDS.choose);
  expect(screen.queryByRole('dialog')).toBeNull();
  office.answer({ 'desktop.chooseEventFolder': found('event') });
  await press(WORDS.choose);
  await confirm(deskWords.common.cancel);
  expect(office.callsOf('desktop.useEventFolder')).toEqual([]);
});

test('what changed meanwhile is said on the same page', async () => {
  open({
    'desktop.chooseEventFolder': found('event'),
    'desktop.useEventFolder': { ok: false, code: 'conflict' },
  });
  await press(WORDS.choose);
  await confirm(WORDS.submit.event);
  await screen.findByRole('alert');
  expect(screen.getByRole('heading', { name: WORDS.title })).toBeDefined();
});

test('from a chosen folder the usual one is a press away', async () => {
  const office = open({ 'desktop.eventFolder': ok(CHOSEN) });
  await press(WORDS.toUsual);
  await confirm(WORDS.submit.event);
  await screen.findByRole('heading', { level: 1, name: WORDS.doneTitle });
  expect(office.callsOf('desktop.useEventFolder')).toEqual([{ folder: USUAL.folder, holds: 'event' }]);
});

test('a folder that was named for this start is only told', async () => {
  open({ 'desktop.eventFolder': ok({ ...USUALLY, because: 'named' }) });
  await screen.findByText(WORDS.because.named);
  expect(screen.queryByRole('button', { name: WORDS.choose })).toBeNull();
});

test.each([
  ['in a browser', { desktop: false }],
  ['in a demo', { desktop: true, demo: true }],
])('%s there is no such folder', async (_where, status) => {
  const office = open({ 'office.status': ok(officeStatus(status)) });
  await screen.findByText(deskWords.store.file.title);
  expect(screen.queryByRole('heading', { name: WORDS.title })).toBeNull();
  expect(office.callsOf('desktop.eventFolder')).toEqual([]);
});

test('where the folder is away, another one can be chosen without anybody signing in', async () => {
  const office = open(
    { 'desktop.eventFolder': ok(CHOSEN), 'desktop.chooseEventFolder': found('event') },
    startUpAddress('folder-away', CHOSEN.folder),
  );
  await press(deskWords.startUp.otherFolder);
  await press(deskWords.common.back);
  await press(deskWords.startUp.otherFolder);
  await press(WORDS.choose);
  await confirm(WORDS.submit.event);
  await screen.findByRole('heading', { level: 1, name: WORDS.doneTitle });
  expect(office.callsOf('office.status')).toEqual([]);
});

test('where there is no event yet, one in another folder can be opened', async () => {
  open(
    {
      'office.status': ok(officeStatus({ desktop: true, stage: 'new', session: null })),
      'desktop.chooseEventFolder': found('event'),
    },
    '/set-up',
  );
  await user.click(await screen.findByRole('link', { name: deskWords.firstRun.inFolder }));
  await press(WORDS.choose);
  await confirm(WORDS.submit.event);
  await screen.findByRole('heading', { level: 1, name: WORDS.doneTitle });
});
