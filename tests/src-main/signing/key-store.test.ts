import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptFile, modelOffice, openKeys, PASS_ID, PASSPHRASE, read, refusal, write } from './office-keys';

const model = modelOffice();

describe('a key file that is not right', () => {
  test.each<[string, (text: string) => string | null]>([
    ['missing', () => null],
    ['empty', () => ''],
    ['cut short', (text) => text.slice(0, -40)],
    ['not JSON', () => 'signing keys'],
    ['hostile', () => '{"__proto__":{"format":"epass-signing-keys/1"}}'],
    [
      'changed in one character',
      (text) => text.replace(/"sealed": "(.)/, (_all, first) => `"sealed": "${first === 'A' ? 'B' : 'A'}`),
    ],
    [
      'of another event',
      (text) => text.replace(/"eventId": "./, (all) => `${all.slice(0, -1)}${all.endsWith('0') ? '1' : '0'}`),
    ],
  ])('that is %s leaves the keys missing and is not replaced', async (_what, change) => {
    await using copy = await model.copy();
    const file = path.join(copy.folder, 'signing-keys.json');
    const changed = change(model.made.original);
    if (changed === null) rmSync(file);
    else write(file, changed);

    await using office = await openKeys({ folder: copy.folder });
    expect(office.signing.state()).toBe('missing');
    expect(office.signing.codeOf(PASS_ID)).toBeNull();
    expect(() => office.signing.passIdOf(model.made.code)).toThrow(refusal('keys-missing'));
    await expect(office.signing.unlock(PASSPHRASE)).rejects.toThrow(refusal('keys-missing'));
    expect(existsSync(file) ? read(file) : null).toBe(changed);
  });

  test('is put right by the kit, and the damaged file is kept', async () => {
    await using copy = await model.copy();
    write(path.join(copy.folder, 'signing-keys.json'), 'damaged');
    await using office = await openKeys({ folder: copy.folder });
    expect(await office.signing.restore(model.made.kit.text, PASSPHRASE)).toEqual(model.made.kit.keyIds);
    expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);
    expect(read(keptFile(copy.folder))).toBe('damaged');
  });

  test('holds a key that the database says is another: it neither signs nor verifies', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    await office.db
      .updateTable('signing_keys')
      .set({ check_value: '0'.repeat(16) })
      .execute();
    await office.signing.unlock(PASSPHRASE);
    expect(office.signing.state()).toBe('missing');
    expect(office.signing.codeOf(PASS_ID)).toBeNull();
    expect(() => office.signing.passIdOf(model.made.code)).toThrow(refusal('keys-missing'));
  });

  test('of the same event without its rows is taken in', async () => {
    await using copy = await model.copy();
    await using office = await openKeys({ folder: copy.folder });
    const before = await office.signing.list();
    await office.db.deleteFrom('signing_keys').execute();
    await office.signing.unlock(PASSPHRASE);
    expect(await office.signing.list()).toEqual(before);
    expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);
  });
});
