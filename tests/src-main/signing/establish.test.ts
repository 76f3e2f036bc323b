import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { change } from '../../../src-main/database/transact';
import { readKit } from '../../../src-main/signing/recovery-kit';
import { temporaryFolder } from '../../support/box-office';
import {
  codeOf,
  FORGED,
  keptFile,
  modelOffice,
  NEW_KEYS,
  openKeys,
  PASS_ID,
  PASSPHRASE,
  read,
  refusal,
  SECRET,
  WRONG,
} from './office-keys';

const model = modelOffice();

describe('before the set-up', () => {
  test('nothing is signed and no code is called forged', async () => {
    await using office = await openKeys();
    expect(office.signing.state()).toBe('missing');
    expect(office.signing.protection()).toBe('passphrase');
    expect(office.signing.codeOf(PASS_ID)).toBeNull();
    expect(() => office.signing.passIdOf(FORGED)).toThrow(refusal('keys-missing'));
    await expect(office.signing.unlock(PASSPHRASE)).rejects.toThrow(refusal('keys-missing'));
    await expect(office.signing.rotate(PASSPHRASE)).rejects.toThrow(refusal('keys-missing'));
    await expect(office.signing.restore(model.made.kit.text, PASSPHRASE)).rejects.toThrow(refusal('not-found'));
    expect(existsSync(office.keyFile)).toBe(false);
  });
});

describe('the set-up', () => {
  test('makes one current key, hands over its kit, and can sign at once', async () => {
    await using office = await openKeys();
    const kit = await office.setUp();

    const rows = await office.signing.list();
    expect(rows).toMatchObject([{ source: 'made', is_current: 1 }]);
    expect(kit).toMatchObject({ eventName: 'Winter Gala', keyIds: rows.map((row) => row.key_id) });
    expect(office.signing.state()).toBe('ready');
    expect(office.signing.passIdOf(codeOf(office, PASS_ID))).toBe(PASS_ID);
    expect(office.signing.passIdOf(FORGED)).toBeNull();
  });

  test('keeps the key in a file of this user alone, and its bytes nowhere to be found', async () => {
    await using office = await openKeys();
    const kit = await office.setUp({ ...NEW_KEYS, importedSecret: SECRET });
    const refused: unknown = await office.signing.rotate(WRONG).catch((error: unknown) => error);
    if (process.platform !== 'win32') expect(statSync(office.keyFile).mode & 0o777).toBe(0o600);

    // The kit, opened, is where a test can get at the bytes.
    const reading = await readKit(kit.text, PASSPHRASE);
    const secrets = reading.ok ? reading.set.keys.map((key) => key.secret.export()) : [];
    expect(secrets).toHaveLength(2);
    const places = readdirSync(office.folder).map((name) => readFileSync(path.join(office.folder, name)));
    places.push(Buffer.from(JSON.stringify(kit)), Buffer.from(inspect(refused, { depth: null })));
    for (const secret of [...secrets, Buffer.from(PASSPHRASE)]) {
      for (const form of [secret, ...(['hex', 'base64', 'base64url'] as const).map((as) => secret.toString(as))]) {
        for (const place of places) expect(place.includes(form)).toBe(false);
      }
    }
  });

  test('is done once', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    await expect(office.setUp()).rejects.toThrow(refusal('already-set-up'));
    expect(read(office.keyFile)).toBe(model.made.original);
  });

  test('asked for twice at the same moment happens once', async () => {
    await using office = await openKeys();
    const [first, second] = await Promise.allSettled([
      office.setUp(),
      office.setUp({ key: { source: 'new', passphrase: 'another passphrase altogether' } }),
    ]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'already-set-up' } });
    expect(office.signing.state()).toBe('ready');
    expect(office.signing.passIdOf(codeOf(office, PASS_ID))).toBe(PASS_ID);
  });

  test('that stopped between file and database goes on with the same event and key', async () => {
    await using office = await openKeys();
    let firstEventId = '';
    const stopped = office.signing.establish(NEW_KEYS, async (keys) => {
      firstEventId = keys.eventId;
      await change(office.db, async (within) => {
        await keys.record(within);
        throw new Error('the power went');
      });
    });
    await expect(stopped).rejects.toThrow('the power went');
    expect(office.settings.eventId()).toBeNull();
    expect(await office.signing.list()).toEqual([]);
    expect(office.signing.state()).toBe('missing');

    await using again = await openKeys({ folder: office.folder });
    await again.setUp();
    expect(again.settings.eventId()).toBe(firstEventId);
    expect(await again.signing.list()).toHaveLength(1);
    expect(readdirSync(office.folder).filter((name) => name.includes('kept'))).toEqual([]);
  });

  test('keeps a key file that the passphrase does not open, and starts with a new event', async () => {
    using folder = temporaryFolder();
    cpSync(path.join(model.folder, 'signing-keys.json'), path.join(folder.folder, 'signing-keys.json'));
    await using office = await openKeys({ folder: folder.folder });
    await office.setUp({ key: { source: 'new', passphrase: 'another passphrase altogether' } });
    expect(office.settings.eventId()).not.toBe(model.made.eventId);
    expect(office.signing.passIdOf(model.made.code)).toBeNull();
    expect(read(keptFile(folder.folder))).toBe(model.made.original);
  });

  test('on a new laptop takes the event and the keys of a kit, and old passes admit', async () => {
    await using office = await openKeys();
    const wanted = { key: { source: 'kit' as const, kit: model.made.kit.text, passphrase: PASSPHRASE } };
    const kit = await office.setUp(wanted);
    expect(kit.keyIds).toEqual(model.made.kit.keyIds);
    expect(office.settings.eventId()).toBe(model.made.eventId);
    expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);
    expect(codeOf(office, PASS_ID)).toBe(model.made.code);
  });

  test('tells a mistyped kit from a wrong passphrase, and leaves nothing behind', async () => {
    await using office = await openKeys();
    const kit = model.made.kit.text.replace(/.$/, (last) => (last === '0' ? '8' : '0'));
    const mistyped = office.setUp({ key: { source: 'kit', kit, passphrase: PASSPHRASE } });
    await expect(mistyped).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { 'key.kit': 'invalid' } },
    });
    const wrong = office.setUp({ key: { source: 'kit', kit: model.made.kit.text, passphrase: WRONG } });
    await expect(wrong).rejects.toThrow(refusal('wrong-passphrase'));
    expect(existsSync(office.keyFile)).toBe(false);
    expect(office.settings.eventId()).toBeNull();
  });

  test('that does not record its keys is a bug, not an office without a key', async () => {
    await using office = await openKeys();
    await expect(office.signing.establish(NEW_KEYS, async () => undefined)).rejects.toThrow('without recording');
    expect(office.signing.state()).toBe('missing');
  });
});
