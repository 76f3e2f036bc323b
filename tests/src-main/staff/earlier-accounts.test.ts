import path from 'node:path';
import bcrypt from 'bcrypt';
import BetterSqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { connection, openTestOffice, temporaryFolder, valueOf } from '../../support/box-office';

// Dozens of bcrypt comparisons at their real cost, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** A file of the earlier web application with these accounts. */
async function earlierFile(folder: string, accounts: readonly [username: string, password: string][], asBytes = false) {
  const file = new BetterSqlite(path.join(folder, 'epass.db'));
  file.exec(`CREATE TABLE admins (username TEXT PRIMARY KEY, password_hash TEXT NOT NULL, display_name TEXT,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)`);
  const insert = file.prepare('INSERT INTO admins (username, password_hash) VALUES (?, ?)');
  for (const [username, password] of accounts) {
    const hash = await bcrypt.hash(password, 12);
    insert.run(username, asBytes ? Buffer.from(hash) : hash);
  }
  file.close();
}

function storedHash(folder: string, username: string): string {
  const file = new BetterSqlite(path.join(folder, 'epass.db'), { readonly: true });
  const hash = file.prepare('SELECT password_hash FROM admins WHERE username = ?').pluck().get(username);
  file.close();
  return String(hash);
}

test('a long password goes on as it is, and its hash is made anew at the first sign-in', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  await earlierFile(folder, [['Asha', 'three lazy green tortoises']]);
  await using office = await openTestOffice({ folder });
  const api = office.clientOf(connection());
  const right = { username: 'asha', password: 'three lazy green tortoises' };

  expect(await api['session.signIn']({ ...right, password: 'three lazy green tortoise' })).toMatchObject({ ok: false });
  expect(storedHash(folder, 'Asha')).toMatch(/^\$2b\$/);
  expect(valueOf(await api['session.signIn'](right))).toEqual({
    username: 'Asha',
    displayName: 'Asha',
    role: 'administrator',
    state: 'active',
  });
  expect(storedHash(folder, 'Asha')).toMatch(/^v2\$/);
  expect(valueOf(await api['session.signIn'](right)).state).toBe('active');
});

test('two sign-ins at the same moment both succeed while the hash is made anew', async () => {
  using temporary = temporaryFolder();
  await earlierFile(temporary.folder, [['asha', 'three lazy green tortoises']]);
  await using office = await openTestOffice({ folder: temporary.folder });
  const signIn = () =>
    office.clientOf(connection())['session.signIn']({ username: 'asha', password: 'three lazy green tortoises' });
  const replies = await Promise.all([signIn(), signIn()]);
  expect(replies.map((reply) => reply.ok)).toEqual([true, true]);
});

test('a short password signs in only to be replaced, each time until it is', async () => {
  using temporary = temporaryFolder();
  await earlierFile(temporary.folder, [['asha', 'admin123']], true);
  await using office = await openTestOffice({ folder: temporary.folder });
  const api = office.clientOf(connection());
  const short = { username: 'asha', password: 'admin123' };
  expect(valueOf(await api['session.signIn'](short)).state).toBe('invited');
  expect(valueOf(await api['session.signIn'](short)).state).toBe('invited');
  expect(await api['staff.list']({})).toEqual({ ok: false, code: 'forbidden' });

  const newPassword = 'three lazy green tortoises';
  valueOf(await api['session.changePassword']({ currentPassword: 'admin123', newPassword }));
  valueOf(await api['staff.list']({}));
  expect(valueOf(await api['session.signIn']({ username: 'asha', password: newPassword })).state).toBe('active');
});

test('of a password beyond 72 bytes nobody knows the end, so it has to be chosen again and is not taken over', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const long = 'a tortoise is never late for tea '.repeat(3);
  await earlierFile(folder, [['asha', long]]);
  await using office = await openTestOffice({ folder });
  const api = office.clientOf(connection());
  const mistyped = { username: 'asha', password: `${long} mistyped` };
  expect(valueOf(await api['session.signIn'](mistyped)).state).toBe('invited');
  expect(storedHash(folder, 'asha')).toMatch(/^\$2b\$/);
  expect(valueOf(await api['session.signIn']({ username: 'asha', password: long })).state).toBe('invited');
});

test('names that differ in letter case only are still two people', async () => {
  using temporary = temporaryFolder();
  await earlierFile(temporary.folder, [
    ['Asha', 'three lazy green tortoises'],
    ['asha', 'mango lassi at quarter past'],
  ]);
  await using office = await openTestOffice({ folder: temporary.folder });
  const api = office.clientOf(connection());
  const signIn = (username: string, password: string) => api['session.signIn']({ username, password });
  expect(valueOf(await signIn('Asha', 'three lazy green tortoises')).username).toBe('Asha');
  expect(valueOf(await signIn('asha', 'mango lassi at quarter past')).username).toBe('asha');
  expect(await signIn('ASHA', 'mango lassi at quarter past')).toEqual({ ok: false, code: 'wrong-credentials' });
});
