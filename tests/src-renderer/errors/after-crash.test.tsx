import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { ScannerPage } from '../../../src-renderer/scanner/scanner-page';
import { SellPage } from '../../../src-renderer/sell/sell-page';
import { NO_PASSES, PASS_CODE, PASS_TYPES, pass } from '../../support/desk-passes';
import { ASHA, fakeOffice, ok, renderPage } from '../../support/render-page';

const { SALE, SCAN } = vi.hoisted(() => {
  const values = {
    passType: 'COUPLE',
    name1: 'Niharika Joshi',
    phone1: '98250 12345',
    name2: 'Ravi Joshi',
    phone2: '',
    paymentMode: 'CASH',
    txnInfo: '',
  } as const;
  const draft = { saleId: '01a20625-c81b-478a-8b2a-9db73215481a', values };
  const kept = {
    SALE: { username: 'admin1', draft },
    SCAN: {
      scanId: '01a20625-c81b-778a-8b2a-9db73215481b',
      code: 'EP1.K0.06H0C961NXR2H3ZCV4FBWMJHHM.E6E5ZVAZRPZA2FR6TQ5QJQMPYG',
    },
  };
  // As the desk's own window is after its page crashed, before anything of the desk is loaded.
  Object.assign(window, { epass: {} });
  window.history.replaceState({ sale: kept.SALE, scan: kept.SCAN }, '');
  return kept;
});

const GATE = { inside: 0, toComePeople: 0, admitted: 0, refused: 0, gates: [] };

test('a scan whose answer was on its way is asked about again under its id, and its verdict is shown', async () => {
  const office = fakeOffice({
    'scans.scan': { ok: false, code: 'keys-locked' },
    'scans.recent': ok([]),
    'reports.gate': ok(GATE),
  });
  renderPage(<ScannerPage />, { office });
  expect(await screen.findByText('The signing key is locked')).toBeDefined();
  expect(office.callsOf('scans.scan')).toEqual([SCAN]);
  // It is judged now, and what the window keeps has none any more.
  expect(window.history.state).toMatchObject({ scan: null });
});

test('a sale that was not finished is in the form again, and is the same sale', async () => {
  const office = fakeOffice({
    'passTypes.list': ok(PASS_TYPES),
    'passes.search': ok(NO_PASSES),
    'passes.sell': ok(pass()),
    'passes.get': ok({ pass: pass(), code: PASS_CODE }),
  });
  renderPage(<SellPage />, { office, person: ASHA });
  await screen.findByRole('radio', { name: /Couple/ });
  expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe('Niharika Joshi');
  expect(screen.getByLabelText<HTMLInputElement>(/^Second name/).value).toBe('Ravi Joshi');
  await userEvent.click(screen.getByRole('button', { name: /^Sell/ }));
  await waitFor(() => expect(office.callsOf('passes.sell')).toHaveLength(1));
  const [sent] = office.callsOf('passes.sell');
  expect(sent).toMatchObject({ saleId: SALE.draft.saleId, name1: 'Niharika Joshi', passType: 'COUPLE' });
  // Of a sale that is done, the window keeps nobody's name.
  await waitFor(() => expect(JSON.stringify(window.history.state)).not.toContain('Niharika'));
});

test('it is nobody else’s', async () => {
  vi.resetModules();
  window.history.replaceState({ sale: SALE }, '');
  const { openDraft } = await import('../../../src-renderer/sell/sale-draft');
  expect(openDraft('seller2').values.name1).toBe('');
  expect(openDraft('seller2').saleId).not.toBe(SALE.draft.saleId);
});
