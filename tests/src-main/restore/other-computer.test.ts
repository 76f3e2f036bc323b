import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Dialogs } from '../../../src-main/restore/dialogs';
import {
  connection,
  openReadyOffice,
  openTestOffice,
  PASSPHRASE,
  sellPass,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { makeDatabase } from '../../support/shared-stores';
import { FIXTURE } from '../database/earlier-file';
import { codeOf, scan, signIn } from './restorable';

/** Stands for the person who points at a file in the system's dialog. */
function pointAt(file: () => string): Dialogs {
  return { chooseFile: () => Promise.resolve(file()), chooseFolder: () => Promise.resolve(null) };
}

test('on another computer the stick and the printed kit bring everything back, and every old pass admits once', async () => {
  using stick = temporaryFolder();
  const codes: string[] = [];
  let kit: string;
  let backup: string;
  let used: string;
  {
    await using lost = await openReadyOffice();
    kit = lost.setUp.kit.text;
    valueOf(await lost.api['backups.save']({ secondFolder: stick.folder }));
    for (let number = 0; number < 20; number += 1) {
      codes.push(await codeOf(lost.api, (await sellPass(lost.api)).passId));
    }
    const { id } = valueOf(await lost.api['backups.make']({}));
    backup = path.join(stick.folder, 'E-Pass Box Office/backups', ...id.split('/').slice(1));
    for (let number = 0; number < 20; number += 1) {
      codes.push(await codeOf(lost.api, (await sellPass(lost.api)).passId));
    }
    used = codes[39] ?? '';
    expect(await scan(lost.api, used)).toBe('admitted');
  }

  const begun = performance.now();
  await using office = await openTestOffice({ dialogs: pointAt(() => backup), rescue: true });
  const api = office.clientOf(connection());
  expect(valueOf(await api['office.status']({}))).toMatchObject({ stage: 'new' });
  expect(valueOf(await api['restore.list']({}))).toEqual([]);
  const chosen = valueOf(await api['restore.choose']({})).backup;
  expect(chosen).toMatchObject({ place: 'chosen', state: 'verified', holds: { passes: 20, eventName: 'Winter Gala' } });
  expect(valueOf(await api['restore.list']({}))).toEqual([chosen]);
  const id = chosen?.id ?? '';
  expect(valueOf(await api['restore.try']({ id }))).toMatchObject({
    holds: { passes: 40, admitted: 1 },
    current: { passes: 0 },
    journal: { state: 'complete', sales: 20, admissions: 1 },
    keys: 'kit-needed',
  });
  valueOf(await api['restore.apply']({ id }));

  // The desk's window is nobody's now: there are accounts, and the page asks who is there.
  expect(await api['restore.list']({})).toMatchObject({ code: 'not-signed-in' });
  await signIn(api);
  expect(valueOf(await api['office.status']({}))).toMatchObject({ stage: 'open', keys: 'missing' });
  valueOf(await api['keys.restore']({ kit, passphrase: PASSPHRASE }));
  for (const code of codes)
    expect([code, await scan(api, code)]).toEqual([code, code === used ? 'refused' : 'admitted']);
  for (const code of codes) expect(await scan(api, code)).toBe('refused');
  process.stdout.write(
    `recovery kit drill: ${((performance.now() - begun) / 1_000).toFixed(1)} s for ${codes.length} passes\n`,
  );
  expect(office.log.bugs).toEqual([]);
}, 180_000);

test('a backup of a store becomes a file on another computer, where every pass admits once', async () => {
  using stick = temporaryFolder();
  await using database = await makeDatabase();
  const codes: string[] = [];
  let kit: string;
  let backup: string;
  {
    await using lost = await openReadyOffice({ store: { address: database.url, deskName: 'Bar', fixed: true } });
    kit = lost.setUp.kit.text;
    valueOf(await lost.api['backups.save']({ secondFolder: stick.folder }));
    for (let number = 0; number < 2; number += 1) {
      codes.push(await codeOf(lost.api, (await sellPass(lost.api)).passId));
    }
    expect(await scan(lost.api, codes[0] ?? '')).toBe('admitted');
    const { id } = valueOf(await lost.api['backups.make']({}));
    backup = path.join(stick.folder, 'E-Pass Box Office/backups', ...id.split('/').slice(1));
  }

  await using office = await openTestOffice({ dialogs: pointAt(() => backup), rescue: true });
  const api = office.clientOf(connection());
  const id = valueOf(await api['restore.choose']({})).backup?.id ?? '';
  expect(valueOf(await api['restore.try']({ id }))).toMatchObject({ holds: { passes: 2, admitted: 1 } });
  valueOf(await api['restore.apply']({ id }));
  await signIn(api);
  valueOf(await api['keys.restore']({ kit, passphrase: PASSPHRASE }));
  expect(valueOf(await api['store.status']({}))).toEqual({ kind: 'file' });
  const outcomes = [await scan(api, codes[0] ?? ''), await scan(api, codes[1] ?? ''), await scan(api, codes[1] ?? '')];
  expect(outcomes).toEqual(['refused', 'admitted', 'refused']);
  expect(office.log.bugs).toEqual([]);
}, 120_000);

test('the file of the earlier web application becomes the event when somebody points at it', async () => {
  await using office = await openTestOffice({ dialogs: pointAt(() => FIXTURE) });
  const api = office.clientOf(connection());
  const { backup } = valueOf(await api['restore.choose']({}));
  expect(backup).toMatchObject({ place: 'chosen', state: 'unknown', holds: null, encrypted: false });
  const id = backup?.id ?? '';
  expect(valueOf(await api['restore.try']({ id }))).toMatchObject({
    holds: { passes: 40, people: 53, amount: 27_810, admitted: 8 },
    journal: { state: 'none' },
    keys: 'here',
  });
  const bytes = readFileSync(FIXTURE);
  valueOf(await api['restore.apply']({ id }));
  expect(valueOf(await api['office.status']({}))).toMatchObject({ stage: 'upgraded' });
  expect(readFileSync(FIXTURE).equals(bytes)).toBe(true);
  expect(await api['restore.list']({})).toMatchObject({ code: 'not-signed-in' });
}, 120_000);
