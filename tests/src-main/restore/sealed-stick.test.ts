import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { OfficeContract } from '../../../src-shared/contract/contract';
import type { Client } from '../../../src-shared/contract/operation';
import {
  ADMINISTRATOR,
  connection,
  PASSPHRASE as KEY_PASSPHRASE,
  openReadyOffice,
  openTestOffice,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { codeOf, scan, signIn } from './restorable';

const PASSPHRASE = 'nine quiet harbours in june';

let sold = 0;
async function sellTo(api: Client<OfficeContract>, name1: string) {
  sold += 1;
  const sale = { saleId: crypto.randomUUID(), passType: 'SINGLE', name1, paymentMode: 'CASH' } as const;
  return valueOf(await api['passes.sell']({ ...sale, phone1: `98765${String(sold).padStart(5, '0')}` }));
}

/** Whether any file below the folder has this text. */
function isOn(folder: string, text: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => {
    const file = path.join(folder, name);
    return statSync(file).isFile() && readFileSync(file).includes(text);
  });
}

function segmentsOn(stick: string): string[] {
  const names = readdirSync(stick, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.jsonl'));
}

function journalOn(stick: string): string {
  return segmentsOn(stick)
    .map((name) => readFileSync(path.join(stick, name), 'utf8'))
    .join('');
}

test('with a passphrase nobody reads a name on the stick, and with it everything comes back to the last sale', async () => {
  using stick = temporaryFolder();
  let backup: string;
  using event = temporaryFolder();
  {
    await using office = await openReadyOffice({ folder: event.folder });
    valueOf(await office.api['backups.save']({ secondFolder: stick.folder }));
    await sellTo(office.api, 'Clara Plainly');
    expect(isOn(stick.folder, 'Clara Plainly')).toBe(true);
    // What lay there readable is written anew, sealed.
    valueOf(await office.api['backups.protect']({ passphrase: PASSPHRASE }));
    expect(isOn(stick.folder, 'Clara Plainly')).toBe(false);
    const { id } = valueOf(await office.api['backups.make']({}));
    backup = path.join(stick.folder, 'E-Pass Box Office/backups', ...id.split('/').slice(1));
    await sellTo(office.api, 'Dora Hidden');
  }
  const sealedBefore = segmentsOn(stick.folder).length;
  {
    // Nobody can add to a sealed file whose key is gone.
    await using office = await openTestOffice({ folder: event.folder, keyPassphrase: KEY_PASSPHRASE });
    const api = office.clientOf(connection());
    await signIn(api);
    const { passId } = await sellTo(api, 'Edda Later');
    expect(await scan(api, await codeOf(api, passId))).toBe('admitted');
  }
  expect(segmentsOn(stick.folder).length).toBe(sealedBefore + 1);
  for (const text of ['Clara', 'Dora', 'Edda', 'clara plainly', '9876500001', PASSPHRASE, ADMINISTRATOR.displayName]) {
    expect([text, isOn(stick.folder, text)]).toEqual([text, false]);
  }

  const dialogs = { chooseFile: () => Promise.resolve(backup), chooseFolder: () => Promise.resolve(null) };
  await using other = await openTestOffice({ dialogs, rescue: true });
  const api = other.clientOf(connection());
  const chosen = valueOf(await api['restore.choose']({})).backup;
  expect(chosen).toMatchObject({ encrypted: true });
  const id = chosen?.id ?? '';
  expect(await api['restore.try']({ id, passphrase: 'some other passphrase' })).toMatchObject({
    code: 'wrong-passphrase',
  });
  expect(valueOf(await api['restore.try']({ id, passphrase: PASSPHRASE }))).toMatchObject({
    holds: { passes: 3, admitted: 1 },
    journal: { state: 'complete', sales: 2, admissions: 1 },
  });
  expect(valueOf(await api['restore.apply']({ id, passphrase: PASSPHRASE }))).toMatchObject({ holds: { passes: 3 } });
  await signIn(api);
  const found = valueOf(
    await api['passes.search']({ filter: {}, sort: 'name1', descending: false, page: 0, pageSize: 10 }),
  );
  expect(found.passes.map(({ name1 }) => name1)).toEqual(['Clara Plainly', 'Dora Hidden', 'Edda Later']);
}, 180_000);

test('an erased person is gone from a sealed journal too, and what is left is complete', async () => {
  using stick = temporaryFolder();
  await using office = await openReadyOffice();
  const { api } = office;
  valueOf(await api['backups.save']({ secondFolder: stick.folder }));
  valueOf(await api['backups.protect']({ passphrase: PASSPHRASE }));
  const { id } = valueOf(await api['backups.make']({}));
  const { passId } = await sellTo(api, 'Frida Forgotten');
  await sellTo(api, 'Gerda Stays');
  const before = journalOn(stick.folder);
  valueOf(await api['privacy.erase']({ passIds: [passId] }));
  await expect.poll(() => journalOn(stick.folder).startsWith(before), { timeout: 15_000 }).toBe(false);
  const second = `second/${id.split('/').slice(1).join('/')}`;
  expect(valueOf(await api['restore.try']({ id: second, passphrase: PASSPHRASE }))).toMatchObject({
    holds: { passes: 2 },
    journal: { state: 'complete', sales: 2 },
  });
}, 120_000);
