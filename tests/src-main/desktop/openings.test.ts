import { expect, test } from 'vitest';
import type { Connection } from '../../../src-main/caller';
import { createOpenings } from '../../../src-main/desktop/openings';
import type { OfficeKeeper } from '../../../src-main/office-keeper';

const CONNECTION: Connection = { transport: 'ipc', desk: '', source: 'window', sessionId: null, attach: () => {} };

/** An office that is open, or one that stands in because of a problem until a backup is brought back. */
function keeper(name: string, problem: unknown = null) {
  const state = { problem, closed: 0 };
  const office: OfficeKeeper = {
    dispatch: (operation) => Promise.resolve({ ok: true, value: `${name}: ${operation}` }),
    settings: { eventOrNull: () => null },
    problem: () => state.problem,
    close: () => {
      state.closed += 1;
      return Promise.resolve();
    },
  };
  return { office, state };
}

function openingsOf(...results: readonly (OfficeKeeper | Error)[]) {
  const told: unknown[] = [];
  let opened = 0;
  const openings = createOpenings({
    open: () => {
      const result = results[opened];
      opened += 1;
      if (!result) throw new Error('opened too often');
      return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
    },
    tell: (problem) => {
      told.push(problem);
      return Promise.resolve();
    },
    noOffice: (name) => Promise.resolve(name.includes('Folder') ? { ok: true, value: `nobody: ${name}` } : FAILED),
  });
  return { ...openings, told, opened: () => opened, call: (name: string) => openings.dispatch(name, {}, CONNECTION) };
}
const IN_USE = new Error('in use');
const FAILED = { ok: false, code: 'storage-failed' } as const;

test('what a page asks for before the office is open is answered by it', async () => {
  const { begin, call, told } = openingsOf(keeper('event').office);
  const opening = begin();
  expect(await call('office.status')).toEqual({ ok: true, value: 'event: office.status' });
  await opening;
  expect(told).toEqual([]);
});

test('an office that cannot be opened is told of once, and refuses everything', async () => {
  const { begin, call, told, opened } = openingsOf(IN_USE);
  await begin();
  expect(told).toEqual([IN_USE]);
  expect(await call('restore.list')).toEqual(FAILED);
  expect(opened()).toBe(1);
});

test('the desk that comes back after that page opens the office again', async () => {
  const { begin, call, told } = openingsOf(IN_USE, keeper('event').office);
  await begin();
  expect(await call('office.status')).toEqual({ ok: true, value: 'event: office.status' });
  expect(told).toEqual([IN_USE]);
});

test('as often as somebody tries, and each time the page comes back', async () => {
  const { begin, call, told, opened } = openingsOf(IN_USE, IN_USE, keeper('event').office);
  await begin();
  expect(await call('office.status')).toEqual(FAILED);
  expect(told).toHaveLength(2);
  expect(await call('office.status')).toMatchObject({ ok: true });
  expect(opened()).toBe(3);
});

test('what stands in for a damaged event lets go of the folder before the next try', async () => {
  const stand = keeper('stand-in', new Error('damaged'));
  const { begin, call, told } = openingsOf(stand.office, keeper('event').office);
  await begin();
  expect(told).toEqual([stand.state.problem]);
  // The page that tells of it asks for backups and is no new try.
  expect(await call('restore.list')).toEqual({ ok: true, value: 'stand-in: restore.list' });
  expect(stand.state.closed).toBe(0);
  expect(await call('office.status')).toEqual({ ok: true, value: 'event: office.status' });
  expect(stand.state.closed).toBe(1);
});

test('once a backup was brought back, the desk finds that office and no other is opened', async () => {
  const stand = keeper('restored', new Error('damaged'));
  const { begin, call, opened } = openingsOf(stand.office);
  await begin();
  stand.state.problem = null;
  expect(await call('office.status')).toEqual({ ok: true, value: 'restored: office.status' });
  expect(opened()).toBe(1);
  expect(stand.state.closed).toBe(0);
});

test('an office that is open is closed at the end, and nothing is waited for where there is none', async () => {
  const open = keeper('event');
  const one = openingsOf(open.office);
  await one.begin();
  await one.close();
  expect(open.state.closed).toBe(1);
  const none = openingsOf(IN_USE);
  await none.begin();
  await none.close();
});

test('the folder of the event is asked of the office that is open, and of nobody’s where none is', async () => {
  const stand = keeper('stand-in', new Error('damaged'));
  const { begin, call } = openingsOf(keeper('event').office, stand.office, IN_USE);
  await begin();
  expect(await call('desktop.eventFolder')).toEqual({ ok: true, value: 'event: desktop.eventFolder' });
  await begin();
  expect(await call('desktop.useEventFolder')).toEqual({ ok: true, value: 'nobody: desktop.useEventFolder' });
  expect(await call('restore.list')).toEqual({ ok: true, value: 'stand-in: restore.list' });
  await begin();
  expect(await call('desktop.chooseEventFolder')).toEqual({ ok: true, value: 'nobody: desktop.chooseEventFolder' });
});

test('an office is opened again where its event is now, and what is asked meanwhile is answered by that one', async () => {
  const before = keeper('before');
  const { begin, reopen, call, told } = openingsOf(before.office, keeper('after').office);
  await begin();
  const reopening = reopen();
  expect(await call('passes.search')).toEqual({ ok: true, value: 'after: passes.search' });
  expect(await reopening).toBeNull();
  expect(before.state.closed).toBe(1);
  expect(told).toEqual([]);
});

test('one that cannot be opened there is told of by whoever asked, and the desk that is loaded next tries again', async () => {
  const { begin, reopen, call, told, opened } = openingsOf(keeper('before').office, IN_USE, IN_USE);
  await begin();
  expect(await reopen()).toBe(IN_USE);
  expect(told).toEqual([]);
  expect(await call('office.status')).toEqual(FAILED);
  expect(told).toEqual([IN_USE]);
  expect(opened()).toBe(3);
});

test('two openings at once take the folder one after the other', async () => {
  const offices = ['first', 'second', 'third'].map((name) => keeper(name));
  const { begin, reopen, call } = openingsOf(...offices.map(({ office }) => office));
  await Promise.all([begin(), reopen(), reopen()]);
  expect(offices.map(({ state }) => state.closed)).toEqual([1, 1, 0]);
  expect(await call('passes.search')).toEqual({ ok: true, value: 'third: passes.search' });
});

test('an office that does not let itself be closed in order does not keep the next from opening', async () => {
  const stuck: OfficeKeeper = { ...keeper('stuck').office, close: () => Promise.reject(IN_USE) };
  const { begin, reopen, call } = openingsOf(stuck, keeper('after').office);
  await begin();
  expect(await reopen()).toBe(IN_USE);
  expect(await reopen()).toBeNull();
  expect(await call('passes.search')).toMatchObject({ ok: true });
});
