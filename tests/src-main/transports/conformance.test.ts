import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDispatch } from '../../../src-main/dispatch';
import { contract } from '../../../src-shared/contract/contract';
import { ADMINISTRATOR, sellPass, testLog, valueOf } from '../../support/box-office';
import { pair } from '../../support/phones';
import { openStaffedOffice } from '../../support/staffed-office';
import { ENTRANCES, type Entrance } from '../../support/transports';

const FAULTS: readonly [string, Error, string][] = [
  ['a bug', new TypeError('secret of Asha'), 'internal'],
  ['a full disk', Object.assign(new Error('secret of Asha'), { code: 'SQLITE_FULL' }), 'storage-failed'],
];

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

  test.each(FAULTS)('%s is written down, and only its reference goes out', async (_case, error, code) => {
    const { dispatch, log } = brokenBy(error);
    await using other = await ENTRANCES[transport]({ ...office, dispatch });
    expect(await other.page().call('office.status', {})).toEqual({ ok: false, code, reference: 'BUG1' });
    expect(log.bugs).toEqual([error]);
  });

  test('nothing of all this was a bug', () => {
    expect(office.log.bugs).toEqual([]);
  });
});

describe('over gate', () => {
  let entrance: Entrance;
  beforeAll(async () => {
    entrance = await ENTRANCES.gate(office);
  });
  afterAll(() => entrance[Symbol.asyncDispose]());

  test('a phone joins, is accepted, scans, and is nobody again after leaving', async () => {
    const { api } = entrance.page();
    expect(await api['gate.find']({ name: 'guest' })).toEqual({ ok: false, code: 'not-signed-in' });
    const { deviceId } = await pair(office, { api }, { name: 'Conforming' });
    expect(valueOf(await api['gate.status']({}))).toMatchObject({ state: 'device', device: { deviceId } });

    const { passId } = await sellPass(office.api);
    const { code } = valueOf(await office.api['passes.get']({ passId }));
    const scan = { scanId: crypto.randomUUID(), code: code ?? '' };
    const first = await api['gate.scan'](scan);
    expect(first).toMatchObject({ ok: true, value: { status: 'admitted', pass: { passId } } });
    expect(await api['gate.scan'](scan)).toEqual(first);
    expect(await api['gate.scan']({ ...scan, scanId: crypto.randomUUID() })).toMatchObject({
      value: { status: 'refused', reason: 'already-used', firstAdmission: { desk: 'Conforming' } },
    });

    expect(await api['gate.leave']({})).toEqual({ ok: true, value: null });
    expect(valueOf(await api['gate.status']({}))).toMatchObject({ state: 'stranger', device: null });
  });

  test('two phones are two devices', async () => {
    const [one, other] = [entrance.page(), entrance.page()];
    await pair(office, one, { name: 'One' });
    expect(valueOf(await other.api['gate.status']({}))).toMatchObject({ state: 'stranger' });
    await pair(office, other, { name: 'Other' });
    expect(valueOf(await one.api['gate.status']({})).device?.name).toBe('One');
  });

  test('from the moment that the desk has revoked a phone, nothing that it sends is taken, whatever was under way', async () => {
    const phone = entrance.page();
    const { deviceId } = await pair(office, phone, { name: 'Revoked amid a storm' });
    const codes: string[] = [];
    for (let pass = 0; pass < 40; pass += 1) {
      const { passId } = await sellPass(office.api);
      codes.push(valueOf(await office.api['passes.get']({ passId })).code ?? '');
    }
    let isRevoked = false;
    const told = { before: 0, after: 0 };
    const lanes = [0, 1, 2, 3].map(async (lane) => {
      for (const code of codes.filter((_code, index) => index % 4 === lane)) {
        const sentAfterwards = isRevoked;
        const reply = await phone.api['gate.scan']({ scanId: crypto.randomUUID(), code });
        if (sentAfterwards) expect(reply).toEqual({ ok: false, code: 'device-revoked' });
        told[sentAfterwards ? 'after' : 'before'] += 1;
        if (told.before !== 10 || isRevoked) continue;
        valueOf(await office.api['devices.revoke']({ deviceId }));
        isRevoked = true;
      }
    });
    await Promise.all(lanes);
    expect(told.before).toBeGreaterThanOrEqual(10);
    expect(told.after).toBeGreaterThan(10);
    expect(await phone.api['gate.find']({ name: 'guest' })).toEqual({ ok: false, code: 'device-revoked' });
  });

  test.each(['constructor', '__proto__', 'gate.scan ', 'GATE.SCAN', '', '.', '../gate.scan', 'scans.scan', 'a/b'])(
    'a name that is not for phones is an unknown operation: %j',
    async (name) => {
      expect(await entrance.page().call(name, {})).toMatchObject({ ok: false, code: 'unknown-operation' });
    },
  );

  test('a wrong input is refused field by field', async () => {
    const phone = entrance.page();
    await office.signIn(phone, 'device');
    expect(await phone.call('gate.scan', { scanId: 'x', recordedAgoMs: -1 })).toEqual({
      ok: false,
      code: 'invalid-input',
      fields: { scanId: 'invalid', code: 'required', recordedAgoMs: 'invalid' },
    });
    expect(await phone.call('gate.find', { name: 'guest', page: 2 })).toMatchObject({ code: 'invalid-input' });
  });

  test.each(FAULTS)('%s is written down, and only its reference goes out', async (_case, error, code) => {
    const { dispatch, log } = brokenBy(error);
    await using other = await ENTRANCES.gate({ ...office, dispatch });
    expect(await other.page().call('gate.status', {})).toEqual({ ok: false, code, reference: 'BUG1' });
    expect(log.bugs).toEqual([error]);
  });

  test('nothing of all this was a bug', () => {
    expect(office.log.bugs).toEqual([]);
  });
});

/** An office in which everything fails in the same way. */
function brokenBy(error: Error) {
  const log = testLog();
  const handlers = new Proxy({} as never, {
    get: () => () => {
      throw error;
    },
  });
  const dispatch = createDispatch({
    contract,
    handlers,
    callerOf: (connection) => ({ role: 'visitor', username: null, deviceId: null, connection }),
    reportBug: (operation, cause) => log.bug(operation, cause),
  });
  return { dispatch, log };
}

const ADMINISTRATOR_SIGN_IN = { username: ADMINISTRATOR.username, password: ADMINISTRATOR.password };
