import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/box-office';
import {
  closedOffice,
  codeOf,
  FORGED,
  keptFile,
  modelOffice,
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

describe('keys under a passphrase', () => {
  test('are locked after a start: codes are not judged until they are unlocked', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    expect(office.signing.state()).toBe('locked');
    expect(office.signing.codeOf(PASS_ID)).toBeNull();
    expect(() => office.signing.passIdOf(model.made.code)).toThrow(refusal('keys-locked'));
    expect(() => office.signing.passIdOf(FORGED)).toThrow(refusal('keys-locked'));
    await expect(office.signing.kit(PASSPHRASE)).rejects.toThrow(refusal('keys-locked'));

    await office.signing.unlock(PASSPHRASE);
    expect(office.signing.state()).toBe('ready');
    expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);
    expect(office.signing.passIdOf(FORGED)).toBeNull();
    expect(codeOf(office, PASS_ID)).toBe(model.made.code);
  });

  test('make whoever guesses wait longer each time, and whoever knows start afresh', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    const { signing } = office;
    for (let tries = 0; tries < 3; tries += 1) {
      await expect(signing.unlock(WRONG)).rejects.toThrow(refusal('wrong-passphrase'));
    }
    const tooMany = { code: 'too-many-attempts', details: { retryAfterSeconds: 5 } };
    await expect(signing.unlock(PASSPHRASE)).rejects.toMatchObject(tooMany);
    office.wait(4_999);
    await expect(signing.unlock(PASSPHRASE)).rejects.toMatchObject({ details: { retryAfterSeconds: 1 } });
    office.wait(1);
    await expect(signing.unlock(WRONG)).rejects.toThrow(refusal('wrong-passphrase'));
    await expect(signing.unlock(PASSPHRASE)).rejects.toMatchObject({ details: { retryAfterSeconds: 10 } });
    office.wait(10_000);
    await signing.unlock(PASSPHRASE);
    await expect(signing.kit(WRONG)).rejects.toThrow(refusal('wrong-passphrase'));
    expect((await signing.kit(PASSPHRASE)).keyIds).toEqual(model.made.kit.keyIds);
  });

  test('cannot be guessed faster by asking at the same moment', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    const guesses = await Promise.allSettled(Array.from({ length: 8 }, () => office.signing.unlock(WRONG)));
    const codes = guesses.map((guess) => (guess.status === 'rejected' ? guess.reason.code : 'opened'));
    expect(codes).toEqual([...Array(3).fill('wrong-passphrase'), ...Array(5).fill('too-many-attempts')]);
  });

  test('take the same letters, however they are composed', async () => {
    using folder = temporaryFolder();
    await closedOffice(folder.folder, null, { key: { source: 'new', passphrase: 'a caf\u00e9 by the sea' } });
    await using office = await openKeys({ folder: folder.folder });
    await office.signing.unlock('a cafe\u0301 by the sea');
    expect(office.signing.state()).toBe('ready');
  });
});

describe('keys in the keychain of the system', () => {
  test('are ready after a start, and want the passphrase for a kit all the same', async () => {
    using folder = temporaryFolder();
    const keychain = testKeychain();
    const { code, kit } = await closedOffice(folder.folder, keychain);
    await using office = await openKeys({ folder: folder.folder, keychain });
    expect([office.signing.state(), office.signing.protection()]).toEqual(['ready', 'system']);
    expect(office.signing.passIdOf(code)).toBe(PASS_ID);
    const before = read(office.keyFile);
    await expect(office.signing.kit(WRONG)).rejects.toThrow(refusal('wrong-passphrase'));
    await expect(office.signing.rotate(WRONG)).rejects.toThrow(refusal('wrong-passphrase'));
    await expect(office.signing.importSecret(SECRET, WRONG)).rejects.toThrow(refusal('wrong-passphrase'));
    office.wait(60_000);
    expect((await office.signing.kit(PASSPHRASE)).keyIds).toEqual(kit.keyIds);
    expect(read(office.keyFile)).toBe(before);
  });

  test.each([
    ['is gone', () => null],
    ['is another one', testKeychain],
    ['fails', () => Object.assign(testKeychain(), { broken: true })],
  ])('are missing, and stay as they are, when the keychain %s', async (_what, other) => {
    using folder = temporaryFolder();
    const { code, kit, original } = await closedOffice(folder.folder, testKeychain());
    await using office = await openKeys({ folder: folder.folder, keychain: other() });
    expect(office.signing.state()).toBe('missing');
    expect(() => office.signing.passIdOf(code)).toThrow(refusal('keys-missing'));
    await expect(office.signing.unlock(PASSPHRASE)).rejects.toThrow(refusal('keys-missing'));
    expect(read(office.keyFile)).toBe(original);

    await office.signing.restore(kit.text, PASSPHRASE);
    expect(office.signing.state()).toBe('ready');
    expect(office.signing.passIdOf(code)).toBe(PASS_ID);
    expect(read(keptFile(folder.folder))).toBe(original);
  });

  test('open at the next try when the keychain failed only for a while', async () => {
    using folder = temporaryFolder();
    const keychain = testKeychain();
    await closedOffice(folder.folder, keychain);
    keychain.broken = true;
    await using office = await openKeys({ folder: folder.folder, keychain });
    expect(office.signing.state()).toBe('missing');
    keychain.broken = false;
    await office.signing.unlock(PASSPHRASE);
    expect(office.signing.state()).toBe('ready');
  });

  test('are put under the passphrase from the start where the keychain does not work', async () => {
    using folder = temporaryFolder();
    await using office = await openKeys({
      folder: folder.folder,
      keychain: Object.assign(testKeychain(), { broken: true }),
    });
    await office.setUp();
    expect([office.signing.state(), office.signing.protection()]).toEqual(['ready', 'passphrase']);
  });
});
