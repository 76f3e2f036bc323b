import { expect, test } from 'vitest';
import type { Caller } from '../../../src-main/caller';
import { createKeyHandlers } from '../../../src-main/signing/key-handlers';
import { contract } from '../../../src-shared/contract/contract';
import { connection } from '../../support/box-office';
import { modelOffice, openKeys, PASS_ID, PASSPHRASE, SECRET } from './office-keys';

const model = modelOffice();
const caller: Caller = { role: 'administrator', username: 'admin1', deviceId: null, connection: connection() };

test('the operations answer as the contract declares, without a key in any answer', async () => {
  await using copy = await model.copy();
  await using office = await openKeys({ folder: copy.folder });
  const handlers = createKeyHandlers(office.signing);
  const passphrase = PASSPHRASE;

  const locked = contract['keys.list'].output.parse(await handlers['keys.list']({}, caller));
  expect(locked).toMatchObject([{ keyId: model.made.kit.keyIds[0], source: 'made', current: true }]);
  expect(await handlers['keys.unlock']({ passphrase }, caller)).toBeNull();
  expect(await handlers['keys.unlock']({ passphrase }, caller)).toBeNull();

  const printed = contract['keys.printKit'].output.parse(await handlers['keys.printKit']({ passphrase }, caller));
  expect(printed).toMatchObject({ eventName: 'Winter Gala', madeAt: '2026-11-28T12:30:00.000Z' });
  const imported = await handlers['keys.importSecret']({ secret: SECRET, passphrase }, caller);
  expect(contract['keys.importSecret'].output.parse(imported).keyIds).toHaveLength(2);
  const rotated = await handlers['keys.rotate']({ passphrase }, caller);
  expect(contract['keys.rotate'].output.parse(rotated).keyIds).toHaveLength(3);
  const restored = await handlers['keys.restore']({ kit: printed.text, passphrase }, caller);
  expect(contract['keys.restore'].output.parse(restored).keyIds).toHaveLength(3);

  const keys = contract['keys.list'].output.parse(await handlers['keys.list']({}, caller));
  expect(keys.map((key) => `${key.source} ${key.current}`).toSorted()).toEqual([
    'imported false',
    'made false',
    'made true',
  ]);
  expect(office.signing.passIdOf(model.made.code)).toBe(PASS_ID);
});
