import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createKeyStore } from '../../../src-main/signing/key-store';
import { fromPassphrase } from '../../../src-main/signing/passphrase';
import { gateContract } from '../../../src-shared/contract/gate';
import type { Operation } from '../../../src-shared/contract/operation';
import { openReadyOffice, PASSPHRASE, SINGLE, valueOf } from '../../support/box-office';
import { serveGateFor } from '../../support/https-office';
import { apply, inviteTo, pair } from '../../support/phones';
import type { Browser } from '../../support/served-browser';

const PRICE = 73_519;
const REFERENCE = 'UPI4477119932';
const PHONES = ['9876543210', '9123456780', '9988776655', '9090909191'];
const HEALTH = {
  latencyMs: 12,
  queue: 0,
  stuck: 0,
  battery: 0.5,
  charging: false,
  decoder: 'zxing-wasm',
  camera: 'on',
  skewMs: 3,
} as const;

let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  office = await openReadyOffice();
}, 60_000);
afterAll(() => office[Symbol.asyncDispose]());

describe('everything that a phone is ever told', () => {
  let heard: string;
  let codes: string[];
  let called: Set<string>;
  beforeAll(async () => {
    await using server = await serveGateFor(office, { log: office.log });
    const phone = server.browser();
    const answers = listenTo(phone);
    codes = await spendAnEvening(phone, server.browser());
    await phone.send('/gate');
    await phone.send('/nowhere');
    heard = answers.texts.join('\n');
    called = answers.called;
  }, 60_000);

  test('comes from every operation that there is for phones', () => {
    expect([...called].sort()).toEqual(Object.keys(gateContract).sort());
    expect(heard).toContain('"status":"admitted"');
    for (const reason of ['invalid', 'not-found', 'already-used', 'cancelled']) expect(heard).toContain(`"${reason}"`);
    expect(heard).toContain('Padmini');
    expect(office.log.bugs).toEqual([]);
  });

  test.each(PHONES)('has no more of a phone number than its last three digits: %s', (number) => {
    const shown = heard.replace(/[\s-]/g, '');
    for (let from = 0; from + 6 <= number.length; from += 1) expect(shown).not.toContain(number.slice(from, from + 6));
    expect(heard).not.toMatch(/"[^"]*•[^"]*\d{4,}"/);
    expect(heard).toContain(`•${number.slice(-3)}`);
  });

  test('has no money and no payment reference', () => {
    expect(heard).not.toMatch(new RegExp(`\\b${PRICE}\\b`));
    expect(heard).not.toMatch(/"(amount|price|revenue|paymentMode|txnInfo)"/);
    expect(heard).not.toContain(REFERENCE);
  });

  test('has no code of a pass', () => {
    expect(codes.length).toBeGreaterThan(3);
    for (const code of codes) {
      expect(heard).not.toContain(code);
      expect(heard).not.toContain(code.split('.').at(-1));
    }
  });

  test('has no byte of a signing key, and nothing that opens one', async () => {
    const store = createKeyStore(office.folder, null);
    const file = await store.read();
    if (!file) throw new Error('the office has no keys');
    const opened = await store.openWithPassphrase(
      file,
      await fromPassphrase(PASSPHRASE, Buffer.from(file.salt, 'base64')),
    );
    if (!opened) throw new Error('the passphrase of the tests does not open the keys');
    const secrets = [...opened.set.keys.map(({ secret }) => secret.export()), opened.verifier, opened.salt];
    expect(secrets.length).toBeGreaterThan(2);
    for (const secret of secrets) {
      for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const) {
        // The beginning is enough: a whole secret begins with it.
        expect(heard).not.toContain(secret.subarray(0, 9).toString(encoding));
      }
    }
    expect(heard).not.toContain(PASSPHRASE);
  });
});

test('the words that an answer may have are these, so that a new one is seen in two places', () => {
  const words = new Set<string>();
  for (const { output } of Object.values<Operation>(gateContract)) {
    JSON.stringify(z.toJSONSchema(output, { unrepresentable: 'any' }), (_key, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'properties' in value) {
        for (const word of Object.keys(value.properties as object)) words.add(word);
      }
      return value;
    });
  }
  const known = [
    'state check now device event keys figures',
    'deviceId name responsibleName rejoinKey',
    'timeZone country timing',
    'inside toComePeople admitted refused gates gate people lastAt',
    'status at pass reason firstAdmission byName desk',
    'passId name1 name2 passType passTypeLabel admits',
    'passes more maskedPhone admittedAt',
  ];
  expect([...words].sort()).toEqual(known.join(' ').split(' ').sort());
});

/** Keeps every answer, with its headers and what it asks the browser to keep, but not the phone's own cookie. */
function listenTo(phone: Browser) {
  const texts: string[] = [];
  const called = new Set<string>();
  const { send } = phone;
  phone.send = async (pathname, sent) => {
    const answer = await send(pathname, sent);
    const { 'set-cookie': _own, ...headers } = answer.headers;
    texts.push(JSON.stringify(headers), answer.text);
    if (pathname.startsWith('/api/gate/')) called.add(pathname.slice('/api/gate/'.length));
    return answer;
  };
  return { texts, called };
}

/** Sells to four people and does with a phone whatever a phone can do. Gives the codes of the passes. */
async function spendAnEvening(phone: Browser, stranger: Browser): Promise<string[]> {
  const { api } = office;
  valueOf(await api['passTypes.save']({ types: [{ ...SINGLE, price: PRICE }] }));
  const passes = [];
  for (const [index, phone1] of PHONES.entries()) {
    const sale = { saleId: crypto.randomUUID(), passType: 'SINGLE', name1: `Padmini Rao ${'ABCD'[index]}`, phone1 };
    const payment =
      index === 0 ? ({ paymentMode: 'ONLINE', txnInfo: REFERENCE } as const) : ({ paymentMode: 'CASH' } as const);
    const pass = valueOf(await api['passes.sell']({ ...sale, ...payment }));
    const { code } = valueOf(await api['passes.get']({ passId: pass.passId }));
    passes.push({ passId: pass.passId, code: code ?? '' });
  }
  const [first, second, cancelled] = passes;
  if (!first || !second || !cancelled) throw new Error('nothing was sold');
  valueOf(await api['passes.cancel']({ passId: cancelled.passId }));

  await phone.api['gate.status']({});
  await phone.api['gate.join']({ token: 'A'.repeat(22) });
  await apply(stranger, (await inviteTo(office, { name: 'Other' })).token);
  await pair(office, phone, { name: 'North gate' });
  const scan = (code: string, recordedAgoMs?: number) =>
    phone.api['gate.scan']({
      scanId: crypto.randomUUID(),
      code,
      ...(recordedAgoMs === undefined ? {} : { recordedAgoMs }),
    });
  await scan(first.code);
  await scan(first.code);
  await scan(first.code, 60_000);
  await scan(cancelled.code);
  await scan('EP1.no.pass');
  await phone.api['gate.find']({ name: 'padmini' });
  await phone.api['gate.find']({ name: PHONES[0] ?? '' });
  await phone.api['gate.find']({ name: 'pa' });
  await phone.api['gate.admit']({ scanId: crypto.randomUUID(), passId: second.passId });
  await phone.api['gate.admit']({ scanId: crypto.randomUUID(), passId: second.passId });
  await phone.api['gate.admit']({ scanId: crypto.randomUUID(), passId: crypto.randomUUID() });
  await phone.api['gate.find']({ name: 'rao' });
  await phone.api['gate.selfTest']({ checks: [], browser: 'Test' });
  await phone.api['gate.status']({ health: HEALTH });
  await phone.call('gate.scan', { scanId: 1 });
  await phone.api['gate.leave']({});
  await phone.api['gate.status']({});
  return passes.map(({ code }) => code);
}
