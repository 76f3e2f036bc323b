import { expect, test } from 'vitest';
import { COUPLE, SINGLE } from '../../support/box-office';
import { openStore, sale } from '../../support/passes-store';

const VIP = { code: 'VIP', label: 'Front row', price: 2_500, admits: 1, capacity: 20, onSale: true };

test('the list keeps the order in which it was saved', async () => {
  await using store = await openStore();
  expect(await store.passTypes.save([VIP, COUPLE, SINGLE])).toEqual([VIP, COUPLE, SINGLE]);
  expect((await store.passTypes.list()).map(({ code, sold }) => [code, sold])).toEqual([
    ['VIP', 0],
    ['COUPLE', 0],
    ['SINGLE', 0],
  ]);
});

test('a new price and label leave what is sold as it is, apart from what the type is called', async () => {
  await using store = await openStore();
  const before = await store.passes.sell(sale(), 'admin1');
  await store.passTypes.save([{ ...SINGLE, label: 'One person', price: 700, admits: 3 }, COUPLE]);

  expect(await store.passes.get(before.passId)).toEqual({ ...before, passTypeLabel: 'One person' });
  const after = await store.passes.sell(sale({ name2: 'Second' }), 'admin1');
  expect(after).toMatchObject({ amount: 700, admits: 3 });
});

test('a code given twice is refused where it stands the second time', async () => {
  await using store = await openStore();
  await expect(store.passTypes.save([SINGLE, COUPLE, { ...VIP, code: 'SINGLE' }])).rejects.toMatchObject({
    code: 'invalid-input',
    details: { fields: { 'types.2.code': 'taken' } },
  });
  expect(await store.passTypes.list()).toMatchObject([SINGLE, COUPLE]);
});

test('a type with passes cannot be left out, a cancelled pass included, and nothing else is saved then', async () => {
  await using store = await openStore();
  const { passId } = await store.passes.sell(sale(), 'admin1');
  await store.passes.cancel(passId, 'admin1');

  await expect(store.passTypes.save([VIP])).rejects.toMatchObject({
    code: 'invalid-input',
    details: { fields: { types: 'in-use' } },
  });
  expect((await store.passTypes.list()).map(({ code }) => code)).toEqual(['SINGLE', 'COUPLE']);
});

test('a type without passes can be left out', async () => {
  await using store = await openStore();
  await store.passes.sell(sale(), 'admin1');
  await store.passTypes.save([VIP, SINGLE]);
  expect((await store.passTypes.list()).map(({ code }) => code)).toEqual(['VIP', 'SINGLE']);
});

test('within a transaction that fails nothing is saved', async () => {
  await using store = await openStore();
  const failing = store.db.transaction().execute(async (transaction) => {
    await store.passTypes.save([VIP], transaction);
    throw new Error('later');
  });
  await expect(failing).rejects.toThrow('later');
  expect((await store.passTypes.list()).map(({ code }) => code)).toEqual(['SINGLE', 'COUPLE']);
});

test('a list that cannot be saved whole is not saved at all', async () => {
  await using store = await openStore();
  await store.failInserts('pass_types');
  await expect(store.passTypes.save([VIP])).rejects.toThrow('no room');
  expect((await store.passTypes.list()).map(({ code }) => code)).toEqual(['SINGLE', 'COUPLE']);
});
