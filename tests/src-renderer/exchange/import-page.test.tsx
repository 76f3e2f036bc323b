import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { OutputOf } from '../../../src-renderer/api/operations';
import { ImportPage } from '../../../src-renderer/exchange/import-page';
import { FILE_PROBLEMS } from '../../../src-renderer/exchange/read-file';
import { deskWords as english } from '../../../src-renderer/translations/desk-words';
import { ImportColumn, RowProblem } from '../../../src-shared/contract/exchange';
import { later } from '../../support/later';
import { type Answers, fakeOffice, ok, renderPage } from '../../support/render-page';

const CSV = 'Ticket,Guest,Mobile,Mode\r\nSingle,José,98765,cash\r\n';
const FILE = () => new File([CSV], 'guests.csv', { type: 'text/csv' });
const INSPECTION: OutputOf<'exchange.inspect'> = {
  headings: ['Ticket', 'Guest', 'Mobile', ''],
  rows: 1,
  sample: [['Single', 'José', "'+919876543210", 'cash']],
  mapping: { passType: 0, name1: 1, phone1: 2 },
};
const FINE: OutputOf<'exchange.preview'> = { good: 30, bad: 0, people: 42, amount: 16_470, problems: [] };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4/;

function problem(line: number, reason: RowProblem = 'phone-invalid'): OutputOf<'exchange.preview'>['problems'][number] {
  return { line, column: 'phone1', problem: reason, cell: `cell ${line}` };
}
function bad(count: number): OutputOf<'exchange.preview'> {
  const problems = Array.from({ length: count }, (_, index) => problem(index + 2));
  return { good: 0, bad: count, people: 0, amount: 0, problems };
}

function show(answers: Answers = {}) {
  const office = fakeOffice({
    'exchange.inspect': ok(INSPECTION),
    'exchange.preview': ok(FINE),
    'exchange.import': ok({ imported: 30 }),
    ...answers,
  });
  const view = renderPage(<ImportPage />, { office });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0, applyAccept: false });
  const choose = (file: File) => user.upload(view.container.querySelector<HTMLInputElement>('input[type=file]')!, file);
  const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
  return { office, user, choose, press };
}
afterEach(() => vi.restoreAllMocks());

test('a chosen file is read, its columns are proposed, and it is checked', async () => {
  const { office, choose } = show();
  await choose(FILE());
  await screen.findByRole('button', { name: 'Import 30 passes' });
  expect(office.callsOf('exchange.inspect')).toEqual([{ csv: CSV }]);
  expect(office.callsOf('exchange.preview')).toEqual([{ csv: CSV, mapping: INSPECTION.mapping }]);
  const column = (name: string) => screen.getByRole('combobox', { name: `Column for: ${name}` }) as HTMLInputElement;
  expect(column('Name').value).toBe('Guest');
  expect(column('Payment').value).toBe('');
  const phone = column('Phone').closest('tr')?.textContent;
  expect(phone).toContain('+919876543210');
  expect(phone).not.toContain("'");
  expect(screen.getByText('42')).toBeDefined();
  expect(screen.getByText('₹16,470')).toBeDefined();
});

test('a dropped file is taken wherever it falls, and never opened in place of the page', async () => {
  const { office } = show();
  const drop = new Event('drop', { bubbles: true, cancelable: true });
  Object.assign(drop, { dataTransfer: { files: [FILE()] } });
  fireEvent(document.body, drop);
  expect(drop.defaultPrevented).toBe(true);
  await screen.findByText('guests.csv');
  await waitFor(() => expect(office.callsOf('exchange.inspect')).toEqual([{ csv: CSV }]));
});

test('a file that cannot be read is explained and nothing is sent', async () => {
  const { office, choose } = show();
  await choose(new File(['PK'], 'guests.xlsx'));
  expect((await screen.findByRole('alert')).textContent).toContain('This is a spreadsheet, not a CSV file');
  expect(office.callsOf('exchange.inspect')).toEqual([]);
});

test('a file whose letters had to be guessed asks to look at them', async () => {
  const { office, choose } = show();
  await choose(new File([Uint8Array.of(0x4a, 0x6f, 0x73, 0xe9)], 'old.csv'));
  await screen.findByText('Look at the letters in the names');
  await waitFor(() => expect(office.callsOf('exchange.inspect')).toEqual([{ csv: 'José' }]));
});

test('another column is checked anew, and so is one that is left out', async () => {
  const { office, user, choose } = show();
  await choose(FILE());
  await user.click(await screen.findByRole('combobox', { name: 'Column for: Payment' }));
  await user.click(await screen.findByRole('option', { name: 'Column 4, without a heading' }));
  // The chosen one again is none of them.
  await user.click(screen.getByRole('combobox', { name: 'Column for: Phone' }));
  await user.click(await screen.findByRole('option', { name: 'Mobile' }));
  await waitFor(() =>
    expect(office.callsOf('exchange.preview').map(({ mapping }) => mapping)).toEqual([
      INSPECTION.mapping,
      { ...INSPECTION.mapping, paymentMode: 3 },
      { passType: 0, name1: 1, paymentMode: 3 },
    ]),
  );
});

test('a late answer about columns that were changed meanwhile is not shown', async () => {
  const first = later<ReturnType<typeof ok<typeof FINE>>>();
  const { user, choose } = show({
    'exchange.preview': ({ mapping }) =>
      mapping.paymentMode === undefined ? first.promise : ok({ ...FINE, good: 7, people: 7 }),
  });
  await choose(FILE());
  await user.click(await screen.findByRole('combobox', { name: 'Column for: Payment' }));
  await user.click(await screen.findByRole('option', { name: 'Mobile' }));
  await screen.findByRole('button', { name: 'Import 7 passes' });
  first.resolve(ok(FINE));
  await first.promise;
  expect(screen.queryByRole('button', { name: 'Import 30 passes' })).toBeNull();
});

test('bad rows keep the file out and each says where and why', async () => {
  const { choose } = show({ 'exchange.preview': ok({ ...bad(1), problems: [problem(2), problem(3, 'sold-out')] }) });
  await choose(FILE());
  const table = await screen.findByRole('table', { name: 'Problems in the file' });
  const rows = within(table).getAllByRole('row').slice(1);
  expect(
    rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ),
  ).toEqual([
    ['2', 'Phone', 'cell 2', 'No such phone number exists'],
    ['3', 'Phone', 'cell 3', 'No places are left for this pass type'],
  ]);
  expect(screen.getByText(/^All or nothing/)).toBeDefined();
  expect(screen.queryByRole('button', { name: /^Import \d/ })).toBeNull();
});

test('of a long list of problems only those in sight are drawn, and it still counts as whole', async () => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(46);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(420);
  const { choose } = show({ 'exchange.preview': ok(bad(500)) });
  await choose(FILE());
  const table = await screen.findByRole('table', { name: 'Problems in the file' });
  expect(table.getAttribute('aria-rowcount')).toBe('501');
  await within(table).findByText('cell 2');
  expect(within(table).getAllByRole('row').length).toBeLessThan(60);
  expect(screen.getByText('Only the first 500 problems are listed.')).toBeDefined();
});

test('the list of problems is a file in which no cell can run as a formula', async () => {
  const saved: Blob[] = [];
  URL.createObjectURL = (blob) => `blob:${saved.push(blob as Blob)}`;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const { choose, press } = show({
    'exchange.preview': ok({ ...bad(1), problems: [{ ...problem(2), cell: '=1+1' }] }),
  });
  await choose(FILE());
  await press('Download the list of problems');
  expect(await saved[0]?.text()).toContain(`"2","Phone","'=1+1","No such phone number exists"\r\n`);
});

test('a file with a heading only has nothing to import', async () => {
  const { choose } = show({ 'exchange.preview': ok({ ...FINE, good: 0, people: 0, amount: 0 }) });
  await choose(FILE());
  await screen.findByText('There are no rows in this file, only a heading.');
  expect(screen.queryByRole('button', { name: /^Import \d/ })).toBeNull();
});

test('imports the file as it was checked and leads to the passes', async () => {
  const { office, choose, press } = show();
  await choose(FILE());
  await press('Import 30 passes');
  expect((await screen.findByRole('heading', { name: '30 passes imported' })).tagName).toBe('H2');
  expect(screen.getByRole('link', { name: 'Show the passes' }).getAttribute('href')).toBe('/database');
  expect(office.callsOf('exchange.import')).toEqual([
    { importId: expect.stringMatching(UUID), csv: CSV, mapping: INSPECTION.mapping },
  ]);
});

test('a lost answer is repeated with the same id, so that nothing comes in twice', async () => {
  const { office, choose, press } = show({ 'exchange.import': { ok: false, code: 'internal', reference: 'A1B2' } });
  await choose(FILE());
  await press('Import 30 passes');
  expect((await screen.findByRole('alert')).textContent).toContain('Trying again is safe');
  office.answer({ 'exchange.import': ok({ imported: 30 }) });
  await press('Try again');
  await screen.findByRole('heading', { name: '30 passes imported' });
  const ids = office.callsOf('exchange.import').map(({ importId }) => importId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('other columns are another import with another id', async () => {
  const { office, user, choose, press } = show({ 'exchange.import': { ok: false, code: 'storage-failed' } });
  await choose(FILE());
  await press('Import 30 passes');
  await screen.findByRole('alert');
  await user.click(screen.getByRole('combobox', { name: 'Column for: Payment' }));
  await user.click(await screen.findByRole('option', { name: 'Mobile' }));
  await press('Import 30 passes');
  await waitFor(() => expect(office.callsOf('exchange.import')).toHaveLength(2));
  const [first, second] = office.callsOf('exchange.import');
  expect(second?.importId).not.toBe(first?.importId);
});

test('a second click while the import runs does nothing', async () => {
  const answer = later<ReturnType<typeof ok<{ imported: number }>>>();
  const { office, choose, press } = show({ 'exchange.import': () => answer.promise });
  await choose(FILE());
  await press('Import 30 passes');
  fireEvent.click(screen.getByRole('button', { name: 'Import 30 passes' }));
  answer.resolve(ok({ imported: 30 }));
  await screen.findByRole('heading', { name: '30 passes imported' });
  expect(office.callsOf('exchange.import')).toHaveLength(1);
});

test('a row that went bad meanwhile is shown instead of importing', async () => {
  const { office, choose, press } = show({
    'exchange.import': { ok: false, code: 'invalid-input', fields: { csv: 'invalid' } },
  });
  await choose(FILE());
  await screen.findByRole('button', { name: 'Import 30 passes' });
  office.answer({ 'exchange.preview': ok({ ...bad(1), problems: [problem(9, 'reference-used')] }) });
  await press('Import 30 passes');
  await screen.findByText(/^Something changed since the file was checked/);
  await screen.findByText('This transaction reference has paid for another pass already');
});

test('a refused check keeps the file and its columns and can be tried again', async () => {
  const { office, choose, press } = show({ 'exchange.preview': { ok: false, code: 'internal', reference: 'A1B2' } });
  await choose(FILE());
  expect((await screen.findByRole('alert')).textContent).toContain('A1B2');
  expect(screen.getByText('guests.csv')).toBeDefined();
  office.answer({ 'exchange.preview': ok(FINE) });
  await press('Try again');
  await screen.findByRole('button', { name: 'Import 30 passes' });
  expect(office.callsOf('exchange.inspect')).toHaveLength(1);
});

test('every column, every problem of a row and of a file has its words', () => {
  expect(Object.keys(english.exchange.problems).sort()).toEqual([...RowProblem.options].sort());
  expect(Object.keys(english.exchange.columns.names).sort()).toEqual([...ImportColumn.options].sort());
  expect(Object.keys(english.exchange.file.problems).sort()).toEqual([...FILE_PROBLEMS].sort());
});
