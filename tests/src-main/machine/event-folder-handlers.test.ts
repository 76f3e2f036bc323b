import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createDispatch } from '../../../src-main/dispatch';
import { eventFolderOf } from '../../../src-main/machine/event-folder';
import { createEventFolderHandlers } from '../../../src-main/machine/event-folder-handlers';
import { machineFolderOf } from '../../../src-main/machine/machine-folder';
import { openMachineFile } from '../../../src-main/machine/open-machine';
import { eventFolderContract } from '../../../src-shared/contract/desktop';
import type { StartUpProblem } from '../../../src-shared/start-up-problem';
import { temporaryFolder } from '../../support/box-office';

/** The program on a computer, as far as folders go: where it opens an event, and what it says of one that it cannot. */
function program(start: { readonly isNamed?: boolean; readonly demo?: boolean } = {}) {
  const temporary = temporaryFolder();
  const [usual, other] = ['usual', 'other'].map((name) => path.join(temporary.folder, name)) as [string, string];
  for (const folder of [usual, other]) mkdirSync(folder);
  const options = { folder: usual, isNamed: false, demo: false, ...start };
  const opened: string[] = [];
  const state = { chosen: null as string | null, broken: new Set<string>(), meanwhile: () => Promise.resolve() };
  const dispatch = createDispatch({
    contract: eventFolderContract,
    handlers: createEventFolderHandlers({
      ...options,
      dialogs: { chooseFile: () => Promise.resolve(null), chooseFolder: () => Promise.resolve(state.chosen) },
      machine: () => Promise.resolve(openMachineFile(usual, '0.1.0')),
      async reopen(): Promise<StartUpProblem | null> {
        await state.meanwhile();
        const folder = eventFolderOf(options);
        opened.push(folder);
        return state.broken.has(folder) ? 'newer' : null;
      },
    }),
    callerOf: (connection) => ({ role: 'administrator', username: 'asha', deviceId: null, connection }),
    reportBug: (_operation, error) => {
      throw error;
    },
  });
  const call = (name: string, input: unknown = {}) =>
    dispatch(name, input, { transport: 'ipc', desk: '', source: 'window', sessionId: null, attach: () => {} });
  return { usual, other, opened, state, call, options, [Symbol.dispose]: () => temporary[Symbol.dispose]() };
}
const toUse = (folder: string, holds: 'event' | 'nothing') => ['desktop.useEventFolder', { folder, holds }] as const;

test('a folder is chosen in the system’s dialog, looked at, and the event opened there now and at each start', async () => {
  using one = program();
  expect(await one.call('desktop.chooseEventFolder')).toEqual({ ok: true, value: { chosen: null } });
  one.state.chosen = one.other;
  const chosen = { folder: one.other, holds: 'nothing' };
  expect(await one.call('desktop.chooseEventFolder')).toEqual({ ok: true, value: { chosen } });
  expect(one.opened).toEqual([]);
  expect(await one.call(...toUse(one.other, 'nothing'))).toEqual({ ok: true, value: { problem: null } });
  expect(one.opened).toEqual([one.other]);
  expect(eventFolderOf(one.options)).toBe(one.other);
  expect(existsSync(path.join(one.other, 'office.lock'))).toBe(true);
  expect(await one.call('desktop.eventFolder')).toEqual({
    ok: true,
    value: { folder: one.other, because: 'chosen', usual: { folder: one.usual, holds: 'nothing' } },
  });
});

test('the usual folder is gone back to, and nothing is left of the choice', async () => {
  using one = program();
  await one.call(...toUse(one.other, 'nothing'));
  expect(await one.call(...toUse(one.usual, 'nothing'))).toEqual({ ok: true, value: { problem: null } });
  expect(one.opened).toEqual([one.other, one.usual]);
  expect(await one.call('desktop.eventFolder')).toMatchObject({ value: { folder: one.usual, because: 'usual' } });
  const kept = readFileSync(path.join(machineFolderOf(one.usual), 'machine.json'), 'utf8');
  expect(JSON.parse(kept)).not.toHaveProperty('eventFolder');
});

test('where that event cannot be opened, the one from before is open again', async () => {
  using one = program();
  one.state.broken.add(one.other);
  expect(await one.call(...toUse(one.other, 'nothing'))).toEqual({ ok: true, value: { problem: 'newer' } });
  expect(one.opened).toEqual([one.other, one.usual]);
  expect(eventFolderOf(one.options)).toBe(one.usual);
});

test('a chosen folder that is away is named, and another one leads out of it', async () => {
  using one = program();
  await one.call(...toUse(one.other, 'nothing'));
  rmSync(one.other, { recursive: true });
  expect(await one.call('desktop.eventFolder')).toMatchObject({ value: { folder: one.other, because: 'chosen' } });
  expect(await one.call(...toUse(one.usual, 'nothing'))).toEqual({ ok: true, value: { problem: null } });
  expect(eventFolderOf(one.options)).toBe(one.usual);
});

test('what is there now has to be what the person was told', async () => {
  using one = program();
  writeFileSync(path.join(one.other, 'epass.db'), '');
  const conflict = { ok: false, code: 'conflict' };
  expect(await one.call(...toUse(one.other, 'nothing'))).toEqual(conflict);
  expect(await one.call(...toUse(path.join(one.other, 'gone'), 'event'))).toEqual(conflict);
  expect(one.opened).toEqual([]);
  expect(await one.call(...toUse(one.other, 'event'))).toMatchObject({ ok: true });
});

test('of two changes at once the second is refused', async () => {
  using one = program();
  let second: unknown;
  one.state.meanwhile = async () => {
    second ??= await one.call(...toUse(one.usual, 'nothing'));
  };
  expect(await one.call(...toUse(one.other, 'nothing'))).toMatchObject({ ok: true });
  expect(second).toEqual({ ok: false, code: 'conflict' });
  expect(one.opened).toEqual([one.other]);
});

test.each([{ isNamed: true }, { demo: true }])('a start with %j stays where it is', async (start) => {
  using one = program(start);
  expect(await one.call(...toUse(one.other, 'nothing'))).toEqual({ ok: false, code: 'conflict' });
  expect(await one.call('desktop.eventFolder')).toMatchObject({ value: { folder: one.usual, because: 'named' } });
  expect(one.opened).toEqual([]);
});
