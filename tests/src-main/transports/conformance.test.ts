import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDispatch } from '../../../src-main/dispatch';
import { contract } from '../../../src-shared/contract/contract';
import { ADMINISTRATOR, sellPass, testLog, valueOf } from '../../support/box-office';
import { openStaffedOffice } from '../../support/staffed-office';
import { ENTRANCES, type Entrance } from '../../support/transports';

let office: Awaited<ReturnType<typeof openStaffedOffice>>;
beforeAll(async () => {
  office = await openStaffedOffice();
}, 60_000);
afterAll(() => office[Symbol.asyncDispose]());

describe.each(['ipc', 'https'] as const)('over %s', (transport) => {
  let entrance: Entrance;
  beforeAll(async () => {
    entrance = await ENTRANCES[transport](office);
  });
  afterAll(() => entrance[Symbol.asyncDispose]());

  test('somebody signs in, sells, scans, and is nobody again after signing out', async () => {
    const { api } = entrance.page();
    expect(await api['passTypes.list']({})).toEqual({ ok: false, code: 'not-signed-in' });

    const signedIn = valueOf(await api['session.signIn'](ADMINISTRATOR_SIGN_IN));
    expect(signedIn).toEqual({
      username: ADMINISTRATOR.username,
      displayName: ADMINISTRATOR.displayName,
      role: 'administrator',
      state: 'active',
    });
    expect(valueOf(await api['office.status']({})).session).toEqual(signedIn);

    const pass = await sellPass(api);
    const { code } = valueOf(await api['passes.get']({ passId: pass.passId }));
    const scan = { scanId: crypto.randomUUID(), code: code ?? '' };
    const first = await api['scans.scan'](scan);
    expect(first).toMatchObject({ ok: true, value: { status: 'admitted', pass: { passId: pass.passId } } });
    expect(await api['scans.scan'](scan)).toEqual(first);

    expect(await api['session.signOut']({})).toEqual({ ok: true, value: null });
    expect(await api['passTypes.list']({})).toEqual({ ok: false, code: 'not-signed-in' });
  });

  test('two pages have two sessions', async () => {
    const [one, other] = [entrance.page(), entrance.page()];
    await office.signIn(one, 'gate');
    expect(valueOf(await other.api['office.status']({})).session).toBeNull();
    await office.signIn(other, 'seller');
    expect(valueOf(await one.api['office.status']({})).session).toMatchObject({ role: 'gate' });
  });

  test('a locked session says so, and works again after its password', async () => {
    const page = entrance.page();
    await office.signIn(page, 'locked');
    expect(await page.api['passTypes.list']({})).toEqual({ ok: false, code: 'session-locked' });
    valueOf(await page.api['session.unlock']({ password: ADMINISTRATOR.password }));
    expect(await page.api['passTypes.list']({})).toMatchObject({ ok: true });
  });

  test.each(['constructor', '__proto__', 'toString', 'scans.scan ', 'SCANS.SCAN', '', '.', '../office.status', 'a/b'])(
    'a name outside the contract is an unknown operation: %j',
    async (name) => {
      expect(await entrance.page().call(name, {})).toMatchObject({ ok: false, code: 'unknown-operation' });
    },
  );

  test('a wrong input is refused field by field', async () => {
    const page = entrance.page();
    await office.signIn(page, 'seller');
    expect(
      await page.call('passes.sell', { saleId: 'x', passType: 'SINGLE', phone1: '1', paymentMode: 'CASH' }),
    ).toEqual({
      ok: false,
      code: 'invalid-input',
      fields: { saleId: 'invalid', name1: 'required' },
    });
    expect(await page.call('scans.scan', { scanId: crypto.randomUUID(), code: 'x', admin: true })).toMatchObject({
      code: 'invalid-input',
    });
  });

  test('an input that is too deep is refused before anybody looks into it', async () => {
    let input: unknown = 'deep';
    for (let depth = 0; depth < 1_000; depth += 1) input = [input];
    expect(await entrance.page().call('office.status', input)).toEqual({ ok: false, code: 'invalid-input' });
  });

  test.each([
    ['a bug', Object.assign(new TypeError('secret of Asha')), 'internal'],
    ['a full disk', Object.assign(new Error('secret of Asha'), { code: 'SQLITE_FULL' }), 'storage-failed'],
  ])('%s is written down, and only its reference goes out', async (_case, error, code) => {
    const log = testLog();
    const broken = createDispatch({
      contract,
      handlers: new Proxy({} as never, {
        get: () => () => {
          throw error;
        },
      }),
      callerOf: (connection) => ({ role: 'administrator', username: 'admin1', deviceId: null, connection }),
      reportBug: (operation, cause) => log.bug(operation, cause),
    });
    await using other = await ENTRANCES[transport]({ ...office, dispatch: broken });
    expect(await other.page().call('office.status', {})).toEqual({ ok: false, code, reference: 'BUG1' });
    expect(log.bugs).toEqual([error]);
  });

  test('nothing of all this was a bug', () => {
    expect(office.log.bugs).toEqual([]);
  });
});

const ADMINISTRATOR_SIGN_IN = { username: ADMINISTRATOR.username, password: ADMINISTRATOR.password };
