import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PassPage } from '../../../src-renderer/passes/pass-page';
import { PassesPage } from '../../../src-renderer/passes/passes-page';
import { CollisionsCard } from '../../../src-renderer/phones/collisions-card';
import { ScannerPage } from '../../../src-renderer/scanner/scanner-page';
import { RecentSales } from '../../../src-renderer/sell/recent-sales';
import { instant, NO_PASSES, PASS_CODE, PASS_ID, PASS_TYPES, pass } from '../../support/desk-passes';
import { fakeOffice, ok, renderPage } from '../../support/render-page';

const AT = instant('2026-11-28T14:00:00Z');
const ERASED = pass({ name1: '', phone1: '' });
const SCANNED = {
  passId: PASS_ID,
  name1: '',
  phone1: '',
  name2: null,
  phone2: null,
  passType: 'SINGLE',
  passTypeLabel: 'Single',
  admits: 1,
  timing: '7:00 PM',
};
const LIST = ok({ ...NO_PASSES, passes: [ERASED], total: 1 });

beforeEach(() => {
  vi.spyOn(window.HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  vi.spyOn(window.HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined);
});
afterEach(() => void vi.restoreAllMocks());

describe('where a pass names nobody any more, it says so', () => {
  test('in the list of passes', async () => {
    renderPage(<PassesPage />, {
      office: fakeOffice({
        'passes.search': LIST,
        'passes.watch': LIST,
        'passTypes.list': ok(PASS_TYPES),
        'reports.dashboard': ok({ sold: 1, cancelled: 0, bySeller: [] } as never),
        'staff.list': ok([]),
      }),
    });
    expect(await screen.findByRole('link', { name: 'Erased' })).toBeDefined();
  });

  test('on the page of the pass, on paper and in what is known of it', async () => {
    renderPage(<PassPage passId={PASS_ID} />, {
      office: fakeOffice({ 'passes.get': ok({ pass: ERASED, code: PASS_CODE }), 'scans.ofPass': ok([]) }),
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Erased' })).toBeDefined();
    const drawing = screen.getByRole('img', { name: 'The pass of Erased, as it is printed' });
    expect(within(drawing).getByText('Erased')).toBeDefined();
    const details = within(screen.getByRole('region', { name: 'Details' }));
    expect(details.getByText('Erased')).toBeDefined();
    expect(details.queryByText('Phone')).toBeNull();
  });

  test('among the last sales', async () => {
    renderPage(<RecentSales />, { office: fakeOffice({ 'passes.search': LIST }) });
    expect(await screen.findByRole('link', { name: /^Erased/ })).toBeDefined();
  });

  test('in a verdict and among the last scans', async () => {
    const scan = { scanId: 's', at: AT, recordedAt: null, deviceId: null, byHand: false, by: 'gate1', desk: null };
    renderPage(<ScannerPage />, {
      office: fakeOffice({
        'scans.scan': ok({ status: 'admitted', at: AT, pass: SCANNED }),
        'scans.recent': ok([
          { ...scan, outcome: 'admitted', passId: PASS_ID, name1: '', passTypeLabel: 'Single', people: 1 },
        ]),
        'reports.gate': ok({ inside: 1, toComePeople: 0, admitted: 1, refused: 0, gates: [] }),
      }),
    });
    const last = within(await screen.findByRole('region', { name: 'Last scans' }));
    expect(await last.findByText('Erased')).toBeDefined();
    await userEvent.type(screen.getByRole('textbox', { name: 'Code of the pass' }), `${PASS_CODE}{Enter}`);
    const verdict = within(screen.getByRole('region', { name: 'Verdict' }));
    expect(await verdict.findByText('Erased')).toBeDefined();
  });

  test('among those who were let in by mistake', async () => {
    const collision = {
      scanId: 's',
      deviceId: 'd',
      gate: 'Gate 2',
      by: 'gate1',
      recordedAt: AT,
      raisedAt: AT,
      reason: 'cancelled' as const,
      passId: PASS_ID,
      name1: '',
      name2: null,
      passTypeLabel: 'Single',
      firstAdmission: null,
      settled: null,
    };
    renderPage(<CollisionsCard />, { office: fakeOffice({ 'scans.collisions': ok([collision]) }) });
    expect(await screen.findByText('Erased')).toBeDefined();
  });
});
