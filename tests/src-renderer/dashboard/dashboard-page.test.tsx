import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { DashboardPage } from '../../../src-renderer/dashboard/dashboard-page';
import type { Figures } from '../../../src-renderer/dashboard/figures';
import { fakeOffice, ok, renderPage } from '../../support/render-page';

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

test('says what to do while nothing has been sold', async () => {
  renderPage(<DashboardPage />, { office: fakeOffice({ 'reports.dashboard': ok(NOTHING) }) });
  expect((await screen.findByRole('link', { name: 'Sell the first pass' })).getAttribute('href')).toBe('/generate');
});

test('shows people and money in the words of the event', async () => {
  renderPage(<DashboardPage />, { office: fakeOffice({ 'reports.dashboard': ok(EVENING) }) });
  const figure = async (name: string) => (await screen.findByRole('group', { name })).textContent;

  expect(await figure('People inside')).toContain('250% of everybody who has a pass');
  expect(await figure('Still to come')).toContain('2people, on 2 passes');
  expect(await figure('Passes sold')).toContain('3for 4 people');
  expect(await figure('Revenue')).toContain('₹2,0971 cancelled pass not counted');
});

test('orders sellers by revenue and names passes of the earlier application', async () => {
  renderPage(<DashboardPage />, { office: fakeOffice({ 'reports.dashboard': ok(EVENING) }) });
  const list = (await screen.findByRole('heading', { name: 'By seller' })).nextElementSibling;
  const names = within(list as HTMLElement)
    .getAllByRole('listitem')
    .map((item) => item.textContent);
  expect(names).toEqual(['Ravi2 passes · ₹1,548', 'Earlier web application1 pass · ₹549']);
});

test('says which type is sold out and how many are left of another', async () => {
  renderPage(<DashboardPage />, { office: fakeOffice({ 'reports.dashboard': ok(EVENING) }) });
  expect(await screen.findByText('Sold out')).toBeDefined();
  expect(await screen.findByText('9 left to sell')).toBeDefined();
});

test('gives screen readers the hours as a table', async () => {
  renderPage(<DashboardPage />, { office: fakeOffice({ 'reports.dashboard': ok(EVENING) }) });
  const table = await screen.findByRole('table', { name: 'Hour by hour, as a table' });
  const rows = within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);
  expect(rows).toEqual(['2026-11-28 18:0030₹2,097', '2026-11-28 19:0002₹0']);
});

test('keeps the reference of an unexpected error in sight', async () => {
  const office = fakeOffice({ 'reports.dashboard': { ok: false, code: 'internal', reference: 'A1B2C3D4' } });
  renderPage(<DashboardPage />, { office });
  expect((await screen.findByRole('alert')).textContent).toContain('A1B2C3D4');
});
