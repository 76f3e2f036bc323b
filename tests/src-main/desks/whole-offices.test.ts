import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  ADMINISTRATOR,
  connection,
  openReadyOffice,
  openTestOffice,
  PASSPHRASE,
  sellPass,
  signInStaff,
  valueOf,
} from '../../support/box-office';
import { joinPhone } from '../../support/phones';
import { makeDatabase } from '../../support/shared-stores';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { username, password } = ADMINISTRATOR;
let database: Awaited<ReturnType<typeof makeDatabase>>;
let first: Awaited<ReturnType<typeof openReadyOffice>>;
let second: Awaited<ReturnType<typeof openTestOffice>>;
const desk = connection('ipc', 'Desk 2');

/** Somebody at the second desk. */
function apiAtSecond(at = desk) {
  return second.clientOf(at);
}
const statusAtSecond = async (at = desk) => valueOf(await apiAtSecond(at)['office.status']({}));

beforeAll(async () => {
  database = await makeDatabase();
  const storeOf = (deskName: string) => ({ address: database.url, deskName, fixed: true });
  first = await openReadyOffice({ store: storeOf('Door') });
  second = await openTestOffice({ store: storeOf('Bar'), keyPassphrase: PASSPHRASE });
});
afterAll(async () => {
  await second[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

test('an office that joins a store waits for its keys, is let in, and admits what another one sold', async () => {
  const { passId } = await sellPass(first.api);
  const { code } = valueOf(await first.api['passes.get']({ passId }));
  if (code === null) throw new Error('there is no code');
  const waiting = await statusAtSecond();
  expect(waiting).toMatchObject({ stage: 'open', keys: 'waiting', desk: { name: 'Bar', state: 'waiting' } });
  valueOf(await apiAtSecond()['session.signIn']({ username, password }));
  const scan = { scanId: crypto.randomUUID(), code };
  expect(await apiAtSecond()['scans.scan'](scan)).toMatchObject({ ok: false, code: 'keys-missing' });

  const listed = valueOf(await first.api['desks.list']({}));
  expect(listed).toMatchObject([
    { name: 'Bar', isThis: false, state: 'waiting', check: waiting.desk?.check, approvedBy: null },
    { name: 'Door', isThis: true, state: 'approved', version: '0.0.0-test' },
  ]);
  const wanted = { deskId: listed[0]?.deskId ?? '', check: waiting.desk?.check ?? '' };
  expect(await apiAtSecond()['desks.approve'](wanted)).toMatchObject({ ok: false, code: 'keys-missing' });
  expect(await first.api['desks.approve']({ ...wanted, check: '0000-0000-0000' })).toMatchObject({
    code: 'invalid-input',
    fields: { check: 'invalid' },
  });
  expect(valueOf(await first.api['desks.approve'](wanted))).toMatchObject({ state: 'approved', approvedBy: 'Asha' });

  await vi.waitFor(async () => expect(await statusAtSecond()).toMatchObject({ keys: 'ready' }), { timeout: 20_000 });
  expect((await statusAtSecond()).desk).toMatchObject({ name: 'Bar', state: 'approved' });
  expect(valueOf(await apiAtSecond()['scans.scan'](scan))).toMatchObject({ status: 'admitted' });
  expect(valueOf(await first.api['scans.scan']({ ...scan, scanId: crypto.randomUUID() }))).toMatchObject({
    status: 'refused',
    reason: 'already-used',
  });
});

test('settings of the event are those of all desks, and settings of a desk are its own', async () => {
  valueOf(await first.api['settings.save']({ codeFormat: 'compact', idleMinutes: 42 }));
  await vi.waitFor(async () => expect((await statusAtSecond()).settings.idleMinutes).toBe(42));
  const { settings } = valueOf(await first.api['listener.status']({}));
  valueOf(await first.api['listener.save']({ ...settings, on: true, port: 9_443 }));
  valueOf(await first.api['settings.save']({ codeFormat: 'compact', idleMinutes: 43 }));
  await vi.waitFor(async () => expect((await statusAtSecond()).settings.idleMinutes).toBe(43));
  expect(valueOf(await apiAtSecond()['listener.status']({})).settings).toMatchObject({ on: false, port: 8_443 });
  valueOf(await first.api['listener.save'](settings));
});

test('who is disabled, reset or given another role at one desk is so at the others at once', async () => {
  const sellerAt = connection('ipc', 'Desk 2 b');
  const seller = await signInStaff(first, 'nia', 'seller');
  const account = { username: 'nia', displayName: 'Nia', role: 'seller', disabled: false } as const;
  const signIn = async () => {
    const api = apiAtSecond(sellerAt);
    return valueOf(await api['session.signIn']({ username: 'nia', password: seller.password }));
  };
  const sessionIs = (expected: unknown) =>
    vi.waitFor(async () => expect((await statusAtSecond(sellerAt)).session).toEqual(expected));

  await signIn();
  valueOf(await first.api['staff.update']({ ...account, displayName: 'Nia N', role: 'gate' }));
  await sessionIs(expect.objectContaining({ displayName: 'Nia N', role: 'gate' }));
  valueOf(await first.api['staff.update']({ ...account, disabled: true }));
  await sessionIs(null);

  valueOf(await first.api['staff.update'](account));
  await signIn();
  valueOf(await first.api['staff.resetPassword']({ username: 'nia' }));
  await sessionIs(null);
});

test('a password that is changed at one desk ends the sessions at others, and not the one that changed it', async () => {
  const at = connection('ipc', 'Desk 2 c');
  const person = await signInStaff(first, 'omar', 'seller');
  valueOf(await apiAtSecond(at)['session.signIn']({ username: 'omar', password: person.password }));
  const newPassword = 'seven quiet purple herons';
  const change = { currentPassword: person.password, newPassword };
  valueOf(await apiAtSecond(at)['session.changePassword'](change));
  await vi.waitFor(async () => {
    expect(valueOf(await person.api['office.status']({})).session).toBeNull();
  });
  // Both desks have heard of the change by now.
  valueOf(await first.api['settings.save']({ codeFormat: 'compact', idleMinutes: 44 }));
  await vi.waitFor(async () => expect((await statusAtSecond()).settings.idleMinutes).toBe(44));
  expect((await statusAtSecond(at)).session).toMatchObject({ username: 'omar' });
});

test('a phone that is revoked at one desk is turned away at the one that it joined', async () => {
  const phone = await joinPhone(first);
  await vi.waitFor(async () => {
    const devices = valueOf(await apiAtSecond()['devices.list']({}));
    expect(devices).toMatchObject([{ deviceId: phone.deviceId, state: 'active' }]);
  });
  valueOf(await apiAtSecond()['devices.revoke']({ deviceId: phone.deviceId }));
  await vi.waitFor(async () => {
    expect(await phone.api['gate.selfTest']({ checks: [], browser: '' })).toMatchObject({ code: 'device-revoked' });
  });
});

test('who is erased at one desk is gone from the archives of the others too', async () => {
  const sold = await sellPass(first.api);
  const { text } = valueOf(await apiAtSecond()['exchange.exportPiece']({ filter: {} }));
  expect(text).toContain(sold.name1);
  const archives = path.join(second.folder, 'backups', 'csv');
  mkdirSync(archives, { recursive: true });
  const archive = path.join(archives, 'passes-2026-11-27.csv');
  writeFileSync(archive, text);
  valueOf(await first.api['privacy.erase']({ passIds: [sold.passId] }));
  await vi.waitFor(() => expect(readFileSync(archive, 'utf8')).not.toContain(sold.name1), { timeout: 20_000 });
});

test('an office that is removed says so, and has no keys any more', async () => {
  const bar = valueOf(await first.api['desks.list']({})).find(({ name }) => name === 'Bar');
  expect(await first.api['desks.rename']({ deskId: bar?.deskId ?? '', name: 'door' })).toMatchObject({
    code: 'invalid-input',
    fields: { name: 'taken' },
  });
  valueOf(await first.api['desks.remove']({ deskId: bar?.deskId ?? '' }));
  await vi.waitFor(async () => {
    expect(await statusAtSecond()).toMatchObject({ keys: 'missing', desk: { state: 'removed' } });
  });
  expect([first.log.bugs, second.log.bugs]).toEqual([[], []]);
});

test('an event in a file has no desks', async () => {
  await using office = await openReadyOffice();
  expect(valueOf(await office.api['office.status']({})).desk).toBeNull();
  expect(valueOf(await office.api['desks.list']({}))).toEqual([]);
  expect(await office.api['desks.remove']({ deskId: 'any' })).toMatchObject({ code: 'not-found' });
});
