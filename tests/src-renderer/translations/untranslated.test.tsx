import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutputOf } from '../../../src-renderer/api/operations';
import { deskWords as english } from '../../../src-renderer/translations/desk-words';
import { i18n } from '../../../src-renderer/translations/i18n';
import { pseudoTranslations, toPseudo } from '../../../src-renderer/translations/pseudo';
import { SelfTestCheck } from '../../../src-shared/contract/devices';
import { RowProblem } from '../../../src-shared/contract/exchange';
import { toInstant } from '../../../src-shared/instant';
import { START_UP_PROBLEMS, startUpAddress } from '../../../src-shared/start-up-problem';
import { backup, backupsStatus, holdings, trial } from '../../support/desk-backups';
import { instant, NO_PASSES, PASS_CODE, PASS_ID, PASS_TYPES, pass } from '../../support/desk-passes';
import { device, health, LISTENER_ON } from '../../support/desk-phones';
import { sharedStore, sharingDesk, storeTrial } from '../../support/desk-store';
import { ASHA, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';
import { BUSY } from '../health/figures';

/** Not words of ours: what the test's office knows, what people typed, codes and names of keys on a keyboard. */
const DATA =
  /Asha|XXXX-|Garba Night|Town Hall|admin\d|Admin|7:00 PM|November|SINGLE|COUPLE|INR|India|Asia|GMT|EPK1|K7Q2|7K2M|^Alt$|^[A-Z\d?]$|^F[23]$|Nov|PM|QR_SECRET|Single|Couple|Family|Student|Ravi|^[\da-f-]{36}$|^https:|^till\.local$|^-----BEGIN|^[\dA-F ]+$|^[\d.]+ [MG]B$|^[\d.]+ (ms|sec)$|^(gate\.scan|passes\.sell|unknown)$/;

beforeAll(async () => {
  for (const [namespace, words] of Object.entries(english)) {
    i18n.addResourceBundle('x-pseudo', namespace, pseudoTranslations(words));
  }
  await i18n.changeLanguage('x-pseudo');
});
afterAll(() => i18n.changeLanguage('en'));

/** Texts that nobody translated, on screen or only heard. */
function untranslated(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement?.closest('style, script') === null)
      texts.push(walker.currentNode.textContent ?? '');
  }
  for (const element of document.body.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) texts.push(element.getAttribute(name) ?? '');
  }
  return texts.filter((text) => /\p{L}/u.test(text) && !/[⟦⟧]/.test(text) && !DATA.test(text));
}
/** All at once: what a key does is tested where it matters. */
const fill = (field: Element, value: string) => fireEvent.change(field, { target: { value } });
const words = (key: keyof typeof english.firstRun.steps) => toPseudo(english.firstRun.steps[key]);

test.each([
  ['signing in', officeStatus({ session: null }), toPseudo(english.signIn.title)],
  ['the lock', officeStatus({ session: { ...ASHA, state: 'locked' } }), toPseudo(english.signIn.lock.title)],
  [
    'choosing a password',
    officeStatus({ session: { ...ASHA, state: 'invited' } }),
    toPseudo(english.signIn.choose.title),
  ],
  ['the desk without its key', officeStatus({ keys: 'missing', demo: true }), toPseudo(english.common.notFound.title)],
  ['the desk with its key locked', officeStatus({ keys: 'locked' }), toPseudo(english.common.notFound.title)],
])('%s has no untranslated words', async (_case, status, title) => {
  renderApp(fakeOffice({ 'office.status': ok(status) }), '/nowhere');
  await screen.findByRole('heading', { level: 1, name: title });
  expect(untranslated()).toEqual([]);
});

test('the keyboard shortcuts have no untranslated words', async () => {
  renderApp(fakeOffice({ 'office.status': ok(officeStatus()) }), '/nowhere');
  await screen.findByRole('heading', { level: 1 });
  await userEvent.setup({ delay: null, pointerEventsCheck: 0 }).keyboard('?');
  await screen.findByRole('dialog');
  expect(untranslated()).toEqual([]);
});

test('the set-up and what it hands over have no untranslated words', async () => {
  const result: OutputOf<'setUp.create'> = {
    signedIn: ASHA,
    invitations: [{ username: 'admin2', displayName: 'Admin 2', role: 'seller', oneTimePassword: '7K2M-9QXA' }],
    kit: { text: 'EPK1.AB3D', eventName: 'Garba Night', keyIds: ['K7Q2'], madeAt: '2026-11-20T10:00:00.000Z' },
  };
  const status = officeStatus({ stage: 'new', event: null, session: null, needsSetUpCode: true });
  renderApp(fakeOffice({ 'office.status': ok(status), 'setUp.create': ok(result) }));
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const field = (text: string) => screen.findAllByLabelText((label) => label.startsWith(toPseudo(text)));
  const press = (text: string) => user.click(screen.getByRole('button', { name: toPseudo(text) }));
  const { event, people } = english.firstRun;

  const [name] = await field(event.name);
  await press(english.common.next);
  expect(untranslated()).toEqual([]);
  fill(name as HTMLElement, 'Garba Night');
  fill((await field(event.date))[0] as HTMLElement, '2026-11-28');
  await press(english.common.next);
  await screen.findByRole('heading', { level: 2, name: words('passTypes') });
  await press(english.firstRun.passTypes.add);
  expect(untranslated()).toEqual([]);
  await user.click(
    screen.getByRole('button', { name: (text) => text.includes(toPseudo(english.firstRun.passTypes.unnamed)) }),
  );
  await press(english.common.next);
  await screen.findByRole('heading', { level: 2, name: toPseudo(people.yourself) });
  fill((await field(people.displayName))[0] as HTMLElement, 'Asha');
  await press(english.signIn.newPassword.make);
  await press(english.common.next);
  await screen.findByRole('heading', { level: 2, name: toPseudo(english.firstRun.key.title) });
  await user.click(screen.getByRole('checkbox'));
  expect(untranslated()).toEqual([]);
  await press(english.signIn.newPassword.make);
  await press(english.firstRun.finish);
  await screen.findByRole('heading', { level: 1, name: toPseudo(english.firstRun.handOver.title) });
  expect(untranslated()).toEqual([]);
});

test('selling has no untranslated words, refused or not', async () => {
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'passTypes.list': ok(PASS_TYPES),
    'passes.search': ok({ ...NO_PASSES, passes: [pass({ cancelledAt: instant('2026-11-28T13:00:00Z') })], total: 1 }),
    'passes.sell': { ok: false, code: 'conflict' },
  });
  renderApp(office, '/generate');
  const [couple] = await screen.findAllByRole('radio', { name: /Couple/ });
  const user = userEvent.setup();
  await user.click(couple as HTMLElement);
  await user.click(screen.getByRole('radio', { name: toPseudo(english.common.paymentModes.ONLINE) }));
  const sell = screen.getByRole('button', { name: (name) => name.includes(toPseudo(english.sell.submit)) });
  await user.click(sell);
  expect(untranslated()).toEqual([]);

  for (const text of screen.getAllByRole('textbox')) fireEvent.change(text, { target: { value: 'Asha' } });
  await user.click(sell);
  await screen.findByText(toPseudo(english.sell.soldBefore.title));
  expect(untranslated()).toEqual([]);

  office.answer({ 'passes.sell': { ok: false, code: 'duplicate-holder', passId: PASS_ID } });
  await user.click(sell);
  await screen.findByText(toPseudo(english.sell.showExisting));
  expect(untranslated()).toEqual([]);
});

test('the page of a pass has no untranslated words, whatever became of the pass', async () => {
  const COUPLE = pass({
    name2: 'Ravi',
    phone2: '+919876543211',
    txnInfo: 'INR 12',
    admits: 2,
    passTypeLabel: 'Couple',
  });
  const CANCELLED = { ...COUPLE, cancelledAt: instant('2026-11-28T13:00:00Z'), cancelledBy: 'admin1' };
  const scan = {
    scanId: 's',
    by: 'admin1',
    desk: 'Asha',
    deviceId: 'd',
    byHand: true,
    recordedAt: instant('2026-11-28T13:50:00Z'),
    passId: PASS_ID,
    name1: 'Asha',
    passTypeLabel: 'Single',
    people: 1,
  };
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'passes.get': ok({ pass: COUPLE, code: PASS_CODE }),
    'scans.ofPass': ok([{ ...scan, at: instant('2026-11-28T14:00:00Z'), outcome: 'cancelled' }]),
    'passes.cancel': ok(CANCELLED),
  });
  renderApp(office, `/preview/${PASS_ID}`);
  const words = english.passes.pass;
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: toPseudo(words.cancel.action) }));
  const dialog = within(await screen.findByRole('dialog'));
  await screen.findByText(toPseudo(english.scanner.recent.outcomes.cancelled));
  expect(untranslated()).toEqual([]);

  office.answer({ 'passes.get': ok({ pass: CANCELLED, code: PASS_CODE }) });
  await user.click(dialog.getByRole('button', { name: toPseudo(words.cancel.action) }));
  await screen.findByRole('button', { name: toPseudo(words.reinstate.action) });
  expect(untranslated()).toEqual([]);
});

test('the list of passes and its export have no untranslated words', async () => {
  const admitted = instant('2026-11-28T13:00:00Z');
  const passes = [
    pass(),
    pass({ passId: '2', name2: 'Ravi', scannedAt: admitted }),
    pass({ passId: '3', cancelledAt: admitted }),
  ];
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'passTypes.list': ok(PASS_TYPES),
    'staff.list': ok([]),
    'reports.dashboard': ok({ sold: 120, cancelled: 3, bySeller: [] } as never),
    'passes.search': ({ filter }) =>
      ok(filter.search ? NO_PASSES : { passes, total: 120, isMore: false, people: 130, amount: 549 }),
    'passes.watch': ok({ passes, total: 120, isMore: false, people: 130, amount: 549 }),
    'exchange.exportPiece': ({ cursor }) =>
      cursor
        ? { ok: false, code: 'internal' }
        : ok({ text: 'x', rows: 2, total: 4, cursor: 'next', fileName: 'Asha.csv' }),
  });
  renderApp(office, '/database?type=SINGLE&payment=CASH&seller=admin1&state=to-come&from=2026-11-01&to=2026-11-28');
  const list = english.passes.list;
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await screen.findByRole('navigation', { name: toPseudo(list.pages.label) });
  await user.click(screen.getByRole('combobox', { name: toPseudo(list.fields.paymentMode) }));
  expect(untranslated()).toEqual([]);

  await user.click(screen.getByRole('button', { name: toPseudo(english.exchange.export.action) }));
  expect(untranslated()).toEqual([]);
  await user.click(await screen.findByRole('button', { name: toPseudo(english.exchange.export.start) }));
  await screen.findByRole('alert');
  expect(untranslated()).toEqual([]);
  await user.click(screen.getByRole('button', { name: toPseudo(english.common.cancel) }));

  await user.type(screen.getByRole('searchbox'), 'Asha{Enter}');
  await screen.findByRole('heading', { name: toPseudo(list.nothingFound.title) });
  expect(untranslated()).toEqual([]);
});

test('an import has no untranslated words, whatever is wrong with the file', async () => {
  const bad = RowProblem.options.map((problem, index) => ({
    line: index + 2,
    column: index === 0 ? null : ('name1' as const),
    problem,
    cell: 'Asha',
  }));
  const preview = { good: 0, bad: bad.length, people: 0, amount: 0, problems: bad };
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'exchange.inspect': ok({ headings: ['Asha', ''], rows: 1, sample: [['Asha', '1']], mapping: { name1: 0 } }),
    'exchange.preview': ok(preview),
    'exchange.import': { ok: false, code: 'internal' },
  });
  const { container } = renderApp(office, '/import');
  const exchange = english.exchange;
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0, applyAccept: false });
  await screen.findByRole('heading', { level: 1, name: toPseudo(exchange.title) });
  const choose = (file: File) => user.upload(container.querySelector<HTMLInputElement>('input[type=file]')!, file);
  expect(untranslated()).toEqual([]);
  await choose(new File([''], 'Asha.csv'));
  await screen.findByRole('alert');
  expect(untranslated()).toEqual([]);
  await choose(new File([Uint8Array.of(0xe9)], 'Asha.csv'));
  await screen.findByRole('table', { name: toPseudo(exchange.check.problems) });
  expect(untranslated()).toEqual([]);

  office.answer({ 'exchange.preview': ok({ ...preview, good: 3, bad: 0, problems: [] }) });
  await choose(new File(['x'], 'Asha.csv'));
  const importIt = toPseudo(exchange.check.import_other).replace('{{count}}', '3');
  await user.click(await screen.findByRole('button', { name: importIt }));
  await screen.findByRole('alert');
  expect(untranslated()).toEqual([]);
  office.answer({ 'exchange.import': ok({ imported: 3 }) });
  await user.click(screen.getByRole('button', { name: toPseudo(english.common.tryAgain) }));
  await screen.findByRole('link', { name: toPseudo(exchange.imported.show) });
  expect(untranslated()).toEqual([]);
});

test('the dashboard and passes that were let in by mistake have no untranslated words', async () => {
  const at = instant('2026-11-28T13:00:00Z');
  const collision = {
    scanId: 's',
    deviceId: 'd',
    gate: 'Asha',
    by: 'admin1',
    recordedAt: at,
    raisedAt: instant('2026-11-28T13:18:00Z'),
    reason: 'already-used',
    passId: PASS_ID,
    name1: 'Asha',
    name2: 'Ravi',
    passTypeLabel: 'Couple',
    firstAdmission: { at, byName: 'Ravi', desk: 'Asha' },
    settled: null,
  } as const;
  const unknown = { ...collision, passId: null, name1: null, name2: null, passTypeLabel: null, firstAdmission: null };
  const slice = { key: 'CASH', label: 'Asha', passes: 1, people: 1, amount: 549 };
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'scans.collisions': ok([
      collision,
      ...(['invalid', 'not-found', 'cancelled', 'already-used'] as const).map((reason) => ({
        ...unknown,
        scanId: reason,
        reason,
        gate: '',
      })),
      { ...collision, scanId: 't', settled: { at, by: 'admin1', decision: 'left' } },
    ]),
    'scans.settle': { ok: false, code: 'not-found' },
    'reports.gate': ok({
      inside: 1,
      toComePeople: 1,
      admitted: 1,
      refused: 0,
      gates: ['', 'Asha', 'Ravi', 'Asha 2', 'Asha 3', 'Asha 4', 'Asha 5'].map((gate) => ({
        gate,
        admitted: 1,
        people: 1,
        lastAt: at,
      })),
    }),
    'reports.dashboard': ok({
      sold: 1,
      soldPeople: 1,
      revenue: 549,
      admitted: 1,
      inside: 1,
      toCome: 0,
      toComePeople: 0,
      cancelled: 0,
      byPaymentMode: [slice],
      byPassType: [{ ...slice, admitted: 1, capacity: 3 }],
      bySeller: [{ ...slice, key: '' }],
      byHour: [],
      scans: 2,
      refusals: [{ reason: 'invalid', count: 1 }],
    }),
  });
  renderApp(office, '/dashboard');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const { strip, decisions } = english.collisions;
  await screen.findByText(toPseudo(english.dashboard.gates.imported));
  await user.click(await screen.findByRole('button', { name: toPseudo(strip.look) }));
  await user.click((await screen.findAllByRole('button', { name: toPseudo(decisions.left) }))[0] as HTMLElement);
  await screen.findByRole('alert');
  expect(untranslated()).toEqual([]);
});

test('the network and certificate of phones have no untranslated words', async () => {
  const settings = { on: true, network: 'Asha', port: 8_443, certificate: 'authority', desks: true } as const;
  const networks = (['hotspot', 'wireless', 'cable', 'other'] as const).map((kind, at) => ({
    network: `Ravi ${at}`,
    address: `10.0.0.${at + 1}`,
    kind,
  }));
  const certificate = {
    kind: settings.certificate,
    names: ['10.0.0.1', 'till.local'],
    validFrom: instant('2026-11-28T13:00:00Z'),
    validUntil: instant('2027-11-28T13:00:00Z'),
    fingerprint: 'AB:CD',
  };
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'devices.list': ok([]),
    'listener.status': ok({
      settings,
      state: 'failed',
      failure: 'network-gone',
      address: '10.0.0.1',
      origin: 'https://10.0.0.1:8443',
      networks,
      certificate,
      moved: null,
    }),
    'listener.authority': ok({ name: 'Asha', fingerprint: 'AB:CD', crt: 'x', mobileconfig: 'x' }),
    'listener.save': { ok: false, code: 'invalid-input', fields: { port: 'too-small' } },
  });
  renderApp(office, '/phones');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.click(await screen.findByRole('button', { name: toPseudo(english.phones.listener.settings) }));
  const drawer = within(await screen.findByRole('dialog'));
  const { listener } = english;
  await drawer.findByText(toPseudo(listener.certificate.authority.leave));
  await user.click(drawer.getByRole('button', { name: toPseudo(english.common.save) }));
  await drawer.findByText(toPseudo(english.errors.problems['too-small']));
  expect(untranslated()).toEqual([]);

  await user.click(drawer.getByText(toPseudo(listener.certificate.kinds.imported)));
  expect(untranslated()).toEqual([]);
  await user.click(drawer.getByText(toPseudo(listener.certificate.import.formats.pfx)));
  expect(untranslated()).toEqual([]);
});

test('the page of phones has no untranslated words, from the first phone to a move', async () => {
  const selfTest = {
    at: instant('2026-11-28T13:00:00Z'),
    browser: 'Asha',
    checks: SelfTestCheck.options.map((check, at) => ({
      check,
      result: at % 2 === 0 ? ('failed' as const) : ('absent' as const),
      measuredMs: 12,
      detail: '',
    })),
  };
  const named = (deviceId: string, change: Parameters<typeof device>[0] = {}) =>
    device({ deviceId, name: 'Asha', platform: 'Asha', lastSeenAt: toInstant(Date.now()), ...change });
  const devices = [
    named('d1', { selfTest, health: health({ queue: 1, stuck: 1, charging: true, skewMs: 1e6, camera: 'problem' }) }),
    named('d2', { lastSeenAt: null, health: null, lastScanAt: null }),
    named('d3', { state: 'paused' }),
    named('d4', { state: 'expired' }),
    named('d5', { state: 'revoked' }),
    named('d6', { missing: true }),
  ];
  const open: OutputOf<'devices.invitation'> = { state: 'open', applicant: null, returned: [] };
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'listener.status': ok({ ...LISTENER_ON, settings: { ...LISTENER_ON.settings, certificate: 'authority' } }),
    'devices.list': ok(devices),
    'devices.responsible': ok([{ username: 'admin1', displayName: 'Asha' }]),
    'devices.invite': ok({ invitationId: 'i', url: 'https://10.0.0.1/p#asha', expiresAt: toInstant(Date.now() + 9e4) }),
    'devices.invitation': ok(open),
    'devices.cancelInvitation': ok(null),
    'devices.accept': ok(named('d7')),
  });
  renderApp(office, '/phones');
  const { phones } = english;
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const words = (text: string, filled = '') => toPseudo(text).replace(/\{\{\w+\}\}/, filled);
  const press = async (name: string) => user.click((await screen.findAllByRole('button', { name }))[0] as HTMLElement);
  await press(words(phones.list.showRevoked_one, '1'));
  expect(untranslated()).toEqual([]);
  await user.click(await screen.findByText(words(phones.selfTest.problems_other, '6')));
  await screen.findByText(toPseudo(phones.selfTest.failed.decoder));
  expect(untranslated()).toEqual([]);
  await user.keyboard('{Escape}');

  await press(words(phones.actions.menu, 'Asha'));
  await user.click(await screen.findByRole('menuitem', { name: toPseudo(phones.actions.signOff) }));
  await screen.findByText(toPseudo(phones.signOff.body));
  expect(untranslated()).toEqual([]);
  await user.keyboard('{Escape}');

  await press(toPseudo(phones.add.action));
  await screen.findByText(toPseudo(phones.add.responsibleHint));
  expect(untranslated()).toEqual([]);
  await press(toPseudo(phones.add.show));
  await screen.findByText(toPseudo(phones.pictures.title));
  expect(untranslated()).toEqual([]);
  await user.click(screen.getByRole('radio', { name: toPseudo(phones.pictures.android) }));
  expect(untranslated()).toEqual([]);

  const applicant = { platform: 'Asha', joinedAt: instant('2026-11-28T13:00:00Z'), check: '4821' };
  office.answer({ 'devices.invitation': ok({ ...open, state: 'joined', applicant }) });
  await screen.findByText(toPseudo(phones.joined.title));
  expect(untranslated()).toEqual([]);
  await press(toPseudo(phones.joined.accept));
  await screen.findByText(toPseudo(phones.accepted.body));
  expect(untranslated()).toEqual([]);

  const moved = { at: instant('2026-11-28T13:00:00Z'), from: 'https://10.0.0.2', missing: 1 };
  office.answer({ 'listener.status': ok({ ...LISTENER_ON, moved }), 'devices.invitation': ok(open) });
  await screen.findByText(toPseudo(phones.rejoin.lead));
  await press(toPseudo(phones.rejoin.forget));
  await screen.findByText(toPseudo(phones.rejoin.forgetBody));
  expect(untranslated()).toEqual([]);
});

test('a listener that is off, starts or fails has no untranslated words', async () => {
  const office = fakeOffice({ 'office.status': ok(officeStatus()), 'devices.list': ok([]) });
  renderApp(office, '/phones');
  const { listener } = english.phones;
  await screen.findByText(toPseudo(listener.offTitle));
  expect(untranslated()).toEqual([]);
  office.answer({ 'listener.status': ok({ ...LISTENER_ON, state: 'starting', origin: null }) });
  await screen.findByText(toPseudo(listener.starting));
  expect(untranslated()).toEqual([]);
  office.answer({ 'listener.status': ok({ ...LISTENER_ON, state: 'failed', failure: 'port-in-use' }) });
  await screen.findByText(toPseudo(listener.failedTitle));
  expect(untranslated()).toEqual([]);
});

test('backups have no untranslated words, safe or not', async () => {
  const second = { folder: 'Asha', state: 'away', lastGoodAt: instant('2026-11-20T13:00:00Z') } as const;
  const backups = [backup({ encrypted: true }), backup({ id: 'b', state: 'damaged', holds: null, kind: 'manual' })];
  const office = fakeOffice({
    'office.status': ok(officeStatus({ desktop: true })),
    'backups.status': ok(
      backupsStatus({
        lastGood: null,
        backups,
        failure: { at: instant('2026-11-28T13:00:00Z'), problem: 'copy-damaged' },
        journal: { state: 'behind', since: instant('2026-11-28T13:00:00Z'), second: 'away' },
        running: { kind: 'hourly', done: 0.5 },
        second,
        folder: 'Asha',
      }),
    ),
  });
  renderApp(office, '/backups');
  await screen.findByText(toPseudo(english.backups.concerns.failed));
  expect(untranslated()).toEqual([]);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await user.click(screen.getByRole('button', { name: toPseudo(english.backups.encryption.start) }));
  await screen.findByText(toPseudo(english.backups.encryption.warning));
  expect(untranslated()).toEqual([]);
});

test('the page of health and what is the matter have no untranslated words', async () => {
  const since = instant('2026-11-28T13:00:00Z');
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'health.figures': ok({
      ...BUSY,
      database: { ...BUSY.database, connections: { open: 4, idle: 3, waiting: 0, most: 20 } },
    }),
    'health.notices': ok([
      { kind: 'storage-failing', since },
      { kind: 'store-away', since },
      { kind: 'store-over', reason: 'newer' },
      { kind: 'journal-behind', since },
      { kind: 'second-folder-away', since },
      { kind: 'backup-failed', since, problem: 'unknown' },
    ]),
  });
  renderApp(office, '/health');
  await screen.findByText(toPseudo(english.health.notices['backup-failed'].title));
  await screen.findByRole('table');
  expect(untranslated()).toEqual([]);
});

test('moving an event to a shared store and back has no untranslated words', async () => {
  const { store } = english;
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'store.try': ok(storeTrial({ durable: false })),
    'store.progress': ok({ done: 0.4 }),
    'store.share': () => new Promise(() => undefined),
    'store.leave': { ok: false, code: 'store-in-use' },
    'desks.list': ok([]),
  });
  renderApp(office, '/settings?tab=data');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const press = async (text: string) => user.click(await screen.findByRole('button', { name: toPseudo(text) }));
  fill(await screen.findByLabelText((label) => label.startsWith(toPseudo(store.fields.address))), 'Asha');
  await press(store.fields.test);
  await screen.findByText(toPseudo(store.warnings.losesTitle));
  expect(untranslated()).toEqual([]);
  await press(store.share.submit);
  await screen.findByText(toPseudo(store.share.kept));
  expect(untranslated()).toEqual([]);

  office.answer({
    'store.status': ok(sharedStore({ name: { ...sharedStore().name, database: 'Asha', user: 'Asha' } })),
  });
  renderApp(office, '/settings?tab=data');
  await press(store.leave.submit);
  await screen.findByText(toPseudo(store.leave.others));
  expect(untranslated()).toEqual([]);
});

test('the desks of a store and what is done with them have no untranslated words', async () => {
  const { desks } = english;
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'store.status': ok(sharedStore({ name: { ...sharedStore().name, database: 'Asha', user: 'Asha' } })),
    'desks.list': ok([
      sharingDesk({ deskId: '1', name: 'Asha', state: 'waiting', approvedAt: null, approvedBy: null }),
      sharingDesk({ deskId: '2', name: 'Ravi', isThis: true }),
      sharingDesk({ deskId: '3', name: 'Admin', lastSeenAt: instant('2026-11-28T12:30:00Z') }),
      sharingDesk({ deskId: '4', name: 'Admin 2', state: 'removed' }),
    ]),
    'desks.approve': { ok: false, code: 'invalid-input', fields: { check: 'invalid' } },
    'desks.remove': ok(sharingDesk({ deskId: '3', state: 'removed' })),
  });
  renderApp(office, '/settings?tab=data');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const press = async (text: string) => user.click(await screen.findByRole('button', { name: text }));
  await screen.findByRole('table', { name: toPseudo(desks.title) });
  expect(untranslated()).toEqual([]);

  await press(toPseudo(desks.approve.action).replace('{{name}}', 'Asha'));
  fill(within(await screen.findByRole('dialog')).getByRole('textbox'), 'Asha');
  await press(toPseudo(desks.approve.submit));
  await screen.findByText(toPseudo(desks.approve.wrong));
  expect(untranslated()).toEqual([]);
  await press(toPseudo(english.common.cancel));
  await press(toPseudo(desks.rename.action).replace('{{name}}', 'Ravi'));
  await screen.findByLabelText((label) => label.startsWith(toPseudo(desks.rename.name)));
  expect(untranslated()).toEqual([]);
  await press(toPseudo(english.common.cancel));
  await press(toPseudo(desks.remove.action).replace('{{name}}', 'Admin'));
  await press(toPseudo(desks.remove.confirm));
  await screen.findByRole('link', { name: toPseudo(desks.remove.toKeys) });
  expect(untranslated()).toEqual([]);
});

test.each(['waiting', 'removed'] as const)('a desk that is %s has no untranslated words', async (state) => {
  const own = { name: 'Asha', state, check: 'K7Q2-9XAB-3DE5' };
  const keys = state === 'waiting' ? 'waiting' : 'missing';
  renderApp(fakeOffice({ 'office.status': ok(officeStatus({ keys, desk: own })) }), '/nowhere');
  await screen.findByText(toPseudo(english.desks[state].title));
  expect(untranslated()).toEqual([]);
});

test('a store that has moved has no untranslated words', async () => {
  const { store } = english;
  const away = sharedStore({
    isAway: true,
    bytes: null,
    name: { ...sharedStore().name, database: 'Asha', user: 'Asha' },
  });
  const event = { name: 'Garba Night', passes: 500, desks: 2, isThis: false };
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'store.status': ok(away),
    'desks.list': { ok: false, code: 'storage-failed' },
    'store.try': ok(storeTrial({ event })),
    'store.relocate': ok(null),
  });
  renderApp(office, '/settings?tab=data');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const press = async (text: string) => user.click(await screen.findByRole('button', { name: toPseudo(text) }));
  fill(await screen.findByLabelText((label) => label.startsWith(toPseudo(store.fields.address))), 'Asha');
  await press(store.fields.test);
  await screen.findByText(toPseudo(store.trial.unfit.relocate));
  expect(untranslated()).toEqual([]);
  office.answer({ 'store.try': ok(storeTrial({ event: { ...event, isThis: true } })) });
  await press(store.fields.test);
  await press(store.relocate.submit);
  const dialog = within(await screen.findByRole('dialog'));
  expect(untranslated()).toEqual([]);
  await user.click(dialog.getByRole('button', { name: toPseudo(store.relocate.submit) }));
  await screen.findByRole('heading', { level: 1, name: toPseudo(store.relocate.doneTitle) });
  expect(untranslated()).toEqual([]);
});

test('joining other desks has no untranslated words', async () => {
  const office = fakeOffice({
    'office.status': ok(officeStatus({ stage: 'new', event: null, session: null, desktop: true })),
    'store.try': ok(storeTrial({ event: { name: 'Garba Night', passes: 500, desks: 2, isThis: false } })),
    'store.join': ok(null),
  });
  renderApp(office, '/join');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const { store } = english;
  await user.click(await screen.findByRole('button', { name: toPseudo(store.fields.test) }));
  await user.click(await screen.findByRole('button', { name: toPseudo(store.join.submit) }));
  await screen.findByRole('heading', { level: 1, name: toPseudo(store.join.doneTitle) });
  expect(untranslated()).toEqual([]);
});

test('restoring has no untranslated words, from the choice to the end', async () => {
  const { restore } = english;
  const office = fakeOffice({
    'office.status': ok(officeStatus({ desktop: true })),
    'restore.list': ok([backup(), backup({ id: 'b', state: 'damaged', encrypted: true, kind: 'before-update' })]),
    'restore.progress': ok({ done: null }),
    'restore.try': { ok: false, code: 'backup-unusable' },
    'restore.apply': { ok: false, code: 'unreachable' },
  });
  renderApp(office, '/restore?backup=b');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const press = async (text: string) => user.click(await screen.findByRole('button', { name: toPseudo(text) }));
  await press(restore.choose.submit);
  await screen.findByText(toPseudo(restore.choose.passphraseNeeded));
  expect(untranslated()).toEqual([]);
  await user.click((await screen.findAllByRole('radio'))[0] as HTMLElement);
  await press(restore.choose.submit);
  await screen.findByRole('alert');
  expect(untranslated()).toEqual([]);

  const until = instant('2026-11-28T13:35:00Z');
  const current = holdings({ passes: 500, lastAt: null });
  const tried = trial({
    current,
    keys: 'kit-needed',
    journal: { state: 'ends-early', sales: 1, admissions: 1, until },
  });
  office.answer({ 'restore.try': ok(tried) });
  await press(restore.choose.submit);
  await screen.findByRole('heading', { level: 2, name: toPseudo(restore.look.title) });
  expect(untranslated()).toEqual([]);
  await press(restore.look.continue);
  expect(untranslated()).toEqual([]);
  await user.click(await screen.findByRole('checkbox'));
  await press(restore.replace.submit.desk);
  await screen.findByText(toPseudo(restore.refusals.unreachable.title));
  expect(untranslated()).toEqual([]);
  office.answer({ 'restore.apply': ok({ keptAs: 'Asha', holds: holdings() }) });
  await user.click(await screen.findByRole('checkbox'));
  await press(restore.replace.submit.desk);
  await screen.findByRole('heading', { level: 1, name: toPseudo(restore.done.title) });
  expect(untranslated()).toEqual([]);
});

test.each(START_UP_PROBLEMS)('a start that failed (%s) has no untranslated words', async (problem) => {
  renderApp(fakeOffice(), startUpAddress(problem, 'Asha'));
  await screen.findByRole('heading', { level: 1, name: toPseudo(english.startUp.problems[problem].title) });
  expect(untranslated()).toEqual([]);
});

test.each([
  ['clock', { kind: 'clock-back', lastAt: instant('2026-11-28T13:41:00Z'), now: instant('2026-11-28T11:00:00Z') }],
  ['disk-low', { kind: 'disk-low', freeBytes: 8e8 }],
  ['disk-full', { kind: 'disk-full', freeBytes: 1e8 }],
] as const)('the screen of the %s has no untranslated words', async (name, notice) => {
  const office = fakeOffice({ 'office.status': ok(officeStatus()), 'health.notices': ok([notice]) });
  renderApp(office, '/nowhere');
  await screen.findByRole('dialog', { name: toPseudo(english.startUp.checks[name].title) });
  expect(untranslated()).toEqual([]);
});
