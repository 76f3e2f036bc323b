import { expect, test } from 'vitest';
import { openReadyOffice, valueOf } from '../../support/box-office';
import { sale } from '../../support/passes-store';
import { openPrivacyStore } from '../../support/privacy-store';

test('a person is found by a part of the name or the number, with every pass on which their number stands', async () => {
  await using store = await openPrivacyStore();
  const asha = { name1: 'Asha Rao', phone1: '9876511111' };
  const one = await store.passes.sell(sale(asha), 'admin1');
  const two = await store.passes.sell(sale({ name1: 'Mrs Rao', phone1: '9876511111' }), 'admin1');
  const three = await store.passes.sell(
    sale({ passType: 'COUPLE', name1: 'Bela', phone1: '9876533333', name2: 'Asha R.', phone2: '9876511111' }),
    'admin1',
  );
  await store.passes.sell(sale({ name1: 'Ashok Other', phone1: '9876544444' }), 'admin1');

  const passIds = [one.passId, two.passId, three.passId];
  const person = { names: ['Asha Rao', 'Mrs Rao', 'Asha R.'], phone: '+919876511111', passIds };
  expect(await store.privacy.find('098765 11111')).toEqual([
    { ...person, names: expect.arrayContaining(person.names), passIds: expect.arrayContaining(passIds) },
  ]);
  const found = await store.privacy.find('ásha rao');
  expect(found).toHaveLength(1);
  expect(new Set(found[0]?.names)).toEqual(new Set(person.names));
  expect(new Set(found[0]?.passIds)).toEqual(new Set(passIds));
  expect((await store.privacy.find('ash')).map(({ phone }) => phone).sort()).toEqual([
    '+919876511111',
    '+919876544444',
  ]);
});

test('companions without a number are different people, and holders do not come along with them', async () => {
  await using store = await openPrivacyStore();
  const couple = { passType: 'COUPLE', name2: 'Kim Lee' } as const;
  const [one, two] = [await store.passes.sell(sale(couple), 'admin1'), await store.passes.sell(sale(couple), 'admin1')];
  expect(await store.privacy.find('kim lee')).toEqual([
    { names: ['Kim Lee'], phone: '', passIds: [one.passId] },
    { names: ['Kim Lee'], phone: '', passIds: [two.passId] },
  ]);
});

test('neither a reference nor a pass number nor somebody erased is a person', async () => {
  await using store = await openPrivacyStore();
  const { passId } = await store.passes.sell(sale({ paymentMode: 'ONLINE', txnInfo: 'UPI-77-X' }), 'admin1');
  expect(await store.privacy.find('UPI-77-X')).toEqual([]);
  expect(await store.privacy.find(passId)).toEqual([]);
  await store.privacy.erase([passId], 'admin1');
  expect(await store.privacy.find('Guest')).toEqual([]);
  expect(await store.privacy.find(passId)).toEqual([]);
});

test('everything that is known of a person can be handed to them', async () => {
  await using office = await openReadyOffice();
  const { api } = office;
  const pass = valueOf(
    await api['passes.sell'](
      sale({ name1: 'Zelda Quux', phone1: '9876511111', paymentMode: 'ONLINE', txnInfo: 'UPI-ZQ-1' }),
    ),
  );
  const { code } = valueOf(await api['passes.get']({ passId: pass.passId }));
  for (let scan = 0; scan < 2; scan++) {
    valueOf(await api['scans.scan']({ scanId: crypto.randomUUID(), code: code ?? '' }));
  }
  const imported = crypto.randomUUID();
  const csv = `pass type,name,phone,payment,pass id\nSINGLE,Zelda Quux,9876511112,CASH,${imported}`;
  const mapping = { passType: 0, name1: 1, phone1: 2, paymentMode: 3, passId: 4 };
  valueOf(await api['exchange.import']({ importId: crypto.randomUUID(), csv, mapping }));

  const { fileName, text } = valueOf(await api['privacy.export']({ passIds: [pass.passId, imported] }));
  expect(fileName).toBe('personal-data-2026-11-28.json');
  const report = JSON.parse(text);
  expect(report.passes).toHaveLength(2);
  expect(report).toMatchObject({
    exportedAt: '2026-11-28T12:30:00.000Z',
    event: { name: 'Winter Gala', timeZone: 'Asia/Kolkata' },
    passes: expect.arrayContaining([
      expect.objectContaining({
        passNumber: pass.passId,
        holder: { name: 'Zelda Quux', phone: '+919876511111' },
        companion: null,
        sale: expect.objectContaining({ by: 'admin1', amount: '549 INR', paymentReference: 'UPI-ZQ-1' }),
        imports: [],
        firstAdmission: { at: '2026-11-28T12:30:00.000Z', by: 'admin1' },
        atTheGate: [
          expect.objectContaining({ outcome: 'admitted', people: 1, place: 'Desk 1' }),
          expect.objectContaining({ outcome: 'already-used', people: 0 }),
        ],
      }),
      expect.objectContaining({
        passNumber: imported,
        imports: [{ at: '2026-11-28T12:30:00.000Z', by: 'admin1', passesInTheFile: 1 }],
      }),
    ]),
  });
  // With the code somebody could come in.
  expect(text).not.toContain(code);
  expect(await api['privacy.export']({ passIds: ['nobody'] })).toMatchObject({ ok: false, code: 'not-found' });
});
