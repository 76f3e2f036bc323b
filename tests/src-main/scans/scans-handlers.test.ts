import { expect, test } from 'vitest';
import type { Caller } from '../../../src-main/caller';
import { createScansHandlers } from '../../../src-main/scans/scans-handlers';
import { connection } from '../../support/box-office';
import { openDoor } from './door';

function caller(role: 'gate' | 'seller' | 'administrator', username: string): Caller {
  return { role, username, deviceId: null, connection: connection('ipc', `${username}'s phone`) };
}

test('gate staff see their own attempts, and everybody else sees all of them', async () => {
  await using door = await openDoor();
  const handlers = createScansHandlers(door.scans);
  const passId = await door.sell();
  const scan = () => ({ scanId: crypto.randomUUID(), code: `signed:${passId}` });
  await handlers['scans.scan'](scan(), caller('gate', 'gate1'));
  await handlers['scans.scan'](scan(), caller('gate', 'gate2'));

  const seenBy = async (who: Caller) => (await handlers['scans.recent']({ limit: 50 }, who)).map(({ by }) => by);
  expect(await seenBy(caller('gate', 'gate1'))).toEqual(['gate1']);
  expect(await seenBy(caller('seller', 'seller1'))).toEqual(['gate2', 'gate1']);
  expect(await seenBy(caller('administrator', 'admin1'))).toEqual(['gate2', 'gate1']);
});

test('an attempt is written down under the person and the desk that the office found out, not what was sent', async () => {
  await using door = await openDoor();
  const handlers = createScansHandlers(door.scans);
  await handlers['scans.scan']({ scanId: crypto.randomUUID(), code: 'forged' }, caller('seller', 'seller1'));
  expect(await door.log()).toMatchObject([{ scanned_by: 'seller1', desk: "seller1's phone" }]);
});

test('a scan without a person behind it is a bug, not an admission', async () => {
  await using door = await openDoor();
  const handlers = createScansHandlers(door.scans);
  const passId = await door.sell();
  const nobody: Caller = { role: 'visitor', username: null, deviceId: null, connection: connection() };
  const scan = { scanId: crypto.randomUUID(), code: `signed:${passId}` };
  expect(() => handlers['scans.scan'](scan, nobody)).toThrow('visitor');
  expect(await door.log()).toEqual([]);
});
