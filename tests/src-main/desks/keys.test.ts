import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { sealKey } from '../../../src-main/desks/sealed-keys';
import { recordKeys } from '../../../src-main/signing/key-rows';
import { makeKey, withKey } from '../../../src-main/signing/key-set';
import { createKeyStore } from '../../../src-main/signing/key-store';
import { toInstant } from '../../../src-shared/instant';
import { TEST_BEGINS } from '../../support/box-office';
import { EARLIER, FORGED, OTHER_PASS_ID, PASS_ID, PASSPHRASE, SECRET } from '../signing/office-keys';
import { hasKeys, hasState, modelStore, type OpenedDesk, printed } from './desks-at-store';

const openStore = modelStore();

function stored(desk: OpenedDesk) {
  return desk.db.selectFrom('desk_keys').selectAll().execute();
}

test('passes that any desk has signed admit at all of them, whichever key it was', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const before = printed(at.first);
  await second.signing.rotate(PASSPHRASE);
  await vi.waitFor(() => expect(printed(at.first)).toBe(printed(second)));
  const after = printed(at.first);
  expect(after).not.toBe(before);
  for (const desk of [at.first, second]) {
    expect(desk.signing.passIdOf(before)).toBe(PASS_ID);
    expect(desk.signing.passIdOf(after)).toBe(PASS_ID);
  }
  // A third one, let in by the second, has both.
  const third = await at.open('Tent');
  await second.desks.approve(third.deskId, third.desks.own().check, 'asha');
  await hasKeys(third, 'ready');
  expect(third.signing.passIdOf(before)).toBe(PASS_ID);
  expect(printed(third)).toBe(after);
});

test('a desk that missed two rotations and a secret takes them all up when it comes back', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const third = await at.openApproved('Tent');
  await second.close();
  await at.first.signing.rotate(PASSPHRASE);
  await vi.waitFor(() => expect(printed(third)).toBe(printed(at.first)));
  await third.signing.rotate(PASSPHRASE);
  await vi.waitFor(() => expect(printed(third)).toBe(printed(at.first)));
  await at.first.signing.importSecret(SECRET, PASSPHRASE);
  const waiting = (await stored(at.first)).filter((row) => row.desk_id === second.deskId);
  expect(waiting).toHaveLength(3);

  const again = await at.open('Bar', { folder: second.folder, keychain: second.keychain });
  expect(again.signing.state()).toBe('ready');
  expect(again.desks.own().state).toBe('approved');
  expect(printed(again)).toBe(printed(third));
  expect(again.signing.passIdOf(EARLIER)).toBe('OLD-PASS-17');
  await vi.waitFor(async () => expect(await stored(again)).toEqual([]));
});

test('a code of a key that this desk has not heard of yet is not refused', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const deaf = await at.openApproved('Tent');
  await deaf.stopFollowing();
  await second.signing.rotate(PASSPHRASE);
  const code = printed(second, OTHER_PASS_ID);
  expect(await deaf.signing.passIdOf(code)).toBe(OTHER_PASS_ID);
  expect(await deaf.signing.passIdOf(FORGED)).toBeNull();
});

test('of two rotations at once both are kept, and all desks end with the same key', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  await Promise.all([at.first.signing.rotate(PASSPHRASE), second.signing.rotate(PASSPHRASE)]);
  await vi.waitFor(() => expect(printed(at.first)).toBe(printed(second)));
  const rows = await at.first.signing.list();
  expect(rows).toHaveLength(3);
  expect([at.first.signing.state(), second.signing.state()]).toEqual(['ready', 'ready']);
  expect(rows.find((row) => row.is_current === 1)?.key_id).toBe(printed(second).slice(4, 6));
});

test('what was sealed for one desk, event or key is nothing in the place of another', async () => {
  await using at = await openStore();
  const second = await at.open('Bar');
  const third = await at.open('Tent');
  await third.close();
  await at.first.desks.approve(third.deskId, third.desks.own().check, 'asha');
  const [sent] = await stored(at.first);
  if (!sent) throw new Error('nothing was sealed');

  await at.store.db
    .insertInto('desk_keys')
    .values({ ...sent, desk_id: second.deskId })
    .execute();
  await vi.waitFor(async () => expect(await stored(at.first)).toEqual([sent]));
  expect(second.signing.state()).toBe('missing');

  const keys = at.first.signing.opened();
  const [key] = keys.set.keys;
  if (!key) throw new Error('there is no key');
  const elsewhere = { ...keys, set: { ...keys.set, eventId: crypto.randomUUID() } };
  const to = { deskId: second.deskId, publicKey: second.identity.publicKey };
  const other = { ...key, keyId: key.keyId === '00' ? '01' : '00' };
  for (const sealed of [sealKey(elsewhere, key, to), sealKey(keys, other, to)]) {
    const row = { desk_id: second.deskId, key_id: key.keyId, sealed, sealed_at: toInstant(TEST_BEGINS) };
    await at.store.db.insertInto('desk_keys').values(row).execute();
    await vi.waitFor(async () => expect(await stored(at.first)).toEqual([sent]));
    expect(second.signing.state()).toBe('missing');
  }
});

test('a key that somebody else has made and sealed is taken up by no desk that has keys', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const code = printed(second);
  // All that who can write to the store needs: the public keys in it, and rows of their own.
  const theirs = { ...makeKey([code.slice(4, 6)], toInstant(TEST_BEGINS + 1_000)), current: true };
  const set = { eventId: second.settings.eventId() ?? '', keys: [theirs] };
  const keys = { set, salt: Buffer.alloc(16), verifier: Buffer.alloc(32) };
  const sealed = sealKey(keys, theirs, { deskId: second.deskId, publicKey: second.identity.publicKey });
  await at.store.db.transaction().execute(async (within) => {
    await recordKeys(within, set);
    const row = { desk_id: second.deskId, key_id: theirs.keyId, sealed, sealed_at: toInstant(TEST_BEGINS) };
    await within.insertInto('desk_keys').values(row).execute();
  });
  await second.desks.follow();
  expect(second.signing.codeOf(PASS_ID)).toBe(code);
  // It knows that there is a key which it does not have, and so does not call any code a forgery.
  expect(second.signing.state()).toBe('missing');
});

test('of what was sealed for a desk that joins, nothing is taken that the others do not vouch for', async () => {
  await using at = await openStore();
  const second = await at.open('Bar');
  const genuine = at.first.signing.opened();
  const code = printed(at.first);
  await second.close();
  await at.first.desks.approve(second.deskId, second.desks.own().check, 'asha');
  const theirs = { ...makeKey([code.slice(4, 6)], toInstant(TEST_BEGINS + 1_000)), current: true };
  const forged = { ...genuine, set: { ...genuine.set, keys: [theirs] } };
  const sealed = sealKey(forged, theirs, { deskId: second.deskId, publicKey: second.identity.publicKey });
  await at.store.db.transaction().execute(async (within) => {
    await recordKeys(within, forged.set);
    const row = { desk_id: second.deskId, key_id: theirs.keyId, sealed, sealed_at: toInstant(TEST_BEGINS) };
    await within.insertInto('desk_keys').values(row).execute();
  });
  const again = await at.open('Bar', { folder: second.folder, keychain: second.keychain });
  expect(again.signing.codeOf(PASS_ID)).toBeNull();
});

test('a key that the store says signs, but no desk has sent, does not sign', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const old = printed(second).slice(4, 6);
  await at.first.signing.rotate(PASSPHRASE);
  await vi.waitFor(() => expect(printed(second)).toBe(printed(at.first)));
  const code = printed(second);
  await at.store.db.updateTable('signing_keys').set({ is_current: 0 }).execute();
  await at.store.db.updateTable('signing_keys').set({ is_current: 1 }).where('key_id', '=', old).execute();
  await second.close();
  const again = await at.open('Bar', { folder: second.folder, keychain: second.keychain });
  expect(printed(again)).toBe(code);
});

test('a check value that is not that of a key keeps it out', async () => {
  await using at = await openStore();
  const second = await at.open('Bar');
  await second.close();
  const keys = at.first.signing.opened();
  const [key] = keys.set.keys;
  if (!key) throw new Error('there is no key');
  await at.store.db.updateTable('signing_keys').set({ check_value: '0123456789abcdef' }).execute();
  const sealed = sealKey(keys, key, { deskId: second.deskId, publicKey: second.identity.publicKey });
  const row = { desk_id: second.deskId, key_id: key.keyId, sealed, sealed_at: toInstant(TEST_BEGINS) };
  await at.store.db.insertInto('desk_keys').values(row).execute();
  const again = await at.open('Bar', { folder: second.folder, keychain: second.keychain });
  expect(readdirSync(again.folder)).not.toContain('signing-keys.json');
  expect(again.signing.codeOf(PASS_ID)).toBeNull();
});

test('a key that a crash left in the file alone was never used, and is left out', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const code = printed(second);
  const keys = second.signing.opened();
  await second.close();
  const left = withKey(keys.set, makeKey([code.slice(4, 6)], toInstant(TEST_BEGINS)));
  await createKeyStore(second.folder, second.keychain).write(left, keys.protection, keys);

  const again = await at.open('Bar', { folder: second.folder, keychain: second.keychain });
  expect(again.signing.state()).toBe('ready');
  expect(printed(again)).toBe(code);
  expect(await again.signing.list()).toHaveLength(1);
  await again.signing.rotate(PASSPHRASE);
  await vi.waitFor(() => expect(printed(at.first)).toBe(printed(again)));
});

test('a kit brings the keys to a desk that nobody let in, which lets it in', async () => {
  await using at = await openStore();
  const second = await at.open('Bar');
  // It does so by itself, and not because the store tells it that something has changed.
  await second.stopFollowing();
  await at.first.close();
  await second.signing.restore(at.kit.text, PASSPHRASE);
  await hasState(second, 'approved');
  expect(second.signing.passIdOf(printed(second))).toBe(PASS_ID);
});

test('what was sealed for a desk that has it already is thrown away, and nothing else changes', async () => {
  await using at = await openStore();
  const second = await at.open('Bar');
  await second.stopFollowing();
  await at.first.desks.approve(second.deskId, second.desks.own().check, 'asha');
  const sent = await at.store.db.selectFrom('desk_keys').selectAll().execute();
  await second.desks.follow();
  const keys = second.signing.opened();

  // As when the power went between taking it up and throwing it away.
  await at.store.db.insertInto('desk_keys').values(sent).execute();
  await second.desks.follow();
  expect(second.signing.opened()).toEqual(keys);
  expect(keys.set.keys).toHaveLength(1);
  expect(await at.store.db.selectFrom('desk_keys').selectAll().execute()).toEqual([]);
});
