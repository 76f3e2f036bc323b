import { expect, test } from 'vitest';
import { toInstant } from '../../../src-shared/instant';
import { SINGLE } from '../../support/box-office';
import { openStore, sale } from '../../support/passes-store';

test('a cancelled pass says when and by whom, and a second cancellation changes nothing', async () => {
  await using store = await openStore();
  const { passId } = await store.passes.sell(sale(), 'admin1');
  store.wait(1_000);
  const at = toInstant(store.now());
  const cancelled = await store.passes.cancel(passId, 'seller1');
  expect(cancelled).toMatchObject({ passId, cancelledAt: at, cancelledBy: 'seller1' });

  store.wait(1_000);
  expect(await store.passes.cancel(passId, 'admin1')).toEqual(cancelled);
});

test('a pass that has admitted cannot be cancelled', async () => {
  await using store = await openStore();
  const { passId } = await store.passes.sell(sale(), 'admin1');
  await store.admit(passId, toInstant(store.now()));

  await expect(store.passes.cancel(passId, 'admin1')).rejects.toMatchObject({ code: 'conflict' });
  expect(await store.passes.get(passId)).toMatchObject({ cancelledAt: null });
});

test('a cancellation can be taken back, twice as well as once', async () => {
  await using store = await openStore();
  const sold = await store.passes.sell(sale(), 'admin1');
  await store.passes.cancel(sold.passId, 'admin1');

  expect(await store.passes.reinstate(sold.passId)).toEqual(sold);
  expect(await store.passes.reinstate(sold.passId)).toEqual(sold);
  expect(await store.passes.get(sold.passId)).toEqual(sold);
});

test('a pass is not reinstated beside another one of its holder', async () => {
  await using store = await openStore();
  const person = { name1: 'Asha', phone1: '9876543210' };
  const first = await store.passes.sell(sale(person), 'admin1');
  await store.passes.cancel(first.passId, 'admin1');
  const second = await store.passes.sell(sale(person), 'admin1');

  await expect(store.passes.reinstate(first.passId)).rejects.toMatchObject({
    code: 'duplicate-holder',
    details: { passId: second.passId },
  });
});

test('a pass is not reinstated when its reference was used again', async () => {
  await using store = await openStore();
  const first = await store.passes.sell(sale({ paymentMode: 'ONLINE', txnInfo: 'UTR 1' }), 'admin1');
  await store.passes.cancel(first.passId, 'admin1');
  await store.passes.sell(sale({ paymentMode: 'ONLINE', txnInfo: 'UTR 1' }), 'admin1');

  await expect(store.passes.reinstate(first.passId)).rejects.toMatchObject({ code: 'conflict' });
});

test('a pass is not reinstated when its type is sold out', async () => {
  await using store = await openStore({ types: [{ ...SINGLE, capacity: 1 }] });
  const first = await store.passes.sell(sale(), 'admin1');
  await store.passes.cancel(first.passId, 'admin1');
  await store.passes.sell(sale(), 'admin1');

  await expect(store.passes.reinstate(first.passId)).rejects.toMatchObject({ code: 'conflict' });
});

test('a pass that does not exist is not found', async () => {
  await using store = await openStore();
  await expect(store.passes.get('nothing')).rejects.toMatchObject({ code: 'not-found' });
  await expect(store.passes.cancel('nothing', 'admin1')).rejects.toMatchObject({ code: 'not-found' });
  await expect(store.passes.reinstate('nothing')).rejects.toMatchObject({ code: 'not-found' });
});

test('a reinstatement that a unique index refused is judged once more', async () => {
  await using store = await openStore();
  const sold = await store.passes.sell(sale(), 'admin1');
  await store.passes.cancel(sold.passId, 'admin1');
  const races = await store.loseRaceOnce('UPDATE');
  expect(await store.passes.reinstate(sold.passId)).toEqual(sold);
  expect(await races()).toBe(2);
});
