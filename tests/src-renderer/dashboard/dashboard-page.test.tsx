import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { DashboardPage } from '../../../src-renderer/dashboard/dashboard-page';
import type { Figures, LiveFigures } from '../../../src-renderer/dashboard/figures';
import { instant } from '../../support/desk-passes';
import { type Answers, fakeOffice, ok, renderPage } from '../../support/render-page';

const NOTHING: Figures = {
  sold: 0,
  soldPeople: 0,
  revenue: 0,
  admitted: 0,
  inside: 0,
  toCome: 0,
  toComePeople: 0,
  cancelled: 0,
  byPaymentMode: [],
  byPassType: [],
  bySeller: [],
  byHour: [],
  scans: 0,
  refusals: [],
};
const EVENING: Figures = {
  ...NOTHING,
  sold: 3,
  soldPeople: 4,
  revenue: 2_097,
  admitted: 1,
  inside: 2,
  toCome: 2,
  toComePeople: 2,
  cancelled: 1,
  byPaymentMode: [
    { key: 'CASH', label: 'CASH', passes: 1, people: 1, amount: 549 },
    { key: 'ONLINE', label: 'ONLINE', passes: 2, people: 3, amount: 1_548 },
  ],
  byPassType: [
    { key: 'SINGLE', label: 'Single', passes: 2, people: 2, amount: 1_098, admitted: 0, capacity: 2 },
    { key: 'COUPLE', label: 'Couple', passes: 1, people: 2, amount: 999, admitted: 1, capacity: 10 },
  ],
  bySeller: [
    { key: '', label: '', passes: 1, people: 1, amount: 549 },
    { key: 'seller1', label: 'Ravi', passes: 2, people: 3, amount: 1_548 },
  ],
  byHour: [
    { hour: '2026-11-28 18', sold: 3, revenue: 2_097, admitted: 0, people: 0 },
    { hour: '2026-11-28 19', sold: 0, revenue: 0, admitted: 1, people: 2 },
  ],
  scans: 3,
  refusals: [
    { reason: 'already-used', count: 1 },
    { reason: 'invalid', count: 1 },
  ],
};
const GATES: LiveFigures = {
  inside: 2,
  toComePeople: 2,
  admitted: 1,
  refused: 2,
  gates: [{ gate: 'Gate 1', admitted: 1, people: 2, lastAt: instant('2026-11-28T14:00:31Z') }],
};

function open(answers: Answers = {}) {
  const office = fakeOffice({ 'reports.dashboard': ok(EVENING), 'reports.gate': ok(GATES), ...answers });
  renderPage(<DashboardPage />, { office });
  return office;
}
const gates = () => screen.findByRole('region', { name: 'Now at the gates' });

test('says what to do while nothing has been sold', async () => {
  open({ 'reports.dashboard': ok(NOTHING) });
  expect((await screen.findByRole('link', { name: 'Sell the first pass' })).getAttribute('href')).toBe('/generate');
});

test('shows people and money in the words of the event', async () => {
  open();
  const figure = async (name: string) => (await screen.findByRole('group', { name })).textContent;

  expect(await figure('People inside')).toContain('250% of everybody who has a pass');
  expect(await figure('Still to come')).toContain('2people, on 2 passes');
  expect(await figure('Passes sold')).toContain('3for 4 people');
  expect(await figure('Revenue')).toContain('₹2,0971 cancelled pass not counted');
});

test('orders sellers by revenue and names passes of the earlier application', async () => {
  open();
  const list = (await screen.findByRole('heading', { name: 'By seller' })).nextElementSibling;
  const names = within(list as HTMLElement)
    .getAllByRole('listitem')
    .map((item) => item.textContent);
  expect(names).toEqual(['Ravi2 passes · ₹1,548', 'Earlier web application1 pass · ₹549']);
});

test('says which type is sold out and how many are left of another', async () => {
  open();
  expect(await screen.findByText('Sold out')).toBeDefined();
  expect(await screen.findByText('9 left to sell')).toBeDefined();
});

test('gives screen readers the hours as a table', async () => {
  open();
  const table = await screen.findByRole('table', { name: 'Hour by hour, as a table' });
  const rows = within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);
  expect(rows).toEqual(['2026-11-28 18:0030₹2,097', '2026-11-28 19:0002₹0']);
});

test('keeps the reference of an unexpected error in sight', async () => {
  open({ 'reports.dashboard': { ok: false, code: 'internal', reference: 'A1B2C3D4' } });
  expect((await screen.findByRole('alert')).textContent).toContain('A1B2C3D4');
});

test('shows each gate with its people and the last admission, and an admission by itself', async () => {
  const office = open();
  const lines = async () =>
    within(await gates())
      .getAllByRole('listitem')
      .map((line) => line.textContent);
  await waitFor(async () =>
    expect(await lines()).toEqual([expect.stringMatching(/^Gate 12 peopleLast let in: 7:30:31.PM$/)]),
  );
  expect((await gates()).textContent).toContain('2 people inside');

  office.answer({
    'reports.gate': ok({
      ...GATES,
      inside: 3,
      gates: [...GATES.gates, { gate: 'Desk 1', admitted: 1, people: 1, lastAt: instant('2026-11-28T14:05:00Z') }],
    }),
  });
  await waitFor(async () => expect(await lines()).toHaveLength(2));
  expect((await gates()).textContent).toContain('3 people inside');
});

test('never shows two numbers of people inside: the newest stands in both places', async () => {
  open({ 'reports.gate': ok({ ...GATES, inside: 7 }) });
  await waitFor(() => expect(screen.getByRole('group', { name: 'People inside' }).textContent).toContain('7'));
  expect((await gates()).textContent).toContain('7 people inside');
});

test('names what came from a file, with its day, and folds all but the busiest gates', async () => {
  const many = Array.from({ length: 7 }, (_, at) => ({
    gate: at === 6 ? '' : `Gate ${at + 1}`,
    admitted: 10 - at,
    people: 10 - at,
    lastAt: instant(at === 6 ? '2026-11-20T14:00:00Z' : '2026-11-28T14:00:00Z'),
  }));
  open({ 'reports.gate': ok({ ...GATES, gates: many }) });
  const list = within(await gates());
  const more = await list.findByRole('button', { name: 'Show all 7 gates' });
  expect(list.getAllByRole('listitem')).toHaveLength(6);
  expect(list.queryByText('Imported')).toBeNull();
  await userEvent.setup().click(more);
  expect(list.getAllByRole('listitem').at(-1)?.textContent).toMatch(/^Imported4 peopleLast let in: Nov 20, 2026/);
});
