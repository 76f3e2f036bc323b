import { describe, expect, test } from 'vitest';
import { isUniqueViolation } from '../../../src-main/database/constraint';
import { ExpectedError } from '../../../src-main/expected-error';
import { toInstant } from '../../../src-shared/instant';
import { COUPLE, SINGLE } from '../../support/box-office';
import { openStore, type Store, sale } from '../../support/passes-store';

/** What a sale is refused with. */
async function refusal(selling: Promise<unknown>) {
  const error = await selling.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ExpectedError)) throw new Error(`not refused: ${String(error)}`);
  return { code: error.code, ...error.details };
}

describe('a sale', () => {
  test('makes a pass with what the office decides: price, people, timing, moment, seller', async () => {
    await using store = await openStore();
    const pass = await store.passes.sell(
      sale({ passType: 'COUPLE', name1: 'Asha', phone1: '98765 43210', name2: 'Ravi', phone2: '+44 20 7183 8750' }),
      'admin1',
    );

    expect(pass).toEqual({
      passId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name1: 'Asha',
      phone1: '+919876543210',
      name2: 'Ravi',
      phone2: '+442071838750',
      passType: 'COUPLE',
      passTypeLabel: 'Couple',
      admits: 2,
      amount: 999,
      paymentMode: 'CASH',
      txnInfo: null,
      timing: '7:00 PM - 11:00 PM',
      createdAt: toInstant(store.now()),
      soldBy: 'admin1',
      scannedAt: null,
      scannedBy: null,
      cancelledAt: null,
      cancelledBy: null,
    });
    expect(await store.passes.get(pass.passId)).toEqual(pass);
  });

  test('sent again gives the pass that it made, also when the type went off sale and the price changed', async () => {
    await using store = await openStore();
    const once = sale({ paymentMode: 'ONLINE', txnInfo: 'UTR 1' });
    const first = await store.passes.sell(once, 'admin1');
    await store.passTypes.save([{ ...SINGLE, price: 600, onSale: false }, COUPLE]);

    expect(await store.passes.sell(once, 'admin1')).toEqual(first);
    expect(await store.countPasses()).toBe(1);
  });

  test.each([
    ['name', { name1: 'Somebody Else' }],
    ['phone', { phone1: '9876599999' }],
    ['type', { passType: 'COUPLE', name2: 'Ravi' }],
    ['payment', { paymentMode: 'ONLINE', txnInfo: 'UTR 1' }],
    ['second name', { name2: 'Ravi' }],
    ['note', { txnInfo: 'paid at the door' }],
  ] as const)('whose id was used with another %s is a conflict', async (_what, other) => {
    await using store = await openStore();
    const once = sale();
    await store.passes.sell(once, 'admin1');

    expect(await refusal(store.passes.sell({ ...once, ...other }, 'admin1'))).toEqual({ code: 'conflict' });
    expect(await store.countPasses()).toBe(1);
  });

  test.each([
    ['a phone number that cannot exist', { phone1: '12345' }, { phone1: 'phone-invalid' }],
    ['a second phone number that cannot exist', { phone2: 'none' }, { phone2: 'phone-invalid' }],
    ['no reference for an online payment', { paymentMode: 'ONLINE' }, { txnInfo: 'required' }],
    ['a reference of dashes', { paymentMode: 'ONLINE', txnInfo: '– –' }, { txnInfo: 'required' }],
    ['no second name where two come in', { passType: 'COUPLE' }, { name2: 'required' }],
    ['an empty second name where two come in', { passType: 'COUPLE', name2: '' }, { name2: 'required' }],
    ['a type that does not exist', { passType: 'VIP' }, { passType: 'not-on-sale' }],
    [
      'several things at once',
      { passType: 'COUPLE', phone1: '1', phone2: '2', paymentMode: 'ONLINE' },
      { name2: 'required', phone1: 'phone-invalid', phone2: 'phone-invalid', txnInfo: 'required' },
    ],
  ] as const)('with %s is refused by field', async (_case, details, fields) => {
    await using store = await openStore();
    expect(await refusal(store.passes.sell(sale(details), 'admin1'))).toEqual({ code: 'invalid-input', fields });
    expect(await store.countPasses()).toBe(0);
  });

  test('of a type that is off sale is refused', async () => {
    await using store = await openStore({ types: [{ ...SINGLE, onSale: false }] });
    expect(await refusal(store.passes.sell(sale(), 'admin1'))).toMatchObject({ fields: { passType: 'not-on-sale' } });
  });

  test('beyond the capacity is refused, and a cancelled pass gives its place back', async () => {
    await using store = await openStore({ types: [{ ...SINGLE, capacity: 1 }] });
    const pass = await store.passes.sell(sale(), 'admin1');
    expect(await refusal(store.passes.sell(sale(), 'admin1'))).toMatchObject({ fields: { passType: 'sold-out' } });
    expect(await store.passTypes.list()).toMatchObject([{ code: 'SINGLE', sold: 1 }]);

    await store.passes.cancel(pass.passId, 'admin1');
    expect(await store.passTypes.list()).toMatchObject([{ code: 'SINGLE', sold: 0 }]);
    await store.passes.sell(sale(), 'admin1');
  });

  test('to somebody who has a pass points to it, however the name and the number are typed', async () => {
    await using store = await openStore();
    const { passId } = await store.passes.sell(sale({ name1: 'José', phone1: '9876500001' }), 'admin1');
    const again = sale({ name1: 'JOSE', phone1: '+91 98765 00001', passType: 'COUPLE', name2: 'Ravi' });
    expect(await refusal(store.passes.sell(again, 'admin1'))).toEqual({ code: 'duplicate-holder', passId });

    await store.passes.cancel(passId, 'admin1');
    await store.passes.sell(again, 'admin1');
  });

  test('with the reference of another payment is refused until that pass is cancelled', async () => {
    await using store = await openStore();
    const online = (txnInfo: string) => sale({ paymentMode: 'ONLINE', txnInfo });
    const { passId } = await store.passes.sell(online('UTR-4093'), 'admin1');
    expect(await refusal(store.passes.sell(online('utr 4093'), 'admin1'))).toMatchObject({
      fields: { txnInfo: 'reference-used' },
    });

    await store.passes.cancel(passId, 'admin1');
    await store.passes.sell(online('utr 4093'), 'admin1');
  });

  test('for cash may carry a note, which need not be unique', async () => {
    await using store = await openStore();
    await store.passes.sell(sale({ txnInfo: 'friend of the band' }), 'admin1');
    const pass = await store.passes.sell(sale({ txnInfo: 'friend of the band' }), 'admin1');
    expect(pass.txnInfo).toBe('friend of the band');
  });

  test('knows phone numbers of the country of the event', async () => {
    await using store = await openStore({ event: { country: 'GB' } });
    const pass = await store.passes.sell(sale({ phone1: '020 7183 8750' }), 'admin1');
    expect(pass.phone1).toBe('+442071838750');
  });
});

describe('twenty sales at once', () => {
  const settle = (store: Store, sales: ReturnType<typeof sale>[]) =>
    Promise.allSettled(sales.map((one) => store.passes.sell(one, 'admin1')));

  test('for the last five places sell five', async () => {
    await using store = await openStore({ types: [{ ...SINGLE, capacity: 5 }] });
    const results = await settle(
      store,
      Array.from({ length: 20 }, () => sale()),
    );

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(results.filter((result) => result.status === 'rejected').map(({ reason }) => reason.details)).toEqual(
      Array(15).fill({ fields: { passType: 'sold-out' } }),
    );
    expect(await store.countPasses()).toBe(5);
  });

  test('would oversell if the count and the sale were not one transaction', async () => {
    // Proves that the test above would notice: the same two steps, each on its own.
    await using store = await openStore();
    const { db } = store;
    const sellUnprotected = async (index: number) => {
      const { sold } = await db
        .selectFrom('passes')
        .select((eb) => eb.fn.countAll<number>().as('sold'))
        .executeTakeFirstOrThrow();
      if (sold >= 5) return;
      await store.run(
        `INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text)
         VALUES ('p${index}', 'x', 'x', 'SINGLE', 1, 'CASH', 'x', 'x', 1, '')`,
      );
    };
    await Promise.all(Array.from({ length: 20 }, (_, index) => sellUnprotected(index)));
    expect(await store.countPasses()).toBeGreaterThan(5);
  });

  test('to the same person make one pass, and the others point to it', async () => {
    await using store = await openStore();
    const results = await settle(
      store,
      Array.from({ length: 20 }, () => sale({ name1: 'Asha', phone1: '9876543210' })),
    );
    const sold = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(sold).toHaveLength(1);
    expect(results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))).toEqual(
      Array(19).fill(expect.objectContaining({ code: 'duplicate-holder', details: { passId: sold[0]?.passId } })),
    );
  });

  test('with one sale id are one sale', async () => {
    await using store = await openStore();
    const once = sale({ paymentMode: 'ONLINE', txnInfo: 'UTR 1' });
    const results = await settle(store, Array(20).fill(once));
    const ids = results.map((result) => (result.status === 'fulfilled' ? result.value.passId : result.reason));
    expect(new Set(ids).size).toBe(1);
    expect(await store.countPasses()).toBe(1);
  });

  test('with one reference make one pass', async () => {
    await using store = await openStore();
    const results = await settle(
      store,
      Array.from({ length: 20 }, () => sale({ paymentMode: 'ONLINE', txnInfo: 'UTR 1' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

test('the schema alone stops a second pass for a holder, a reference or a sale', async () => {
  await using store = await openStore();
  await store.passes.sell(sale({ paymentMode: 'ONLINE', txnInfo: 'UTR 1' }), 'admin1');
  for (const column of ['holder_key', 'reference_key', 'sale_id']) {
    const copy = store.run(
      `INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text, ${column})
       SELECT 'other', name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text, ${column} FROM passes`,
    );
    await expect(copy.catch(isUniqueViolation)).resolves.toBe(true);
  }
});

test('a sale that a unique index refused is judged once more, with the winner in sight', async () => {
  await using store = await openStore();
  const races = await store.loseRaceOnce('INSERT');
  expect(await store.passes.sell(sale({ name1: 'Asha' }), 'admin1')).toMatchObject({ name1: 'Asha' });
  expect(await races()).toBe(2);
  expect(await store.countPasses()).toBe(1);
});
