import { createHmac } from 'node:crypto';
import path from 'node:path';
import bcrypt from 'bcrypt';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';
import type { OfficeContract } from '../../../src-shared/contract/contract';
import type { Client } from '../../../src-shared/contract/operation';
import {
  ADMINISTRATOR,
  COUPLE,
  connection,
  openReadyOffice,
  openTestOffice,
  PASSPHRASE,
  SINGLE,
  sellPass,
  TEST_EVENT,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { ask, failInserts, isInFile } from '../../support/test-database';

// Dozens of bcrypt comparisons at their real cost, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const COMPLETION: Parameters<Client<OfficeContract>['setUp.complete']>[0] = {
  event: TEST_EVENT,
  passTypes: [SINGLE, COUPLE],
  staff: [
    { username: 'seller1', displayName: 'Meera', role: 'seller' },
    { username: 'gate1', displayName: 'Ravi', role: 'gate' },
  ],
  key: { source: 'new', passphrase: PASSPHRASE },
};
const SET_UP = { ...COMPLETION, administrator: ADMINISTRATOR };
const ALREADY = { ok: false, code: 'already-set-up' };
const PASS_ID = '5f0c1f7e-3a55-4a0e-9d0c-0d6b4f0c9a11';

function refused(fields: Record<string, string>) {
  return { ok: false, code: 'invalid-input', fields };
}

/** Every table that a set-up writes. */
async function written(folder: string) {
  const count = async (table: string) =>
    (await ask<{ rows: number }>(folder, `SELECT CAST(count(*) AS integer) AS rows FROM ${table}`))[0]?.rows;
  const event = "(SELECT * FROM settings WHERE name = 'event') AS event";
  return { admins: await count('admins'), events: await count(event), keys: await count('signing_keys') };
}

test('a new office says that it is new, and afterwards that it is open', async () => {
  await using office = await openTestOffice();
  const api = office.clientOf(connection());
  expect(valueOf(await api['office.status']({}))).toMatchObject({
    stage: 'new',
    needsSetUpCode: false,
    event: null,
    desktop: false,
    session: null,
  });
  valueOf(await api['setUp.create'](SET_UP));
  expect(valueOf(await api['office.status']({}))).toMatchObject({
    stage: 'open',
    event: TEST_EVENT,
    keys: 'ready',
    session: { username: ADMINISTRATOR.username, state: 'active' },
  });
});

test('set-up signs its administrator in and hands the invitations and the kit over once', async () => {
  await using office = await openTestOffice();
  const api = office.clientOf(connection());
  const { signedIn, invitations, kit } = valueOf(await api['setUp.create'](SET_UP));
  expect(signedIn).toEqual({ username: 'admin1', displayName: 'Asha', role: 'administrator', state: 'active' });
  expect(invitations).toMatchObject(COMPLETION.staff);
  expect(kit).toMatchObject({ eventName: 'Winter Gala', text: expect.stringMatching(/^EPK1\./) });

  for (const { username, oneTimePassword: password } of invitations) {
    const reply = await office.clientOf(connection())['session.signIn']({ username, password });
    expect(valueOf(reply).state).toBe('invited');
  }
  await sellPass(api);
});

test.each([
  [
    'a common password',
    { administrator: { ...ADMINISTRATOR, password: 'passwordpassword' } },
    { 'administrator.password': 'password-common' },
  ],
  [
    'a short password',
    { administrator: { ...ADMINISTRATOR, password: 'fourteen chars' } },
    { 'administrator.password': 'too-short' },
  ],
  [
    'the administrator’s name again, in capitals',
    { staff: [{ username: 'ADMIN1', displayName: 'Ravi', role: 'gate' as const }] },
    { 'staff.0.username': 'taken' },
  ],
  [
    'one name twice',
    { staff: [...COMPLETION.staff, { username: 'Gate1', displayName: 'Another', role: 'gate' as const }] },
    { 'staff.2.username': 'taken' },
  ],
  ['one pass type twice', { passTypes: [SINGLE, COUPLE, SINGLE] }, { 'passTypes.2.code': 'taken' }],
  [
    'a kit that is none',
    { key: { source: 'kit' as const, kit: 'EPK1.NOTHING', passphrase: PASSPHRASE } },
    { 'key.kit': 'invalid' },
  ],
])('%s is refused at its field, and nothing is written', async (_case, change, fields) => {
  await using office = await openTestOffice();
  const api = office.clientOf(connection());
  expect(await api['setUp.create']({ ...SET_UP, ...change })).toEqual(refused(fields));
  expect(await written(office.folder)).toEqual({ admins: 0, events: 0, keys: 0 });
  expect(valueOf(await api['office.status']({})).stage).toBe('new');
  valueOf(await api['setUp.create'](SET_UP));
});

test('a set-up that failed half way leaves nothing in the database, and sent again takes up the key it made', async () => {
  await using office = await openTestOffice();
  const api = office.clientOf(connection());
  const end = await failInserts((statement) => ask(office.folder, statement), 'signing_keys');
  expect(await api['setUp.create'](SET_UP)).toMatchObject({ ok: false, code: 'internal' });
  expect(office.log.bugs.splice(0)).toHaveLength(1);
  expect(await written(office.folder)).toEqual({ admins: 0, events: 0, keys: 0 });

  await end();
  valueOf(await api['setUp.create'](SET_UP));
  expect(valueOf(await api['keys.list']({}))).toHaveLength(1);
  const { pass, code } = valueOf(await api['passes.get']({ passId: (await sellPass(api)).passId }));
  const scan = { scanId: crypto.randomUUID(), code: code ?? '' };
  expect(valueOf(await api['scans.scan'](scan))).toMatchObject({ status: 'admitted', pass: { passId: pass.passId } });
});

describe('twice', () => {
  test('is refused', async () => {
    await using office = await openReadyOffice();
    expect(await office.clientOf(connection())['setUp.create'](SET_UP)).toEqual(ALREADY);
    expect(await office.api['setUp.complete'](COMPLETION)).toEqual(ALREADY);
  });

  test('at the same moment makes one office, with the administrator of one and its key', async () => {
    await using office = await openTestOffice();
    const rival = { ...SET_UP, administrator: { ...ADMINISTRATOR, username: 'rival' } };
    const replies = await Promise.all(
      [SET_UP, rival, SET_UP, rival].map((input) => office.clientOf(connection())['setUp.create'](input)),
    );
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    for (const reply of replies) if (!reply.ok) expect(reply).toEqual(ALREADY);
    expect(await written(office.folder)).toMatchObject({ admins: 3, keys: 1 });
    expect(valueOf(await office.clientOf(connection())['office.status']({})).keys).toBe('ready');
  });
});

describe('over the network', () => {
  test('the code of the console is wanted, however it is typed', async () => {
    await using office = await openTestOffice({ setUpCode: '7H2K-QX0M' });
    const api = office.clientOf(connection('https'));
    expect(valueOf(await api['office.status']({})).needsSetUpCode).toBe(true);
    expect(await api['setUp.create'](SET_UP)).toEqual(refused({ setUpCode: 'required' }));
    expect(await api['setUp.create']({ ...SET_UP, setUpCode: '7H2K-QX0N' })).toEqual(
      refused({ setUpCode: 'set-up-code-wrong' }),
    );
    valueOf(await api['setUp.create']({ ...SET_UP, setUpCode: '7h2kqxom' }));
    expect(valueOf(await api['office.status']({})).needsSetUpCode).toBe(false);
  });

  test('guessing the code is slowed, from wherever it comes', async () => {
    await using office = await openTestOffice({ setUpCode: '7H2K-QX0M' });
    let tries = 0;
    const attempt = (setUpCode: string) => {
      tries += 1;
      const at = { ...connection('https'), source: `10.0.0.${tries}` };
      return office.clientOf(at)['setUp.create']({ ...SET_UP, setUpCode });
    };
    for (let failure = 1; failure <= 5; failure += 1) {
      expect(await attempt('0000-0000')).toEqual(refused({ setUpCode: 'set-up-code-wrong' }));
    }
    expect(await attempt('7H2K-QX0M')).toEqual({ ok: false, code: 'too-many-attempts', retryAfterSeconds: 1 });
    office.wait(1_000);
    valueOf(await attempt('7H2K-QX0M'));
  });

  test('an office without a code cannot be set up from there, and its own window needs none', async () => {
    await using office = await openTestOffice({ setUpCode: null });
    const wrong = refused({ setUpCode: 'set-up-code-wrong' });
    for (const setUpCode of ['null', '0']) {
      expect(await office.clientOf(connection('https'))['setUp.create']({ ...SET_UP, setUpCode })).toEqual(wrong);
    }
    valueOf(await office.clientOf(connection('ipc'))['setUp.create'](SET_UP));
  });
});

describe.runIf(isInFile())('the file of the earlier web application', () => {
  async function earlierFile(folder: string) {
    const file = new BetterSqlite(path.join(folder, 'epass.db'));
    file.exec(`CREATE TABLE admins (username TEXT PRIMARY KEY, password_hash TEXT NOT NULL, display_name TEXT,
      created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)`);
    file.exec(`CREATE TABLE passes (pass_id TEXT PRIMARY KEY, name1 TEXT NOT NULL, phone1 TEXT NOT NULL, name2 TEXT,
      phone2 TEXT, pass_type TEXT NOT NULL CHECK (pass_type IN ('SINGLE', 'COUPLE')), amount INTEGER NOT NULL,
      payment_mode TEXT NOT NULL CHECK (payment_mode IN ('CASH', 'ONLINE')), txn_info TEXT, timing TEXT NOT NULL,
      created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, scanned_at TIMESTAMP, scanned_by TEXT, UNIQUE (name1, phone1))`);
    file
      .prepare('INSERT INTO admins (username, password_hash) VALUES (?, ?)')
      .run('admin1', await bcrypt.hash('admin123', 12));
    file
      .prepare(`INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing)
      VALUES (?, 'John Doe', '9876543210', 'SINGLE', 549, 'CASH', '7:00 PM')`)
      .run(PASS_ID);
    file.close();
  }

  test('is completed by one of its administrators, keeps its passes and admits them by its imported secret', async () => {
    using temporary = temporaryFolder();
    await earlierFile(temporary.folder);
    await using office = await openTestOffice({ folder: temporary.folder });
    const api = office.clientOf(connection());
    expect(valueOf(await api['office.status']({})).stage).toBe('upgraded');
    expect(await api['setUp.create'](SET_UP)).toEqual(ALREADY);
    expect(await api['setUp.complete'](COMPLETION)).toEqual({ ok: false, code: 'not-signed-in' });

    valueOf(await api['session.signIn']({ username: 'admin1', password: 'admin123' }));
    expect(await api['setUp.complete'](COMPLETION)).toEqual({ ok: false, code: 'forbidden' });
    const newPassword = 'three lazy green tortoises';
    valueOf(await api['session.changePassword']({ currentPassword: 'admin123', newPassword }));

    const taken = { ...COMPLETION, staff: [{ username: 'admin1', displayName: 'X', role: 'gate' as const }] };
    expect(await api['setUp.complete'](taken)).toEqual(refused({ 'staff.0.username': 'taken' }));
    expect(await api['setUp.complete']({ ...COMPLETION, passTypes: [COUPLE] })).toEqual(
      refused({ passTypes: 'in-use' }),
    );
    expect(valueOf(await api['office.status']({})).stage).toBe('upgraded');

    const dearer = { ...SINGLE, price: 600 };
    const done = valueOf(
      await api['setUp.complete']({
        ...COMPLETION,
        passTypes: [dearer, COUPLE],
        importedSecret: 'the old QR_SECRET',
      }),
    );
    expect(done.signedIn).toMatchObject({ username: 'admin1', state: 'active' });
    expect(done.invitations).toHaveLength(2);
    expect(done.kit.keyIds).toHaveLength(2);

    expect(valueOf(await api['office.status']({}))).toMatchObject({ stage: 'open', keys: 'ready' });
    expect(valueOf(await api['passTypes.list']({}))[0]).toMatchObject({ price: 600, sold: 1 });
    expect(valueOf(await api['passes.get']({ passId: PASS_ID })).pass).toMatchObject({
      name1: 'John Doe',
      amount: 549,
    });
    const sig = seedSignature('the old QR_SECRET', PASS_ID);
    const code = Buffer.from(JSON.stringify({ id: PASS_ID, sig })).toString('base64');
    const scan = { scanId: crypto.randomUUID(), code };
    expect(valueOf(await api['scans.scan'](scan))).toMatchObject({ status: 'admitted', pass: { name1: 'John Doe' } });
  });
});

function seedSignature(secret: string, passId: string): string {
  return createHmac('sha256', secret).update(passId).digest('hex');
}
