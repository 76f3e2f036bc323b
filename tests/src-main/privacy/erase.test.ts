import { setImmediate as breathe } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openReadyOffice, valueOf } from '../../support/box-office';
import { sale } from '../../support/passes-store';
import { openPrivacyStore } from '../../support/privacy-store';

const ZELDA = {
  name1: 'Zelda Quux',
  phone1: '9876511111',
  paymentMode: 'ONLINE',
  txnInfo: 'UPI-ZQ-4711',
} as const;

test('an erased pass names nobody, and keeps what the accounts are made of', async () => {
  await using store = await openPrivacyStore();
  const pass = await store.passes.sell(
    sale({ ...ZELDA, passType: 'COUPLE', name2: 'Yorick Quux', phone2: '9876522222' }),
    'admin1',
  );
  expect(await store.privacy.erase([pass.passId], 'admin1')).toEqual({ erased: 1, backupsUntil: null });

  const erased = await store.passes.get(pass.passId);
  expect(erased).toEqual({ ...pass, name1: '', phone1: '', name2: null, phone2: null, txnInfo: null });
  const row = await store.db.selectFrom('passes').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    holder_key: null,
    reference_key: null,
    search_text: pass.passId,
    erased_at: '2026-11-28T12:30:00.000Z',
  });
  expect(await store.db.selectFrom('erasures').selectAll().execute()).toEqual([
    expect.objectContaining({ at: '2026-11-28T12:30:00.000Z', erased_by: 'admin1', reason: 'person', passes: 1 }),
  ]);
});

test('erased twice is erased once', async () => {
  await using store = await openPrivacyStore();
  const pass = await store.passes.sell(sale(), 'admin1');
  await store.privacy.erase([pass.passId], 'admin1');
  expect(await store.privacy.erase([pass.passId, 'nobody'], 'admin1')).toEqual({ erased: 0, backupsUntil: null });
  expect(await store.db.selectFrom('erasures').selectAll().execute()).toHaveLength(1);
});

test('what was erased is found by its number only, and is nobody’s duplicate', async () => {
  await using store = await openPrivacyStore();
  const { passId } = await store.passes.sell(sale(ZELDA), 'admin1');
  await expect(store.passes.sell(sale(ZELDA), 'admin1')).rejects.toMatchObject({ code: 'duplicate-holder' });
  await store.privacy.erase([passId], 'admin1');

  const again = await store.passes.sell(sale(ZELDA), 'admin1');
  await store.privacy.erase([again.passId], 'admin1');
  const search = async (text: string) =>
    (
      await store.passes.search({
        filter: { search: text },
        sort: 'createdAt',
        descending: false,
        page: 0,
        pageSize: 10,
      })
    ).passes.map((pass) => pass.passId);
  expect(await search('Zelda')).toEqual([]);
  expect(await search('98765 11111')).toEqual([]);
  expect(await search('upizq4711')).toEqual([]);
  expect(await search(passId)).toEqual([passId]);
});

test('a sale sent again after its pass was erased gives that pass and makes no second one', async () => {
  await using store = await openPrivacyStore();
  const sent = sale(ZELDA);
  const { passId } = await store.passes.sell(sent, 'admin1');
  await store.privacy.erase([passId], 'admin1');
  expect((await store.passes.sell(sent, 'admin1')).passId).toBe(passId);
  expect(await store.countPasses()).toBe(1);
});

test('an erased pass that was cancelled can be made valid again', async () => {
  await using store = await openPrivacyStore();
  const { passId } = await store.passes.sell(sale(ZELDA), 'admin1');
  await store.passes.cancel(passId, 'admin1');
  await store.privacy.erase([passId], 'admin1');
  expect(await store.passes.reinstate(passId)).toMatchObject({ cancelledAt: null, name1: '' });
});

test('an erased pass still admits once, and counts', async () => {
  await using office = await openReadyOffice();
  const pass = valueOf(await office.api['passes.sell'](sale(ZELDA)));
  const { code } = valueOf(await office.api['passes.get']({ passId: pass.passId }));
  expect(valueOf(await office.api['privacy.erase']({ passIds: [pass.passId] }))).toMatchObject({ erased: 1 });

  expect(valueOf(await office.api['passes.get']({ passId: pass.passId }))).toMatchObject({ code });
  const scan = (scanId: string) => office.api['scans.scan']({ scanId, code: code ?? '' });
  expect(valueOf(await scan(crypto.randomUUID()))).toMatchObject({ status: 'admitted', pass: { name1: '' } });
  expect(valueOf(await scan(crypto.randomUUID()))).toMatchObject({ status: 'refused', reason: 'already-used' });
  expect(valueOf(await office.api['reports.dashboard']({}))).toMatchObject({ sold: 1 });
  expect(office.log.bugs).toEqual([]);
});

test('everybody is erased in pieces, whoever is sold a pass meanwhile included', async () => {
  await using store = await openPrivacyStore();
  for (let guest = 0; guest < 450; guest++) await store.passes.sell(sale(), 'admin1');
  const erasing = store.privacy.eraseAll('admin1');
  while ((await store.privacy.status()).erased === 0) await breathe();
  // With a number before those that were erased already, as an import can bring it.
  const { passId } = await store.passes.sell(sale(), 'admin1');
  await store.run(`UPDATE passes SET pass_id = '00000000-0000-4000-8000-000000000000' WHERE pass_id = '${passId}'`);
  expect(await erasing).toEqual({ erased: 451 });
  expect(await store.privacy.status()).toEqual({
    settings: { retentionDays: null },
    dueAt: null,
    named: 0,
    erased: 451,
    lastErasure: { at: '2026-11-28T12:30:00.000Z', passes: 451, reason: 'retention' },
  });
  expect(await store.privacy.eraseAll('admin1')).toEqual({ erased: 0 });
});
