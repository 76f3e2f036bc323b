import { describe, expect, test } from 'vitest';
import { openReadyOffice, SINGLE, sellPass, valueOf } from '../../support/box-office';

describe('through the whole office', () => {
  test('a sold pass comes with the text of its QR, and that text admits it', async () => {
    await using office = await openReadyOffice();
    const pass = await sellPass(office.api, 'COUPLE');
    const shown = valueOf(await office.api['passes.get']({ passId: pass.passId }));
    expect(shown.pass).toEqual(pass);
    expect(pass.soldBy).toBe('admin1');

    const outcome = valueOf(
      await office.api['scans.scan']({ scanId: crypto.randomUUID(), code: shown.code ?? 'no code' }),
    );
    expect(outcome).toMatchObject({ status: 'admitted', pass: { passId: pass.passId, admits: 2 } });
    expect(await office.api['passes.cancel']({ passId: pass.passId })).toEqual({ ok: false, code: 'conflict' });
    expect(office.log.bugs).toEqual([]);
  });

  test('a cancelled pass does not admit until it is reinstated', async () => {
    await using office = await openReadyOffice();
    const { passId } = await sellPass(office.api);
    const { code } = valueOf(await office.api['passes.get']({ passId }));
    const scan = async () =>
      valueOf(await office.api['scans.scan']({ scanId: crypto.randomUUID(), code: code ?? 'no code' }));

    valueOf(await office.api['passes.cancel']({ passId }));
    expect(await scan()).toMatchObject({ status: 'refused', reason: 'cancelled' });
    valueOf(await office.api['passes.reinstate']({ passId }));
    expect(await scan()).toMatchObject({ status: 'admitted' });
  });

  test('the file, the list and the dashboard give the same sums', async () => {
    await using office = await openReadyOffice();
    for (let index = 0; index < 5; index += 1) await sellPass(office.api, index % 2 === 0 ? 'COUPLE' : 'SINGLE');
    const gone = await sellPass(office.api, 'COUPLE');
    valueOf(await office.api['passes.cancel']({ passId: gone.passId }));

    const list = valueOf(
      await office.api['passes.search']({ filter: {}, sort: 'createdAt', descending: true, page: 0, pageSize: 10 }),
    );
    const dashboard = valueOf(await office.api['reports.dashboard']({}));
    const { text: csv, total } = valueOf(await office.api['exchange.exportPiece']({ filter: {} }));
    const { mapping } = valueOf(await office.api['exchange.inspect']({ csv }));

    await using other = await openReadyOffice();
    const preview = valueOf(await other.api['exchange.preview']({ csv, mapping }));
    expect(total).toBe(list.total);
    expect([list.amount, preview.amount]).toEqual([dashboard.revenue, dashboard.revenue]);
    expect([list.people, preview.people]).toEqual([dashboard.soldPeople, dashboard.soldPeople]);
    valueOf(await other.api['exchange.import']({ importId: crypto.randomUUID(), csv, mapping }));
    expect(valueOf(await other.api['reports.dashboard']({}))).toMatchObject({
      sold: dashboard.sold,
      revenue: dashboard.revenue,
      cancelled: 1,
    });
  });

  test('a list that keeps itself fresh says the same, and does not keep a left desk from locking', async () => {
    await using office = await openReadyOffice();
    await sellPass(office.api);
    const search = { filter: {}, sort: 'createdAt', descending: true, page: 0, pageSize: 10 } as const;
    const list = valueOf(await office.api['passes.search'](search));
    office.wait(10 * 60_000);
    expect(valueOf(await office.api['passes.watch'](search))).toEqual(list);
    office.wait(5 * 60_000);
    expect(await office.api['passes.watch'](search)).toEqual({ ok: false, code: 'session-locked' });
  });

  test('a sale that cannot be is refused by field, in the words of the contract', async () => {
    await using office = await openReadyOffice();
    valueOf(await office.api['passTypes.save']({ types: [{ ...SINGLE, onSale: false }] }));
    const refused = await office.api['passes.sell']({
      saleId: crypto.randomUUID(),
      passType: 'SINGLE',
      name1: 'Asha',
      phone1: '9876543210',
      paymentMode: 'CASH',
    });
    expect(refused).toEqual({ ok: false, code: 'invalid-input', fields: { passType: 'not-on-sale' } });
  });
});
