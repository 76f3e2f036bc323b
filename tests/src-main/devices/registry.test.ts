import { expect, test } from 'vitest';
import { openRegistry } from '../../../src-main/devices/registry';
import { toInstant } from '../../../src-shared/instant';
import { TEST_BEGINS } from '../../support/box-office';
import { openTestStore } from '../../support/shared-stores';

const PHONE = {
  device_id: 'phone',
  name: 'Gate 1',
  responsible: 'asha',
  platform: 'iPhone',
  token_hash: 'token',
  rejoin_hash: null,
  origin: 'https://192.168.137.1:8443',
  joined_at: toInstant(TEST_BEGINS),
  accepted_by: 'asha',
  expires_at: toInstant(TEST_BEGINS + 86_400_000),
  revoked_at: null,
  revoked_by: null,
  self_test: null,
};

test('a change is decided by what another desk has written, whether or not it was heard', async () => {
  await using store = await openTestStore();
  const [door, bar] = [await openRegistry(store.db), await openRegistry(store.db)];
  await door.add(PHONE);
  expect(bar.all()).toEqual([]);
  await bar.reload();
  expect(bar.ofToken('token')).toEqual(PHONE);

  const revoke = (by: string) => (before: { readonly revoked_at: string | null }) =>
    before.revoked_at === null ? { revoked_at: toInstant(TEST_BEGINS), revoked_by: by } : {};
  await door.change('phone', revoke('asha'));
  expect(await bar.change('phone', revoke('nia'))).toMatchObject({ revoked_by: 'asha' });
  await door.change('phone', () => ({ token_hash: 'next' }));
  await bar.reload();
  expect([bar.ofToken('token'), bar.ofToken('next')?.device_id]).toEqual([null, 'phone']);
});
