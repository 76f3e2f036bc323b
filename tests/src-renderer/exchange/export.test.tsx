import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OutputOf } from '../../../src-renderer/api/operations';
import { ExportButton } from '../../../src-renderer/exchange/export-button';
import { later } from '../../support/later';
import { type Answers, fakeOffice, ok, renderPage } from '../../support/render-page';

const PIECES: Readonly<Record<string, OutputOf<'exchange.exportPiece'>>> = {
  first: { text: '\ufeff"Name"\r\n"Asha"\r\n', rows: 2_000, total: 4_500, cursor: 'second', fileName: 'gala.csv' },
  second: { text: '"Ravi"\r\n', rows: 2_000, total: 4_500, cursor: 'third', fileName: 'gala.csv' },
  third: { text: '"Zoé"\r\n', rows: 500, total: 4_500, cursor: null, fileName: 'gala.csv' },
};
const pieceAt = (cursor: string | undefined) => ok(PIECES[cursor ?? 'first']!);
const FILTERED = {
  filter: { paymentMode: 'CASH' },
  filters: [{ field: 'paymentMode', words: 'Cash' }],
  found: 17,
} as const;

let saved: { readonly blob: Blob; name: string }[] = [];
beforeEach(() => {
  saved = [];
  URL.createObjectURL = (blob) => `blob:${saved.push({ blob: blob as Blob, name: '' }) - 1}`;
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved[Number(this.href.replace('blob:', ''))]!.name = this.download;
  });
});
afterEach(() => vi.restoreAllMocks());

async function open(answers: Answers, choice: Parameters<typeof ExportButton>[0] = FILTERED) {
  const office = fakeOffice({
    'reports.dashboard': ok({ sold: 4_400, cancelled: 100 } as OutputOf<'reports.dashboard'>),
    ...answers,
  });
  renderPage(<ExportButton {...choice} />, { office });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.click(screen.getByRole('button', { name: 'Export CSV' }));
  const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
  return { office, user, press };
}
const inDialog = () => screen.getByRole('dialog').textContent;

test('says beforehand what the file will hold', async () => {
  await open({});
  await waitFor(() => expect(inDialog()).toContain('4500 passes'));
  expect(inDialog()).toContain('17 passes · Cash');
});

test('without a filter the file holds everything', async () => {
  const { office, press } = await open(
    { 'exchange.exportPiece': () => pieceAt('third') },
    { filter: {}, filters: [], found: 4_500 },
  );
  expect(inDialog()).toContain('The file holds everything: 4500 passes.');
  await press('Make the file');
  expect(office.callsOf('exchange.exportPiece')).toEqual([{ filter: {} }]);
});

test('asks for every piece in order, saves them as one file and says how many rows it has', async () => {
  const { office, press } = await open({ 'exchange.exportPiece': ({ cursor }) => pieceAt(cursor) });
  await press('Make the file');
  const words = await screen.findAllByText(/^The file is saved: 4500 passes\./);
  expect(words.some((element) => element.dataset['live'] === 'polite')).toBe(true);
  const { filter } = FILTERED;
  expect(office.callsOf('exchange.exportPiece')).toEqual([
    { filter },
    { filter, cursor: 'second' },
    { filter, cursor: 'third' },
  ]);
  expect(saved.map(({ name }) => name)).toEqual(['gala.csv']);
  const bytes = new Uint8Array(await saved[0]!.blob.arrayBuffer());
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe(
    '\ufeff"Name"\r\n"Asha"\r\n"Ravi"\r\n"Zoé"\r\n',
  );
});

test('everything can be chosen although the list is filtered', async () => {
  const { office, user, press } = await open({ 'exchange.exportPiece': () => pieceAt('third') });
  await user.click(screen.getByRole('radio', { name: 'Everything' }));
  await press('Make the file');
  await waitFor(() => expect(office.callsOf('exchange.exportPiece')).toEqual([{ filter: {} }]));
});

test('shows how far it is, and Cancel stops asking and saves nothing', async () => {
  const second = later<ReturnType<typeof pieceAt>>();
  const { office, press } = await open({
    'exchange.exportPiece': ({ cursor }) => (cursor === 'second' ? second.promise : pieceAt(cursor)),
  });
  await press('Make the file');
  await screen.findByText('2,000 of 4,500 passes');
  expect(Math.round(Number(screen.getByRole('progressbar').getAttribute('aria-valuenow')))).toBe(44);
  await press('Cancel');
  second.resolve(pieceAt('second'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(office.callsOf('exchange.exportPiece')).toHaveLength(2);
  expect(saved).toEqual([]);
});

test('after a failure it goes on with the piece that failed', async () => {
  let fails = true;
  const { office, press } = await open({
    'exchange.exportPiece': ({ cursor }) =>
      cursor === 'second' && fails ? { ok: false, code: 'storage-failed', reference: 'A1B2' } : pieceAt(cursor),
  });
  await press('Make the file');
  expect((await screen.findByRole('alert')).textContent).toContain('A1B2');
  expect(inDialog()).toContain('2,000 of 4,500 passes');
  fails = false;
  await press('Try again');
  await screen.findByText('gala.csv');
  expect(office.callsOf('exchange.exportPiece').map(({ cursor }) => cursor)).toEqual([
    undefined,
    'second',
    'second',
    'third',
  ]);
  expect(await saved[0]!.blob.text()).toContain('"Asha"\r\n"Ravi"\r\n"Zoé"');
});
