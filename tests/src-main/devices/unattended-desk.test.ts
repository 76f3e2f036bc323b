import { expect, test } from 'vitest';
import { openReadyOffice } from '../../support/box-office';

test('a page that makes one code after the other does not keep a left desk from locking', async () => {
  await using office = await openReadyOffice();
  office.wait(10 * 60_000);
  expect(await office.api['devices.invite']({ kind: 'rejoin' })).toEqual({ ok: false, code: 'phones-off' });
  office.wait(5 * 60_000);
  expect(await office.api['devices.invite']({ kind: 'rejoin' })).toEqual({ ok: false, code: 'session-locked' });
});
