import { expect, test } from 'vitest';
import { type Door, openDoor } from './door';

async function names(door: Door, typed: string): Promise<string[]> {
  return (await door.find(typed)).passes.map(({ name1 }) => name1);
}

test('a pass is found by the name of its holder or of the partner, without anybody seeing the number', async () => {
  await using door = await openDoor();
  const passId = await door.sell({
    passType: 'COUPLE',
    name1: 'Asha Menon',
    name2: 'Ravi Nair',
    phone1: '9876543210',
    phone2: '9812345678',
  });
  const found = {
    passes: [
      {
        passId,
        name1: 'Asha Menon',
        name2: 'Ravi Nair',
        maskedPhone: '•••••••••210',
        passTypeLabel: 'Couple',
        admits: 2,
        timing: '7:00 PM - 11:00 PM',
        state: 'to-come',
        admittedAt: null,
      },
    ],
    more: false,
  };
  for (const typed of ['asha', '  MENON  ash ', 'ravi', 'nair', 'Áshá']) expect(await door.find(typed)).toEqual(found);
  expect(JSON.stringify(found)).not.toMatch(/98765|98123/);
});

test('all words have to be in one of the two names', async () => {
  await using door = await openDoor();
  await door.sell({ passType: 'COUPLE', name1: 'Asha Menon', name2: 'Ravi Nair' });
  expect(await names(door, 'asha menon')).toEqual(['Asha Menon']);
  expect(await names(door, 'asha nair')).toEqual([]);
  expect(await names(door, 'asha mehta')).toEqual([]);
});

test('nothing but names is searched: no number, no reference, no id', async () => {
  await using door = await openDoor();
  const passId = await door.sell({
    passType: 'COUPLE',
    name1: 'Asha',
    phone1: '9876543210',
    name2: 'Ravi',
    phone2: '9812345678',
    paymentMode: 'ONLINE',
    txnInfo: 'UPI payment 778899',
  });
  // Names that are not plain take another way.
  await door.sell({ name1: 'सीता', phone1: '9876543211', paymentMode: 'ONLINE', txnInfo: 'UPI payment 778800' });
  for (const typed of ['987', '9876543210', '+91 98765', '981', '543211', 'upi', '7788', 'payment', passId]) {
    expect(await names(door, typed)).toEqual([]);
  }
});

test.each(['', ' ', 'as', 'a s', '%%%', '___', '***', '... ..', 'a%b', '\u0301\u0301\u0301', '1-2'])(
  '"%s" is too short to look for',
  async (typed) => {
    await using door = await openDoor();
    await door.sell({ name1: 'Asha' });
    await expect(door.find(typed)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { name: 'too-short' } },
    });
  },
);

test('three letters or digits are enough, in any script', async () => {
  await using door = await openDoor();
  for (const name1 of ['Asha', 'राम कुमार', '김민준', 'Guest 417']) await door.sell({ name1 });
  expect(await names(door, 'ash')).toEqual(['Asha']);
  expect(await names(door, 'राम')).toEqual(['राम कुमार']);
  expect(await names(door, '김민')).toEqual(['김민준']);
  expect(await names(door, '417')).toEqual(['Guest 417']);
});

test('characters that other searches take for anything are only themselves', async () => {
  await using door = await openDoor();
  await door.sell({ name1: 'Asha 100% Menon' });
  await door.sell({ name1: 'Asha 1000 Menon' });
  expect(await names(door, 'asha 100%')).toEqual(['Asha 100% Menon']);
  for (const typed of ['a%a', 'ash_', 'a*ha', 'ash?', '[a-z]sha', 'asha%menon', '.*asha', 'ash\\']) {
    await expect(names(door, `${typed} asha`)).resolves.toEqual([]);
  }
});

test('at most six are told, and that there are more; those to come are before those inside, cancelled ones last', async () => {
  await using door = await openDoor();
  const sold: string[] = [];
  for (const letter of 'ABCDEF') sold.push(await door.sell({ name1: `Asha ${letter}` }));
  expect(await door.find('asha')).toMatchObject({ more: false });

  await door.scan({ passId: sold[1] ?? '' });
  await door.passes.cancel(sold[0] ?? '', 'seller1');
  const { passes } = await door.find('asha');
  expect(passes.map(({ name1, state, admittedAt }) => [name1, state, admittedAt])).toEqual([
    ['Asha C', 'to-come', null],
    ['Asha D', 'to-come', null],
    ['Asha E', 'to-come', null],
    ['Asha F', 'to-come', null],
    ['Asha B', 'admitted', '2026-11-28T12:30:00.000Z'],
    ['Asha A', 'cancelled', null],
  ]);

  await door.sell({ name1: 'Asha G' });
  const more = await door.find('asha');
  expect(more.more).toBe(true);
  expect(more.passes.map(({ name1 }) => name1.at(-1)).join('')).toBe('CDEFGB');
});

test('one among very many that only look alike is found', async () => {
  await using door = await openDoor();
  await door.run(`
    WITH RECURSIVE numbers (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM numbers WHERE value < 300)
    INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text)
    SELECT 'P' || CAST(value AS TEXT), 'अ', '', 'SINGLE', 549, 'CASH', '', '2026-01-01T00:00:00.000Z', 1, 'अ
' || 'upi'
    FROM numbers`);
  await door.sell({ name1: 'हरि Upinder' });
  expect(await names(door, 'upi')).toEqual(['हरि Upinder']);
});

test('a number too short to be one is hidden whole', async () => {
  await using door = await openDoor();
  const passId = await door.sell({ name1: 'Asha' });
  await door.db.updateTable('passes').set({ phone1: '12-34' }).where('pass_id', '=', passId).execute();
  expect(await door.find('asha')).toMatchObject({ passes: [{ maskedPhone: '••••' }] });
});
