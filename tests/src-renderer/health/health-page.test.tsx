import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { HealthPage } from '../../../src-renderer/health/health-page';
import { type Answers, fakeOffice, ok, renderPage } from '../../support/render-page';
import { BUSY, NOTHING_YET } from './figures';

const page = (answers: Answers) => renderPage(<HealthPage />, { office: fakeOffice(answers) });
const figure = async (name: string) => (await screen.findByRole('group', { name })).textContent;

/** What the page hands to the browser to be saved. */
function watchDownloads() {
  const saved: { name: string; text: Promise<string> }[] = [];
  let file: Blob | null = null;
  vi.stubGlobal('URL', {
    createObjectURL: (blob: Blob) => {
      file = blob;
      return 'blob:report';
    },
    revokeObjectURL: () => undefined,
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: file?.text() ?? Promise.resolve('') });
  });
  return saved;
}
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the page of health', () => {
  test('shows how the event and the office are doing', async () => {
    page({ 'health.figures': ok(BUSY) });
    expect(await figure('Scans in the last hour')).toContain('2,900');
    expect(await figure('Scans in the last hour')).toContain('2% refused of 3,000 scans in all');
    expect(await figure('Passes sold in the last hour')).toMatch(/240.*1,000 passes in all, ₹5,49,000|240.*₹549,000/);
    expect(await figure('Desks signed in')).toContain('12 phones connected');
    expect(await figure('Longest wait for a turn')).toContain('11 ms');
    const database = screen.getByRole('region', { name: 'Database' });
    expect(database.textContent).toContain('31.4 MB');
    expect(database.textContent).toContain('Half of them within0.1 ms95 % within0.4 ms99 % within6 ms');
    expect(database.textContent).toContain('3 times');
    expect(screen.getByRole('region', { name: 'Box office' }).textContent).toContain('40, which is 1% of all calls');
  });

  test('says what each operation is about, how long it takes and how often it failed', async () => {
    page({ 'health.figures': ok(BUSY) });
    const table = await screen.findByRole('table', { name: 'Operations' });
    const [, gate, sell, unknown] = within(table).getAllByRole('row');
    const cells = (row: HTMLElement | undefined) =>
      [...(row?.querySelectorAll('th, td') ?? [])].map((cell) => cell.textContent);
    expect(cells(gate)).toEqual(['gate.scanScanning with a phone', '3,000', '61.2', '2 ms', '8 ms', '15 ms', '0']);
    expect(cells(sell)).toEqual(['passes.sellPasses', '1,000', '12', '3 ms', '9 ms', '2.3 sec', '40']);
    expect(cells(unknown)[0]).toBe('unknownSomething that does not exist');
  });

  test('of an office that was just opened, says what is not there yet', async () => {
    page({ 'health.figures': ok(NOTHING_YET) });
    expect(await figure('Scans in the last hour')).toContain('Nothing was scanned yet.');
    expect(await figure('Passes sold in the last hour')).toContain('Nothing was sold yet.');
    expect(await figure('Longest wait for a turn')).toContain('–');
    expect(screen.getByText('Nothing was asked for yet.')).toBeDefined();
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByRole('region', { name: 'Database' }).textContent).toContain('Not known');
  });

  test('shows the most used operations, and the other ones when somebody asks for them', async () => {
    const [line] = BUSY.operations;
    if (!line) throw new Error('there are no operations');
    const operations = Array.from({ length: 20 }, (_one, index) => ({ ...line, name: `scans.scan${index}` }));
    page({ 'health.figures': ok({ ...BUSY, operations }) });
    const rows = async () => (await screen.findAllByRole('row')).length - 1;
    expect(await rows()).toBe(12);
    await userEvent.click(screen.getByRole('button', { name: 'Show all 20 operations' }));
    expect(await rows()).toBe(20);
    await userEvent.click(screen.getByRole('button', { name: 'Show the most used only' }));
    expect(await rows()).toBe(12);
  });

  test('says that nothing needs attention only while that is so', async () => {
    const { office, unmount } = page({ 'health.figures': ok(BUSY) });
    expect(await screen.findByText('Nothing needs attention.')).toBeDefined();
    unmount();
    office.answer({ 'health.notices': ok([{ kind: 'disk-low', freeBytes: 1 }]) });
    renderPage(<HealthPage />, { office });
    await screen.findByRole('table');
    await waitFor(() => expect(office.callsOf('health.notices').length).toBeGreaterThan(1));
    expect(screen.queryByText('Nothing needs attention.')).toBeNull();
  });

  test('saves the report under its name when somebody asks for it', async () => {
    const saved = watchDownloads();
    const report = { fileName: 'epass-report-20261128-123000.txt', text: 'E-Pass Box Office: report' };
    const { office } = page({ 'health.figures': ok(BUSY), 'health.report': ok(report) });
    await userEvent.click(await screen.findByRole('button', { name: 'Save a report for support' }));
    await waitFor(() => expect(saved.map(({ name }) => name)).toEqual([report.fileName]));
    expect(await saved[0]?.text).toBe(report.text);
    expect(await screen.findByText(/The report is saved/)).toBeDefined();
    expect(office.callsOf('health.report')).toEqual([{}]);
  });

  test('says why there are no figures', async () => {
    page({ 'health.figures': { ok: false, code: 'storage-failed', reference: 'AB12CD34' } });
    expect(await screen.findByText(/AB12CD34/)).toBeDefined();
  });
});
