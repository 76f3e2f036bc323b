import { expect, test } from 'vitest';
import { readCsv } from '../../../src-main/exchange/csv-table';
import { proposeMapping } from '../../../src-main/exchange/import-headings';
import { PASS_COLUMNS } from '../../../src-main/exchange/pass-columns';

const propose = async (csv: string) => proposeMapping(await readCsv(csv));

test('our own export is recognised column by column', async () => {
  const headings = PASS_COLUMNS.map(({ heading }) => heading);
  const mapping = await propose(headings.join(','));
  expect(Object.fromEntries(Object.entries(mapping).map(([column, index]) => [column, headings[index]]))).toEqual({
    passId: 'Pass ID',
    passType: 'Pass type',
    name1: 'Name 1',
    phone1: 'Phone 1',
    name2: 'Name 2',
    phone2: 'Phone 2',
    paymentMode: 'Payment',
    txnInfo: 'Reference',
    soldAt: 'Sold at (UTC)',
  });
});

test('the columns of the earlier web application are recognised', async () => {
  const columns =
    'pass_id,name1,phone1,name2,phone2,pass_type,amount,payment_mode,txn_info,timing,created_at,scanned_at';
  expect(await propose(columns)).toEqual({
    passId: 0,
    name1: 1,
    phone1: 2,
    name2: 3,
    phone2: 4,
    passType: 5,
    paymentMode: 7,
    txnInfo: 8,
    soldAt: 10,
  });
});

test('common words are recognised, whatever their case and signs', async () => {
  expect(await propose('FULL NAME;Mobile No.;Ticket-Type;Payment Method;Transaction ID;Seat')).toEqual({
    name1: 0,
    phone1: 1,
    passType: 2,
    paymentMode: 3,
    txnInfo: 4,
  });
});

test('of headings that stand twice the first is proposed', async () => {
  expect(await propose('Name,Phone,Name,Phone')).toEqual({ name1: 0, phone1: 1 });
});

test('a column that only numbers its rows is not proposed as pass ids', async () => {
  expect(await propose('id,name\n1,Asha')).toEqual({ name1: 1 });
  expect(await propose('id,name\n019ac4f2-7c00-7000-8000-0000000000aa,Asha')).toEqual({ passId: 0, name1: 1 });
});

test('nothing is proposed for headings that say nothing', async () => {
  expect(await propose('a,b,,constructor\n1,2,3,4')).toEqual({});
});

test("the desk's own words for the second person are recognised", async () => {
  expect(await propose('Name,Phone,Second name,Second phone')).toEqual({ name1: 0, phone1: 1, name2: 2, phone2: 3 });
});
