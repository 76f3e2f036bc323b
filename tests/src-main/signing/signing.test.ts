import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withKey } from '../../../src-main/signing/key-set';
import { formatKit, readKit } from '../../../src-main/signing/recovery-kit';
import { encodeCrockford } from '../../../src-shared/crockford';
import { parsePassCode } from '../../../src-shared/pass-code';
import { temporaryFolder } from '../../support/box-office';
import { copyTestDatabase, failInserts, run } from '../../support/test-database';
import {
  codeOf,
  EARLIER,
  modelOffice,
  NEW_KEYS,
  OTHER_PASS_ID,
  openKeys,
  PASS_ID,
  PASSPHRASE,
  refusal,
  SECRET,
} from './office-keys';

const model = modelOffice();

describe('rotation', () => {
  test('signs with a new key, verifies with both, and its kit brings back both', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    await office.signing.unlock(PASSPHRASE);
    const kit = await office.signing.rotate(PASSPHRASE);
    const newCode = codeOf(office, OTHER_PASS_ID);

    const rows = await office.signing.list();
    expect(rows.filter((row) => row.is_current === 1)).toHaveLength(1);
    expect(parsePassCode(newCode)).toMatchObject({ keyId: rows.find((row) => row.is_current)?.key_id });
    expect(kit.keyIds.toSorted()).toEqual(rows.map((row) => row.key_id).toSorted());
    expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);
    expect(office.signing.passIdOf(newCode)).toBe(OTHER_PASS_ID);

    await using again = await openKeys({ folder: copy.folder });
    await again.signing.unlock(PASSPHRASE);
    expect(codeOf(again, OTHER_PASS_ID)).toBe(newCode);

    await using laptop = await openKeys();
    await laptop.setUp({ key: { source: 'kit', kit: kit.text, passphrase: PASSPHRASE } });
    expect(laptop.signing.passIdOf(model.made.code)).toBe(PASS_ID);
    expect(codeOf(laptop, OTHER_PASS_ID)).toBe(newCode);
  });

  test('that stopped between file and database is finished at the next start', async () => {
    await using copy = await model.copy();
    using backup = temporaryFolder();
    await copyTestDatabase(copy.folder, backup.folder);
    const office = await openKeys({ folder: copy.folder });
    await office.signing.unlock(PASSPHRASE);
    await office.signing.rotate(PASSPHRASE);
    const newCode = codeOf(office, OTHER_PASS_ID);
    await office[Symbol.asyncDispose]();

    await using again = await openKeys({ folder: copy.folder, databaseFolder: backup.folder });
    await again.signing.unlock(PASSPHRASE);
    expect(again.signing.state()).toBe('ready');
    expect(await again.signing.list()).toHaveLength(2);
    expect(codeOf(again, OTHER_PASS_ID)).toBe(newCode);
    expect(again.signing.passIdOf(model.made.code)).toBe(PASS_ID);
  });

  test('whose row cannot be written changes nothing', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    await office.signing.unlock(PASSPHRASE);
    const end = await failInserts((statement) => run(office.db, statement), 'signing_keys', 'disk full');
    await expect(office.signing.rotate(PASSPHRASE)).rejects.toThrow('disk full');
    expect(codeOf(office, PASS_ID)).toBe(model.made.code);
    expect(await office.signing.list()).toHaveLength(1);

    await end();
    await office.signing.rotate(PASSPHRASE);
    expect(await office.signing.list()).toHaveLength(2);
    expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);
  });

  test('stops where no kit could carry the keys any more', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    await office.signing.unlock(PASSPHRASE);
    const reading = await readKit(model.made.kit.text, PASSPHRASE);
    if (!reading.ok) throw new Error('the kit is not read');
    let { set } = reading;
    const free = set.keys[0]?.keyId.startsWith('Z') ? 'Y' : 'Z';
    for (let more = 1; more < 24; more += 1) {
      const [key] = reading.set.keys;
      if (!key) throw new Error('the kit has no key');
      set = withKey(set, {
        ...key,
        keyId: free + encodeCrockford(Uint8Array.of(more << 3)).charAt(0),
        current: false,
        secret: createSecretKey(randomBytes(64)),
      });
    }
    const full = formatKit(set, reading.passphrase);
    const printed = full.replace(/(.{5})/g, '$1 ');
    expect(printed.length).toBeLessThanOrEqual(4_000);
    expect(await office.signing.restore(printed, PASSPHRASE)).toHaveLength(24);
    await expect(office.signing.rotate(PASSPHRASE)).rejects.toThrow(refusal('conflict'));
    await expect(office.signing.importSecret(SECRET, PASSPHRASE)).rejects.toThrow(refusal('conflict'));
  });
});

describe('the secret of the earlier application', () => {
  test('makes its passes admit, is never signed with, and is taken in once', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    await office.signing.unlock(PASSPHRASE);
    expect(office.signing.passIdOf(EARLIER)).toBeNull();
    const kit = await office.signing.importSecret(SECRET, PASSPHRASE);
    expect(office.signing.passIdOf(EARLIER)).toBe('OLD-PASS-17');
    expect(codeOf(office, PASS_ID)).toBe(model.made.code);

    const again = await office.signing.importSecret(SECRET, PASSPHRASE);
    expect(again.keyIds).toEqual(kit.keyIds);
    expect((await office.signing.list()).map((row) => `${row.source} ${row.is_current}`).toSorted()).toEqual([
      'imported 0',
      'made 1',
    ]);

    await using laptop = await openKeys();
    await laptop.setUp({ key: { source: 'kit', kit: kit.text, passphrase: PASSPHRASE } });
    expect(laptop.signing.passIdOf(EARLIER)).toBe('OLD-PASS-17');
  });

  test('can come with the set-up, whatever its length', async () => {
    await using office = await openKeys();
    const long = SECRET.repeat(20);
    await office.setUp({ ...NEW_KEYS, importedSecret: long });
    const sig = createHmac('sha256', long).update(PASS_ID).digest('hex');
    const payload = Buffer.from(JSON.stringify({ id: PASS_ID, sig })).toString('base64');
    expect(office.signing.passIdOf(payload)).toBe(PASS_ID);
  });
});

describe('the code on a pass', () => {
  test('is what the setting says, and both kinds verify', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    await office.signing.unlock(PASSPHRASE);
    await office.printAs('seed');
    const seed = codeOf(office, PASS_ID);
    expect(parsePassCode(seed)?.kind).toBe('seed');
    expect(office.signing.passIdOf(seed)).toBe(PASS_ID);
    await office.printAs('compact');
    expect(codeOf(office, PASS_ID)).toBe(model.made.code);
    expect(office.signing.passIdOf(` ${model.made.code.toLowerCase()}\n`)).toBe(PASS_ID);
    expect(parsePassCode(codeOf(office, 'OLD-PASS-17'))?.kind).toBe('seed');
  });
});
