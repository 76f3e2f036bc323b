import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../src-main/exchange/csv-table';

const rows = async (csv: string) => (await readCsv(csv)).records.map(({ cells }) => cells);

describe('a file', () => {
  test.each([
    ['commas', 'name1,phone1\nAsha,1\nRavi,2'],
    ['semicolons', 'name1;phone1\nAsha;1\nRavi;2'],
    ['tabs', 'name1\tphone1\nAsha\t1\nRavi\t2'],
    ['bars', 'name1|phone1\nAsha|1\nRavi|2'],
    ['a byte order mark', '\ufeffname1,phone1\nAsha,1\nRavi,2'],
    ['lines as on Windows', 'name1,phone1\r\nAsha,1\r\nRavi,2\r\n'],
    ['lines as on old Macs', 'name1,phone1\rAsha,1\rRavi,2\r'],
    ['quotes', '"name1","phone1"\n"Asha","1"\n"Ravi","2"'],
    ['mixed lines', 'name1,phone1\r\nAsha,1\nRavi,2'],
  ])('with %s is read', async (_case, csv) => {
    expect((await readCsv(csv)).headings).toEqual(['name1', 'phone1']);
    expect(await rows(csv)).toEqual([
      ['Asha', '1'],
      ['Ravi', '2'],
    ]);
  });

  test('keeps separators, quotes and line breaks that stand in quotes', async () => {
    expect(await rows('a,b\n"x,y","say ""hi"""\n"two\nlines",z')).toEqual([
      ['x,y', 'say "hi"'],
      ['two\nlines', 'z'],
    ]);
  });

  test('is told apart by its heading and not by what its rows say', async () => {
    const csv = '"Name 1","Reference","Sold by"\n"|||;;;,","a|b|c|d|e","x;y;z;w"\n"||||","|","|"';
    expect((await readCsv(csv)).headings).toEqual(['Name 1', 'Reference', 'Sold by']);
    expect(await rows(csv)).toHaveLength(2);
    expect((await readCsv('\n\nname;phone, mobile;type\nAsha;1;x')).headings).toEqual([
      'name',
      'phone, mobile',
      'type',
    ]);
  });

  test('counts its lines as a spreadsheet does', async () => {
    const { records } = await readCsv('a,b\n"two\nlines",1\n\n,\nx,2\n');
    expect(records.map(({ line, cells }) => [line, cells[1]])).toEqual([
      [2, '1'],
      [5, '2'],
    ]);
  });

  test('without anything in it has neither headings nor rows', async () => {
    for (const csv of ['', '\ufeff', '\n\n', ' \n\t\n'])
      expect(await readCsv(csv)).toEqual({ headings: [], records: [] });
  });

  test('larger than a piece is read whole, also where a piece ends in the midst of a quoted cell', async () => {
    const long = `say ""hi"",\n${'x'.repeat(900_000)}`;
    const lines = Array.from({ length: 30_000 }, (_, index) => `"Guest, ${index}","9876\n${index}"`);
    lines.splice(15_000, 0, `"${long}","end"`);
    const { records } = await readCsv(`a,b\n${lines.join('\n')}`);

    expect(records).toHaveLength(30_001);
    expect(records[14_999]).toEqual({ line: 15_001, cells: ['Guest, 14999', '9876\n14999'] });
    expect(records[15_000]?.cells[0]).toBe(long.replaceAll('""', '"'));
    expect(records[30_000]).toEqual({ line: 30_002, cells: ['Guest, 29999', '9876\n29999'] });
  });

  test('with a quote that is never closed is read to its end', async () => {
    expect(await rows(`a,b\n"open,1\n${'x,2\n'.repeat(200_000)}`)).toHaveLength(1);
  });
});
