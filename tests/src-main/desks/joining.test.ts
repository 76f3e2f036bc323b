import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { newPrivateKey, rawPublicKey } from '../../../src-main/backups/agreed-keys';
import { codeOf, FORGED, PASS_ID, PASSPHRASE, refusal, WRONG } from '../signing/office-keys';
import { hasKeys, hasState, modelStore, openEmptyStore, printed, setUp } from './desks-at-store';

const openStore = modelStore();

test('the desk that set the store up is let in by the keys that it has', async () => {
  await using at = await openStore();
  expect(await at.first.desks.list()).toEqual([
    expect.objectContaining({ name: 'Door', isThis: true, state: 'approved', approvedBy: null, version: '1.0.0-test' }),
  ]);
});

test('a desk that joins waits, and gets the keys once its number was typed at another one', async () => {
  await using at = await openStore();
  const code = printed(at.first);
  const second = await at.open('Bar');
  expect(second.desks.own()).toMatchObject({ name: 'Bar', state: 'waiting' });
  expect(second.desks.own().check).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(() => second.signing.opened()).toThrow(refusal('keys-missing'));
  expect((await at.first.desks.list()).map(({ name, state }) => [name, state])).toEqual([
    ['Bar', 'waiting'],
    ['Door', 'approved'],
  ]);

  const typed = ` ${second.desks.own().check.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `;
  await at.first.desks.approve(second.deskId, typed, 'asha');
  await hasKeys(second, 'ready');
  await hasState(second, 'approved');
  expect(second.signing.passIdOf(code)).toBe(PASS_ID);
  expect(printed(second)).toBe(code);
  expect(await second.signing.passIdOf(FORGED)).toBeNull();
  // On its disk before it was used, and on its way no more.
  expect(readFileSync(path.join(second.folder, 'signing-keys.json'), 'utf8')).toContain('"protection": "system"');
  await vi.waitFor(async () => expect(await at.store.db.selectFrom('desk_keys').selectAll().execute()).toEqual([]));
});

test('the passphrase of the set-up is known at a desk that has joined', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  expect((await second.signing.kit(PASSPHRASE)).keyIds).toEqual(at.kit.keyIds);
  await expect(second.signing.kit(WRONG)).rejects.toThrow(refusal('wrong-passphrase'));
});

test('a desk without keychain protects what it was sent with the passphrase, and asks for it', async () => {
  await using at = await openStore();
  const second = await at.open('Bar', { keychain: null });
  await at.first.desks.approve(second.deskId, second.desks.own().check, 'asha');
  await hasKeys(second, 'locked');
  expect(() => second.signing.passIdOf(printed(at.first))).toThrow(refusal('keys-locked'));
  await expect(second.signing.unlock(WRONG)).rejects.toThrow(refusal('wrong-passphrase'));

  await second.signing.unlock(PASSPHRASE);
  expect(second.signing.passIdOf(printed(at.first))).toBe(PASS_ID);
  expect(readFileSync(path.join(second.folder, 'signing-keys.json'), 'utf8')).toContain('"protection": "passphrase"');
  // A key that is made later it takes up by itself, because it was opened.
  await at.first.signing.rotate(PASSPHRASE);
  await vi.waitFor(() => expect(second.signing.passIdOf(printed(at.first))).toBe(PASS_ID));
  await second.close();

  const again = await at.open('Bar', { keychain: null, folder: second.folder });
  expect(again.signing.state()).toBe('locked');
  await again.signing.unlock(PASSPHRASE);
  expect(again.signing.passIdOf(printed(at.first))).toBe(PASS_ID);
});

test('a desk with nobody in front of it opens what it was sent with the passphrase that it was given', async () => {
  await using at = await openStore();
  const second = await at.open('Gate', { keychain: null, keyPassphrase: PASSPHRASE });
  await at.first.desks.approve(second.deskId, second.desks.own().check, 'asha');
  await hasKeys(second, 'ready');
});

test('a passphrase that was given and is not the right one leaves the keys locked, and the desk open', async () => {
  await using at = await openStore();
  const second = await at.open('Gate', { keychain: null, keyPassphrase: 'not the one of the set-up' });
  await at.first.desks.approve(second.deskId, second.desks.own().check, 'asha');
  await hasKeys(second, 'locked');
  await expect(second.desks.follow()).resolves.toBeUndefined();
  await second.signing.unlock(PASSPHRASE);
  await hasKeys(second, 'ready');
});

test('another number lets nobody in, nor does a part of the right one', async () => {
  await using at = await openStore();
  const second = await at.open('Bar');
  const right = second.desks.own().check;
  for (const typed of ['AAAA-BBBB-CCCC', right.slice(0, 9), `${right}0`, at.first.desks.own().check, '   ']) {
    await expect(at.first.desks.approve(second.deskId, typed, 'asha')).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { check: 'invalid' } },
    });
  }
  expect(await at.store.db.selectFrom('desk_keys').selectAll().execute()).toEqual([]);
  expect(await at.row(second)).toMatchObject({ approved_at: null, approval: null });
});

test('a key that was put in the place of that of a waiting desk does not have its number', async () => {
  await using at = await openStore();
  const second = await at.open('Bar');
  const onItsScreen = second.desks.own().check;
  const theirs = rawPublicKey(newPrivateKey()).toString('base64');
  await at.store.db.updateTable('desks').set({ public_key: theirs }).where('desk_id', '=', second.deskId).execute();
  await expect(at.first.desks.approve(second.deskId, onItsScreen, 'asha')).rejects.toThrow(refusal('invalid-input'));
  expect(await at.store.db.selectFrom('desk_keys').selectAll().execute()).toEqual([]);
});

test('who can write to the store lets no desk in by that', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const third = await at.open('Tent');
  const { approval } = await at.row(second);
  await at.store.db
    .updateTable('desks')
    .set({ approved_at: '2026-11-28T12:30:00.000Z' as never, approved_by: 'asha', approval })
    .where('desk_id', '=', third.deskId)
    .execute();
  const listed = (await at.first.desks.list()).find(({ deskId }) => deskId === third.deskId);
  expect(listed?.state).toBe('waiting');

  await at.first.signing.rotate(PASSPHRASE);
  await vi.waitFor(() => expect(second.signing.passIdOf(printed(at.first))).toBe(PASS_ID));
  const sent = await at.store.db.selectFrom('desk_keys').select('desk_id').distinct().execute();
  expect(sent.map(({ desk_id }) => desk_id)).not.toContain(third.deskId);
  expect(third.signing.state()).toBe('missing');
  // What its row said of it was not so, and it says that itself.
  await hasState(third, 'waiting');
});

test('who puts a key of their own in the place of that of a desk gets none that is made later', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  await second.close();
  await at.store.db
    .updateTable('desks')
    .set({ public_key: rawPublicKey(newPrivateKey()).toString('base64') })
    .where('desk_id', '=', second.deskId)
    .execute();
  await at.first.signing.rotate(PASSPHRASE);
  expect(await at.store.db.selectFrom('desk_keys').selectAll().execute()).toEqual([]);
});

test('a desk without keys, and one that was removed, let nobody in and remove nobody', async () => {
  await using at = await openStore();
  const removed = await at.openApproved('Bar');
  const third = await at.open('Tent');
  const { check } = third.desks.own();
  const fourth = await at.open('Stage');
  await expect(fourth.desks.approve(third.deskId, check, 'asha')).rejects.toThrow(refusal('keys-missing'));
  await expect(third.desks.approve(third.deskId, check, 'asha')).rejects.toThrow(refusal('keys-missing'));
  await expect(third.desks.remove(at.first.deskId)).rejects.toThrow(refusal('keys-missing'));

  // It has the keys, because it has not heard yet that it was removed.
  await removed.store.db
    .updateTable('desks')
    .set({ removed_at: '2026-11-28T12:30:00.000Z' as never })
    .where('desk_id', '=', removed.deskId)
    .execute();
  await expect(removed.desks.approve(third.deskId, check, 'asha')).rejects.toThrow(refusal('keys-missing'));
  await expect(removed.desks.remove(at.first.deskId)).rejects.toThrow(refusal('keys-missing'));
});

test('a desk that was removed forgets the keys, and can be let in once more', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  await at.first.desks.remove(second.deskId);
  await hasState(second, 'removed');
  await hasKeys(second, 'missing');
  expect(() => statSync(path.join(second.folder, 'signing-keys.json'))).toThrow('ENOENT');
  expect((await at.first.desks.list()).map(({ name, state }) => [name, state])).toEqual([
    ['Door', 'approved'],
    ['Bar', 'removed'],
  ]);
  // What is made afterwards it does not get.
  await at.first.signing.rotate(PASSPHRASE);
  expect(await at.store.db.selectFrom('desk_keys').selectAll().execute()).toEqual([]);

  await at.first.desks.approve(second.deskId, second.desks.own().check, 'asha');
  await hasKeys(second, 'ready');
  expect(second.signing.passIdOf(printed(at.first))).toBe(PASS_ID);
});

test('a desk that was removed while it was off forgets the keys when it comes back', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar', { keychain: null, keyPassphrase: PASSPHRASE });
  await second.close();
  await at.first.desks.remove(second.deskId);
  const again = await at.open('Bar', { folder: second.folder, keychain: null });
  expect(again.desks.own().state).toBe('removed');
  expect(again.signing.state()).toBe('missing');
  expect(() => statSync(path.join(second.folder, 'signing-keys.json'))).toThrow('ENOENT');
});

test('what was on its way to a desk is gone when it is removed', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  await second.close();
  await at.first.signing.rotate(PASSPHRASE);
  const waiting = () => at.store.db.selectFrom('desk_keys').select('desk_id').execute();
  expect(await waiting()).toEqual([{ desk_id: second.deskId }]);
  await at.first.desks.remove(second.deskId);
  expect(await waiting()).toEqual([]);
});

test('a desk does not remove itself: one with keys has to stay', async () => {
  await using at = await openStore();
  await expect(at.first.desks.remove(at.first.deskId)).rejects.toThrow(refusal('conflict'));
  await expect(at.first.desks.remove(randomUUID())).rejects.toThrow(refusal('not-found'));
});

test('names differ in more than letter case, and a removed desk lets go of its own', async () => {
  await using at = await openStore();
  const second = await at.openApproved('DOOR');
  expect(second.desks.own().name).toBe('DOOR 2');
  await expect(at.first.desks.rename(second.deskId, 'dOOr')).rejects.toMatchObject({
    code: 'invalid-input',
    details: { fields: { name: 'taken' } },
  });
  await second.desks.rename(at.first.deskId, 'DOOR');
  await at.first.desks.rename(second.deskId, 'Bar');
  await vi.waitFor(() => expect(second.desks.own().name).toBe('Bar'));
  await at.first.desks.remove(second.deskId);
  await expect(at.first.desks.rename(second.deskId, 'Tent')).rejects.toThrow(refusal('conflict'));
  const third = await at.open('bar');
  expect(third.desks.own().name).toBe('bar');
  await expect(at.first.desks.approve(second.deskId, second.desks.own().check, 'asha')).rejects.toThrow(
    refusal('conflict'),
  );
});

test('desks of one name that join at once get different ones', async () => {
  await using at = await openStore();
  const joined = await Promise.all([1, 2, 3].map(() => at.open('Bar')));
  expect(joined.map(({ desks }) => desks.own().name).sort()).toEqual(['Bar', 'Bar 2', 'Bar 3']);
});

test('a desk whose identity cannot be opened any more stays the same, and shows another number', async () => {
  await using at = await openStore();
  const second = await at.open('Bar');
  const before = second.desks.own().check;
  await second.close();
  const again = await at.open('Bar', { folder: second.folder });
  expect(again.deskId).toBe(second.deskId);
  expect(again.desks.own().check).not.toBe(before);
  expect(again.desks.own()).toMatchObject({ name: 'Bar', state: 'waiting' });
  expect(statSync(path.join(second.folder, 'desk.json')).mode & 0o077).toBe(0);
});

test('a desk that has lost its key file is to be let in once more', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const code = codeOf(second, PASS_ID);
  await second.signing.forget();
  await second.desks.follow();
  expect(second.desks.own().state).toBe('waiting');
  await at.first.desks.approve(second.deskId, second.desks.own().check, 'asha');
  await hasKeys(second, 'ready');
  expect(second.signing.passIdOf(code)).toBe(PASS_ID);
});

test('a desk that has the keys says so again where its row was changed', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const { approval } = await at.row(second);
  await at.store.db.updateTable('desks').set({ approval: '00' }).where('desk_id', '=', second.deskId).execute();
  await second.desks.follow();
  expect((await at.row(second)).approval).toBe(approval);
});

test('a desk that is let in twice was let in once, and nothing is sealed for it anew', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  await second.close();
  const { check } = second.desks.own();
  const again = await at.first.desks.approve(second.deskId, check, 'somebody else');
  expect(again).toMatchObject({ state: 'approved', approvedBy: 'asha' });
  expect(await at.store.db.selectFrom('desk_keys').selectAll().execute()).toEqual([]);
});

test('of two desks that set one store up, the second is told that it is done', async () => {
  await using at = await openEmptyStore();
  const [first, second] = [await at.open('Door'), await at.open('Bar')];
  // It does not hear of the first one.
  await second.stopFollowing();
  await setUp(first);
  await expect(setUp(second)).rejects.toThrow(refusal('already-set-up'));
  expect(await first.signing.list()).toHaveLength(1);
});

test('a desk that lets another one in has every key first that was made meanwhile', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  await second.stopFollowing();
  await at.first.signing.rotate(PASSPHRASE);
  const third = await at.open('Tent');
  await second.desks.approve(third.deskId, third.desks.own().check, 'asha');
  await hasKeys(third, 'ready');
  expect(printed(third)).toBe(printed(at.first));
});

test('a desk that is closed asks the store for nothing any more', async () => {
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  await second.close();
  await expect(second.desks.follow()).resolves.toBeUndefined();
});

test('what the file of an event had for its own disk is that of the desk that has shared it', async () => {
  await using at = await openStore();
  const { folder, keychain, deskId } = at.first;
  await at.first.close();
  const put = (name: string, value: unknown) =>
    at.store.db
      .insertInto('settings')
      .values({ name, value: JSON.stringify(value) })
      .execute();
  await put('backups', { encryption: null, secondFolder: '/media/stick' });
  await put('erasureLeft', { files: true, database: false });

  await at.open('Door', { folder, keychain });
  const rows = await at.store.db.selectFrom('settings').select(['name', 'value']).execute();
  const valueOf = (name: string): unknown => JSON.parse(rows.find((row) => row.name === name)?.value ?? 'null');
  expect(valueOf('backups')).toMatchObject({ secondFolder: null });
  expect(valueOf(`secondFolder@${deskId}`)).toBe('/media/stick');
  expect(valueOf('erasureLeft')).toBeNull();
  expect(valueOf(`erasureLeft@${deskId}`)).toEqual({ files: true, database: false });
});
