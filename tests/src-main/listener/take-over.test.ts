import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openDeskIdentity } from '../../../src-main/desks/desk-identity';
import { takeListenerOver } from '../../../src-main/listener/take-over';
import { machineFolderOf } from '../../../src-main/machine/machine-folder';
import { openMachine } from '../../../src-main/machine/open-machine';
import { putSetting, readSetting } from '../../../src-main/settings/setting-rows';
import type { ListenerSettings } from '../../../src-shared/contract/listener';
import {
  ADMINISTRATOR,
  connection,
  openReadyOffice,
  openTestOffice,
  TEST_BEGINS,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { forgetDatabase, isInFile, openTestDatabase } from '../../support/test-database';

const EARLIER: ListenerSettings = { on: true, network: 'hotspot', port: 9_443, certificate: 'authority', desks: true };
const NOW: ListenerSettings = { on: false, network: null, port: 7_443, certificate: 'own', desks: false };

/** An event with this under a name of an earlier version, and the computer that opens it. */
async function openEarlier(rows: Readonly<Record<string, unknown>>) {
  const temporary = temporaryFolder();
  const { folder } = temporary;
  const { db, close } = await openTestDatabase(folder, () => TEST_BEGINS);
  for (const [name, value] of Object.entries(rows)) await putSetting(db, name, value);
  return {
    db,
    machine: openMachine(folder, '0.1.0'),
    async [Symbol.asyncDispose]() {
      await close();
      await forgetDatabase(folder);
      temporary[Symbol.dispose]();
    },
  };
}

test('where phones found a computer goes from its event to the computer, once', async () => {
  await using earlier = await openEarlier({ listener: EARLIER });
  const { db, machine } = earlier;
  expect(machine.hasListener()).toBe(false);
  await takeListenerOver({ db, machine, deskId: null, restored: false });
  expect(machine.listener()).toEqual(EARLIER);
  expect(await readSetting(db, 'listener')).toBeNull();

  machine.saveListener(NOW);
  await takeListenerOver({ db, machine, deskId: null, restored: false });
  expect(machine.listener()).toEqual(NOW);
});

test('of a store each desk takes what was its own', async () => {
  await using earlier = await openEarlier({ 'listener@door': EARLIER, 'listener@bar': NOW });
  const { db, machine } = earlier;
  await takeListenerOver({ db, machine, deskId: 'door', restored: false });
  expect(machine.listener()).toEqual(EARLIER);
  expect(await readSetting(db, 'listener@door')).toBeNull();
  expect(await readSetting(db, 'listener@bar')).toEqual(NOW);
});

test.each<[string, unknown, boolean, ListenerSettings | null]>([
  ['this computer has decided already', EARLIER, false, NOW],
  ['the event came out of a backup, perhaps of another computer', EARLIER, true, null],
  ['what stands there is no way to be found', { ...EARLIER, port: 'everywhere' }, false, null],
])('where %s, it only goes from the event', async (_why, row, restored, own) => {
  await using earlier = await openEarlier({ listener: row });
  const { db, machine } = earlier;
  if (own) machine.saveListener(own);
  await takeListenerOver({ db, machine, deskId: null, restored });
  expect(machine.hasListener()).toBe(own !== null);
  expect(machine.listener()).toEqual(own ?? { ...NOW, port: 8_443 });
  expect(await readSetting(db, 'listener')).toBeNull();
});

async function statusIn(folder: string) {
  await using office = await openTestOffice({ folder });
  const api = office.clientOf(connection());
  const { username, password } = ADMINISTRATOR;
  valueOf(await api['session.signIn']({ username, password }));
  return valueOf(await api['listener.status']({}));
}

test('an office opens an event of before with what its computer had, and keeps it beside the event', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  await using _ended = { [Symbol.asyncDispose]: () => forgetDatabase(folder) };
  const before = await openReadyOffice({ folder });
  await before[Symbol.asyncDispose]();
  const { db, close } = await openTestDatabase(folder, () => TEST_BEGINS);
  const name = isInFile() ? 'listener' : `listener@${(await openDeskIdentity(folder, null)).deskId}`;
  await putSetting(db, name, EARLIER);
  await close();

  expect((await statusIn(folder)).settings).toEqual(EARLIER);
  expect(openMachine(folder, '0.1.0').listener()).toEqual(EARLIER);
  expect((await statusIn(folder)).settings).toEqual(EARLIER);

  writeFileSync(path.join(machineFolderOf(folder), 'machine.json'), '{"listener":');
  expect(await statusIn(folder)).toMatchObject({ settings: { ...NOW, port: 8_443 }, state: 'off', origin: null });
});
