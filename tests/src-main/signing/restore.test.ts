import { createSecretKey, randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KeySet } from '../../../src-main/signing/key-set';
import { fromPassphrase } from '../../../src-main/signing/passphrase';
import { formatKit, readKit } from '../../../src-main/signing/recovery-kit';
import { temporaryFolder } from '../../support/box-office';
import {
  codeOf,
  EARLIER,
  FORGED,
  keptFile,
  modelOffice,
  OTHER_PASS_ID,
  openKeys,
  PASS_ID,
  PASSPHRASE,
  read,
  refusal,
  SECRET,
  testKeychain,
  WRONG,
} from './office-keys';

const model = modelOffice();

/** A kit as somebody might make it who has this office's kit and passphrase. */
async function otherKit(change: (set: KeySet) => KeySet, passphrase = PASSPHRASE): Promise<string> {
  const reading = await readKit(model.made.kit.text, PASSPHRASE);
  if (!reading.ok) throw new Error('the kit is not read');
  return formatKit(change(reading.set), await fromPassphrase(passphrase));
}
const withOtherSecrets = (set: KeySet): KeySet => ({
  ...set,
  keys: set.keys.map((key) => ({ ...key, secret: createSecretKey(randomBytes(32)) })),
});

describe('restoring a kit', () => {
  test('on the database of a dead laptop makes its passes admit, in the keychain where there is one', async () => {
    await using copy = await model.copy();
    rmSync(path.join(copy.folder, 'signing-keys.json'));
    const keychain = testKeychain();
    await using office = await openKeys({ folder: copy.folder, keychain });
    expect(office.signing.state()).toBe('missing');
    const typed = model.made.kit.text.toLowerCase().replace(/(.{5})/g, '$1-\n');
    expect(await office.signing.restore(typed, PASSPHRASE)).toEqual(model.made.kit.keyIds);
    expect([office.signing.state(), office.signing.protection()]).toEqual(['ready', 'system']);
    expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);

    await using again = await openKeys({ folder: copy.folder, keychain });
    expect(again.signing.state()).toBe('ready');
    expect(codeOf(again, PASS_ID)).toBe(model.made.code);
  });

  test('refuses a mistyped kit, a wrong passphrase and the kit of another event, and changes nothing', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    const { text } = model.made.kit;
    await expect(office.signing.restore(text.slice(0, -1), PASSPHRASE)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { kit: 'invalid' } },
    });
    await expect(office.signing.restore(text, WRONG)).rejects.toThrow(refusal('wrong-passphrase'));
    const elsewhere = await otherKit((set) => ({ ...set, eventId: '00000000-0000-4000-8000-000000000000' }));
    await expect(office.signing.restore(elsewhere, PASSPHRASE)).rejects.toThrow(refusal('conflict'));
    expect(office.signing.state()).toBe('locked');
    expect(read(office.keyFile)).toBe(model.made.original);
  });

  test.each([
    ['another key under an id that the database knows', withOtherSecrets],
    [
      'none of the keys that the database knows',
      (set: KeySet) => ({ ...set, keys: withOtherSecrets(set).keys.map((key) => ({ ...key, keyId: 'ZZ' })) }),
    ],
  ])('refuses a kit with %s', async (_what, change) => {
    await using copy = await model.copy();
    const kit = await otherKit(change);
    await using office = await openKeys({ folder: copy.folder });
    await expect(office.signing.restore(kit, PASSPHRASE)).rejects.toThrow(refusal('conflict'));
    expect(read(office.keyFile)).toBe(model.made.original);
  });

  test('is no way to put another passphrase on open keys', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    await office.signing.unlock(PASSPHRASE);
    const kit = await otherKit((set) => set, WRONG);
    await expect(office.signing.restore(kit, WRONG)).rejects.toThrow(refusal('wrong-passphrase'));
    expect(read(office.keyFile)).toBe(model.made.original);
  });

  test('adds to the keys that are there, open or locked, and leaves the current one current', async () => {
    await using copy = await model.copy();
    const office = await openKeys({ folder: copy.folder });
    await office.signing.unlock(PASSPHRASE);
    await office.signing.rotate(PASSPHRASE);
    const rotated = codeOf(office, OTHER_PASS_ID);
    expect(await office.signing.restore(model.made.kit.text, PASSPHRASE)).toHaveLength(2);
    expect(codeOf(office, OTHER_PASS_ID)).toBe(rotated);
    await office[Symbol.asyncDispose]();

    await using locked = await openKeys({ folder: copy.folder });
    expect(await locked.signing.restore(model.made.kit.text, PASSPHRASE)).toHaveLength(2);
    expect(locked.signing.state()).toBe('ready');
    expect(codeOf(locked, OTHER_PASS_ID)).toBe(rotated);
    expect(locked.signing.passIdOf(model.made.code)).toBe(PASS_ID);
  });

  test('of a kit older than the last rotation admits what it can, and calls nothing else forged', async () => {
    await using copy = await model.copy();
    const office = await openKeys({ folder: copy.folder });
    await office.signing.unlock(PASSPHRASE);
    const newKit = await office.signing.rotate(PASSPHRASE);
    const rotated = codeOf(office, OTHER_PASS_ID);
    await office[Symbol.asyncDispose]();
    rmSync(path.join(copy.folder, 'signing-keys.json'));

    await using laptop = await openKeys({ folder: copy.folder });
    await laptop.signing.restore(model.made.kit.text, PASSPHRASE);
    expect(laptop.signing.state()).toBe('missing');
    expect(laptop.signing.passIdOf(model.made.code)).toBe(PASS_ID);
    expect(() => laptop.signing.passIdOf(rotated)).toThrow(refusal('keys-missing'));
    expect(() => laptop.signing.passIdOf(FORGED)).toThrow(refusal('keys-missing'));
    expect(laptop.signing.codeOf(OTHER_PASS_ID)).toBeNull();

    await laptop.signing.restore(newKit.text, PASSPHRASE);
    expect(laptop.signing.state()).toBe('ready');
    expect(laptop.signing.passIdOf(FORGED)).toBeNull();
    expect(codeOf(laptop, OTHER_PASS_ID)).toBe(rotated);
  });

  test('keeps the locked file when its passphrase is another', async () => {
    await using copy = await model.copy();
    const kit = await otherKit((set) => set, WRONG);
    await using office = await openKeys({ folder: copy.folder });
    await office.signing.restore(kit, WRONG);
    expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);
    expect(read(keptFile(copy.folder))).toBe(model.made.original);
  });

  test('at set-up goes on with a key file of the same event and takes in an earlier secret too', async () => {
    using folder = temporaryFolder();
    await using copy = await model.copy();
    const first = await openKeys({ folder: copy.folder });
    await first.signing.unlock(PASSPHRASE);
    await first.signing.rotate(PASSPHRASE);
    const rotated = codeOf(first, OTHER_PASS_ID);
    await first[Symbol.asyncDispose]();
    cpSync(path.join(copy.folder, 'signing-keys.json'), path.join(folder.folder, 'signing-keys.json'));

    await using office = await openKeys({ folder: folder.folder });
    const key = { source: 'kit' as const, kit: model.made.kit.text, passphrase: PASSPHRASE };
    expect((await office.setUp({ key, importedSecret: SECRET })).keyIds).toHaveLength(3);
    expect(codeOf(office, OTHER_PASS_ID)).toBe(rotated);
    expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);
    expect(office.signing.passIdOf(EARLIER)).toBe('OLD-PASS-17');
  });
});
