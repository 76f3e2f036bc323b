import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OutputOf } from '../../../src-renderer/api/operations';
import { PassPage } from '../../../src-renderer/passes/pass-page';
import { forgetSold, noteSold } from '../../../src-renderer/sell/just-sold';
import type { Status } from '../../../src-renderer/session/session-types';
import { instant, PASS_CODE, PASS_ID, pass } from '../../support/desk-passes';
import { type Answers, fakeOffice, ok, renderPage } from '../../support/render-page';

const MACHINE: OutputOf<'desktop.settings'> = {
  printer: 'Tickets',
  paper: 'roll80',
  silent: false,
  deskName: 'Desk 1',
};
const SELLER = { username: 'ravi', displayName: 'Ravi', role: 'seller', state: 'active' } as const;

function open(answers: Answers = {}, status: Partial<Status> = {}, person?: typeof SELLER) {
  const office = fakeOffice({
    'passes.get': ok({ pass: pass(), code: PASS_CODE }),
    'scans.ofPass': ok([]),
    ...answers,
  });
  const { unmount } = renderPage(<PassPage passId={PASS_ID} />, { office, status, ...(person ? { person } : {}) });
  return { office, unmount, user: userEvent.setup() };
}
/** In the desk's own window, where there is a way to printers. */
function openOnDesktop(answers: Answers = {}) {
  Object.assign(window, { epass: {} });
  return open(
    { 'desktop.settings': ok(MACHINE), 'desktop.print': ok({ result: 'sent' }), ...answers },
    { desktop: true },
  );
}
const drawing = () => screen.findByRole('img', { name: 'The pass of Asha Patel, as it is printed' });
const printButton = () => screen.findByRole('button', { name: 'Print' });

/** jsdom reads a rule for pages but drops its size, so it is kept as it was written. */
const written = new WeakMap<CSSStyleSheet, string>();
const pageRules = () => document.adoptedStyleSheets.map((sheet) => written.get(sheet)).join();

beforeEach(() => {
  window.localStorage.clear();
  forgetSold();
  vi.spyOn(CSSStyleSheet.prototype, 'replaceSync').mockImplementation(function keep(this: CSSStyleSheet, text) {
    written.set(this, text);
  });
});
afterEach(() => {
  Reflect.deleteProperty(window, 'epass');
  vi.restoreAllMocks();
});

describe('the page of a pass', () => {
  test('shows what is printed, what is known and what happened at the gate', async () => {
    const how = { recordedAt: null, deviceId: null, byHand: false };
    const scan = {
      ...how,
      scanId: 's',
      by: 'gate1',
      passId: PASS_ID,
      name1: 'Asha Patel',
      passTypeLabel: 'Single',
      people: 1,
    };
    open({
      'passes.get': ok({
        pass: pass({ scannedAt: instant('2026-11-28T14:00:00Z'), scannedBy: 'gate1', txnInfo: 'UPI 300' }),
        code: PASS_CODE,
      }),
      'scans.ofPass': ok([
        { ...scan, at: instant('2026-11-28T14:00:00Z'), outcome: 'admitted', desk: 'North door' },
        { ...scan, scanId: 't', at: instant('2026-11-28T14:05:00Z'), outcome: 'already-used', desk: null },
      ]),
    });
    await drawing();
    expect(screen.getByText(/^Admitted at .*7:30.* by gate1$/)).toBeDefined();
    expect(screen.getByText('098765 43210')).toBeDefined();
    expect(screen.getByText('UPI 300')).toBeDefined();
    expect(screen.getByText(PASS_ID)).toBeDefined();
    const gate = within(screen.getByRole('region', { name: 'At the gate' }));
    expect((await gate.findAllByRole('listitem')).map((line) => line.textContent)).toEqual([
      expect.stringMatching(/^Admitted.*7:30.*gate1, North door$/),
      expect.stringMatching(/^Already used.*7:35.*gate1$/),
    ]);
    expect(screen.queryByRole('button', { name: 'Cancel this pass' })).toBeNull();
  });

  test('tells a phone from a desk, and admitting by hand and recorded scans from ordinary ones', async () => {
    const scan = { by: 'gate1', passId: PASS_ID, name1: 'Asha Patel', passTypeLabel: 'Single', people: 1 };
    const phone = { ...scan, desk: 'Gate 2', deviceId: 'd' };
    open({
      'scans.ofPass': ok([
        {
          ...phone,
          scanId: 's',
          byHand: false,
          recordedAt: instant('2026-11-28T13:32:00Z'),
          at: instant('2026-11-28T13:50:00Z'),
          outcome: 'admitted',
        },
        {
          ...phone,
          scanId: 't',
          byHand: false,
          recordedAt: instant('2026-11-28T13:40:00Z'),
          at: instant('2026-11-28T13:51:00Z'),
          outcome: 'already-used',
        },
        {
          ...phone,
          scanId: 'u',
          byHand: true,
          recordedAt: null,
          at: instant('2026-11-28T14:00:00Z'),
          outcome: 'already-used',
        },
      ]),
    });
    await drawing();
    const gate = within(screen.getByRole('region', { name: 'At the gate' }));
    expect((await gate.findAllByRole('listitem')).map((line) => line.textContent)).toEqual([
      // The moment is when somebody stood at the gate.
      expect.stringMatching(/^Admitted.*7:02.PMgate1, Gate 2 \(phone\)recorded at 7:02.PM, confirmed at 7:20.PM$/),
      expect.stringMatching(/^Already used.*7:10.PM.*recorded at 7:10.PM, refused at 7:21.PM$/),
      expect.stringMatching(/^Already used.*7:30.PMgate1, Gate 2 \(phone\)by hand, without a code$/),
    ]);
  });

  test('says what to do when there is no such pass', async () => {
    open({ 'passes.get': { ok: false, code: 'not-found' } });
    expect(await screen.findByRole('heading', { level: 1, name: 'No such pass' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Search the passes' }).getAttribute('href')).toBe('/database');
  });

  test('opens the signing key where it is locked, and then shows the code', async () => {
    const { office, user } = open(
      { 'passes.get': ok({ pass: pass(), code: null }), 'keys.unlock': ok(null) },
      { keys: 'locked' },
    );
    await user.click(await screen.findByRole('button', { name: 'Enter the passphrase' }));
    await user.type(await screen.findByLabelText(/^Passphrase/), 'open sesame please');
    office.answer({ 'passes.get': ok({ pass: pass(), code: PASS_CODE }) });
    await user.keyboard('{Enter}');
    await drawing();
    expect(office.callsOf('keys.unlock')).toEqual([{ passphrase: 'open sesame please' }]);
  });

  test('sends an administrator to the settings when the key is missing', async () => {
    open({ 'passes.get': ok({ pass: pass(), code: null }) }, { keys: 'missing' });
    expect((await screen.findByRole('link', { name: 'Open Settings' })).getAttribute('href')).toBe('/settings');
    expect(screen.queryByRole('button', { name: 'Print' })).toBeNull();
  });

  test('sends a seller to an administrator when the key is missing', async () => {
    open({ 'passes.get': ok({ pass: pass(), code: null }) }, { keys: 'missing' }, SELLER);
    expect(
      await screen.findByText(/once an administrator has restored the signing key. Selling goes on/),
    ).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Open Settings' })).toBeNull();
  });
});

describe('cancelling a pass', () => {
  const CANCELLED = pass({ cancelledAt: instant('2026-11-28T13:00:00Z'), cancelledBy: 'admin1' });

  test('is asked for twice, takes the pass off paper, and can be taken back', async () => {
    const { office, user } = open({ 'passes.cancel': ok(CANCELLED), 'passes.reinstate': ok(pass()) });
    await user.click(await screen.findByRole('button', { name: 'Cancel this pass' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Cancel this pass?' }));
    expect(office.callsOf('passes.cancel')).toEqual([]);
    office.answer({ 'passes.get': ok({ pass: CANCELLED, code: PASS_CODE }) });
    await user.click(dialog.getByRole('button', { name: 'Cancel this pass' }));

    const undo = await screen.findByRole('button', { name: 'Make it valid again' });
    expect(screen.queryByRole('button', { name: 'Print' })).toBeNull();
    expect(document.querySelector('[data-print]')).toBeNull();
    office.answer({ 'passes.get': ok({ pass: pass(), code: PASS_CODE }) });
    await user.click(undo);
    await printButton();
    expect(office.callsOf('passes.reinstate')).toEqual([{ passId: PASS_ID }]);
  });

  test('does not happen when the gate was faster', async () => {
    const { user } = open({ 'passes.cancel': { ok: false, code: 'conflict' } });
    await user.click(await screen.findByRole('button', { name: 'Cancel this pass' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Cancel this pass?' }));
    await user.click(dialog.getByRole('button', { name: 'Cancel this pass' }));
    expect(await dialog.findByText(/used at the gate in the meantime/)).toBeDefined();
  });

  test('cannot be taken back when its holder has another pass by now, which is shown', async () => {
    const { user } = open({
      'passes.get': ok({ pass: CANCELLED, code: PASS_CODE }),
      'passes.reinstate': { ok: false, code: 'duplicate-holder', passId: 'another' },
    });
    await user.click(await screen.findByRole('button', { name: 'Make it valid again' }));
    const link = await screen.findByRole('link', { name: 'Show the other pass' });
    expect(link.getAttribute('href')).toBe('/preview/another');
  });
});

describe('printing', () => {
  test('goes through the browser where there is no desktop, on a page of the size that was chosen', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => {});
    const { user } = open();
    await user.click(await printButton());
    expect(print).toHaveBeenCalledOnce();
    expect(pageRules()).toContain('105mm 148mm');

    await user.click(screen.getByRole('radio', { name: '80 mm roll' }));
    expect(pageRules()).toContain('80mm 150mm');
    expect(pageRules()).not.toContain('105mm');
    expect(window.localStorage.getItem('ticket.paper')).toBe('roll80');
  });

  test("uses this machine's printer and paper, and says what is known of it", async () => {
    const { office, user } = openOnDesktop();
    await user.click(await printButton());
    expect(await screen.findByText('Handed to the printer.')).toBeDefined();
    expect(office.callsOf('desktop.print')).toEqual([{ paper: 'roll80', printer: 'Tickets', silent: false }]);
  });

  test('that fails leaves the sale alone and offers another printer', async () => {
    const { office, user } = openOnDesktop({
      'desktop.settings': ok({ ...MACHINE, silent: true }),
      'desktop.print': { ok: false, code: 'printer-failed' },
    });
    await user.click(await printButton());
    expect(await screen.findByText(/The sale stands/)).toBeDefined();
    office.answer({ 'desktop.print': ok({ result: 'sent' }) });
    await user.click(screen.getByRole('button', { name: 'Choose another printer' }));
    await screen.findByText('Handed to the printer.');
    expect(office.callsOf('desktop.print')).toEqual([
      { paper: 'roll80', printer: 'Tickets', silent: true },
      { paper: 'roll80', printer: null, silent: false },
    ]);
  });

  test('happens by itself once after a sale where the machine prints silently, and on no later visit', async () => {
    noteSold(PASS_ID);
    const silent: Answers = { 'desktop.settings': ok({ ...MACHINE, silent: true }) };
    const first = openOnDesktop(silent);
    await waitFor(() => expect(first.office.callsOf('desktop.print')).toHaveLength(1));
    first.unmount();
    const later = openOnDesktop(silent);
    await printButton();
    await drawing();
    expect(later.office.callsOf('desktop.print')).toEqual([]);
  });

  test('waits to be asked after a sale where the machine does not print silently', async () => {
    noteSold(PASS_ID);
    const { office } = openOnDesktop();
    await waitFor(async () => expect(document.activeElement).toBe(await printButton()));
    expect(office.callsOf('desktop.print')).toEqual([]);
  });
});
