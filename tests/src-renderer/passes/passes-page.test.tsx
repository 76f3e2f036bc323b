import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { InputOf, OutputOf } from '../../../src-renderer/api/operations';
import { PassesPage } from '../../../src-renderer/passes/passes-page';
import type { Pass } from '../../../src-shared/contract/passes';
import { instant, pass } from '../../support/desk-passes';
import { type Answers, ASHA, fakeOffice, ok, renderPage } from '../../support/render-page';

type Search = InputOf<'passes.search'>;
const EVERYTHING: Search = { filter: {}, sort: 'createdAt', descending: true, page: 0, pageSize: 50 };
const RAVI = { ...ASHA, username: 'seller1', displayName: 'Ravi', role: 'seller' } as const;

function guest(number: number, change: Partial<Pass> = {}): Pass {
  return pass({ passId: `pass-${number}`, name1: `Guest ${number}`, soldBy: 'seller1', ...change });
}

function found(passes: readonly Pass[], total = passes.length): OutputOf<'passes.search'> {
  return { passes: [...passes], total, isMore: false, people: total * 2, amount: total * 549 };
}

const FIGURES = {
  sold: 120,
  cancelled: 3,
  bySeller: [
    { key: 'seller1', label: 'Ravi', passes: 1, people: 1, amount: 549 },
    { key: '', label: '', passes: 1, people: 1, amount: 549 },
  ],
} as unknown as OutputOf<'reports.dashboard'>;

function show(answers: Answers = {}, person: typeof ASHA = ASHA) {
  const three = ok(found([guest(1), guest(2), guest(3)], 120));
  const office = fakeOffice({
    'passes.search': three,
    'passes.watch': three,
    'passTypes.list': ok([
      { code: 'SINGLE', label: 'Single', price: 549, admits: 1, capacity: null, onSale: true, sold: 3 },
    ]),
    'reports.dashboard': ok(FIGURES),
    'staff.list': ok([]),
    ...answers,
  });
  const view = renderPage(<PassesPage />, { office, person });
  return { ...view, user: userEvent.setup({ delay: null, pointerEventsCheck: 0 }) };
}
const searchField = () => screen.findByRole('searchbox', { name: 'Search the passes' });
const row = (name: string) => screen.findByRole('link', { name });
const query = () => window.location.search;

beforeEach(() => window.history.replaceState(null, '', '/database'));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('begins with everything from the newest on and the focus in the search', async () => {
  const { office } = show();
  await row('Guest 1');
  expect(office.callsOf('passes.search')).toEqual([EVERYTHING]);
  expect(document.activeElement).toBe(await searchField());
});

test('searches once for what was typed and keeps it in the address', async () => {
  const { office, user } = show();
  await row('Guest 1');
  await user.type(await searchField(), ' asha 98 ');
  await waitFor(() => expect(query()).toBe('?q=asha+98'));
  expect((await searchField()).getAttribute('value')).toBe(' asha 98 ');
  await waitFor(() =>
    expect(office.callsOf('passes.search')).toEqual([EVERYTHING, { ...EVERYTHING, filter: { search: 'asha 98' } }]),
  );
});

test('Enter does not wait for a pause', async () => {
  const { user } = show();
  await row('Guest 1');
  await user.type(await searchField(), 'asha{Enter}');
  expect(query()).toBe('?q=asha');
});

test.each(['/', 'f'])('the key %s leads to the search from anywhere', async (key) => {
  const { user } = show();
  (await row('Guest 2')).focus();
  await user.keyboard(key);
  expect(document.activeElement).toBe(await searchField());
});

test('narrows down by every filter, each kept in the address', async () => {
  const { office, user } = show();
  await row('Guest 1');
  for (const [field, option] of [
    ['State', 'Admitted'],
    ['Pass', 'Single'],
    ['Payment', 'Online'],
    ['Sold by', 'Ravi'],
  ] as const) {
    await user.click(screen.getByRole('combobox', { name: field }));
    await user.click(await screen.findByRole('option', { name: option }));
  }
  fireEvent.change(screen.getByLabelText('Sold from'), { target: { value: '2026-11-01' } });
  fireEvent.change(screen.getByLabelText('Sold until'), { target: { value: '2026-11-28' } });
  const filter = {
    passType: 'SINGLE',
    paymentMode: 'ONLINE',
    soldBy: 'seller1',
    state: 'admitted',
    soldFrom: '2026-11-01',
    soldTo: '2026-11-28',
  };
  await waitFor(() => expect(office.callsOf('passes.search').at(-1)).toEqual({ ...EVERYTHING, filter }));
  expect(query()).toBe('?type=SINGLE&payment=ONLINE&seller=seller1&state=admitted&from=2026-11-01&to=2026-11-28');
});

test('an address with filters shows them, and one click takes off one or all', async () => {
  window.history.replaceState(null, '', '/database?q=asha&payment=CASH&seller=seller1&page=2');
  const { office, user } = show();
  await row('Guest 1');
  expect(office.callsOf('passes.search')).toEqual([
    { ...EVERYTHING, filter: { search: 'asha', paymentMode: 'CASH', soldBy: 'seller1' }, page: 1 },
  ]);
  expect((await searchField()).getAttribute('value')).toBe('asha');

  await user.click(await screen.findByRole('button', { name: 'Remove the filter Sold by Ravi' }));
  expect(query()).toBe('?q=asha&payment=CASH');
  await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
  expect(query()).toBe('');
  expect((await searchField()).getAttribute('value')).toBe('');
});

test('Back takes the last filter off again', async () => {
  const { user } = show();
  await row('Guest 1');
  await user.click(screen.getByRole('combobox', { name: 'Payment' }));
  await user.click(await screen.findByRole('option', { name: 'Cash' }));
  expect(query()).toBe('?payment=CASH');
  act(() => window.history.back());
  await waitFor(() => expect(query()).toBe(''));
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Remove the filter/ })).toBeNull());
});

test('sorts by a heading and then the other way round, and says so', async () => {
  const { office, user } = show();
  await row('Guest 1');
  const heading = (name: string) => screen.getByRole('columnheader', { name });
  expect(heading('Sold').getAttribute('aria-sort')).toBe('descending');
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(heading('Name').getAttribute('aria-sort')).toBe('ascending');
  expect(heading('Sold').getAttribute('aria-sort')).toBe('none');
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(heading('Name').getAttribute('aria-sort')).toBe('descending');
  await user.click(screen.getByRole('button', { name: 'Price' }));
  expect(heading('Price').getAttribute('aria-sort')).toBe('descending');
  await waitFor(() =>
    expect(office.callsOf('passes.search').map(({ sort, descending }) => [sort, descending])).toEqual([
      ['createdAt', true],
      ['name1', false],
      ['name1', true],
      ['amount', true],
    ]),
  );
});

test('of thousands that were found it says how many there are at least, and of no people and no money', async () => {
  const many = ok({ ...found([guest(1)], 2_001), isMore: true, people: null, amount: null });
  show({ 'passes.search': many, 'passes.watch': many });
  await row('Guest 1');
  expect(screen.getByText('1 to 50 of at least 2,001')).toBeDefined();
  const sums = screen.getByText('2,001').closest('p');
  expect(sums?.textContent).toBe('At least 2,001 passes');
});

test('shows the sums of everything found and turns pages', async () => {
  const { office, user } = show();
  await row('Guest 1');
  expect(screen.getByText('passes', { exact: false, selector: 'span' }).textContent).toBe('120 passes');
  expect(screen.getByText('240')).toBeDefined();
  expect(screen.getByText('₹65,880')).toBeDefined();
  expect(screen.getByText('1 to 50 of 120')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Page 3' }));
  expect(screen.getByText('101 to 120 of 120')).toBeDefined();
  expect(query()).toBe('?page=3');
  await waitFor(() => expect(office.callsOf('passes.search').at(-1)?.page).toBe(2));
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(query()).toBe('?sort=name1');
});

test('a page is asked for from where the one before begins, as long as it is the same list', async () => {
  const { office, user } = show();
  await row('Guest 1');
  await user.click(screen.getByRole('button', { name: 'Page 3' }));
  const near = { page: 0, passId: 'pass-1' };
  await waitFor(() => expect(office.callsOf('passes.search').at(-1)).toEqual({ ...EVERYTHING, page: 2, near }));
  await user.type(await searchField(), 'asha{Enter}');
  await waitFor(() =>
    expect(office.callsOf('passes.search').at(-1)).toEqual({ ...EVERYTHING, filter: { search: 'asha' } }),
  );
  // As somebody goes who turns to an earlier address.
  act(() => window.history.pushState(null, '', '/database?page=2'));
  await waitFor(() => expect(office.callsOf('passes.search').at(-1)).toEqual({ ...EVERYTHING, page: 1 }));
});

test('an address beyond the last page shows the last one', async () => {
  window.history.replaceState(null, '', '/database?page=9');
  const { office } = show({
    'passes.search': ({ page }) => ok(found(page === 2 ? [guest(101)] : [], 120)),
  });
  await row('Guest 101');
  expect(query()).toBe('?page=3');
  expect(office.callsOf('passes.search').map(({ page }) => page)).toEqual([8, 2]);
});

test('the arrow keys lead from the search through the rows and back, and Enter opens one', async () => {
  const { user } = show();
  await row('Guest 1');
  const focused = () => document.activeElement?.textContent;
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('Guest 1');
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(focused()).toBe('Guest 3');
  await user.keyboard('{Home}{ArrowUp}');
  expect(document.activeElement).toBe(await searchField());
  await user.keyboard('{ArrowDown}{End}{Enter}');
  expect(window.location.pathname).toBe('/preview/pass-3');
});

test('only one row is a stop for Tab, the one that was last looked at', async () => {
  const { user } = show();
  await row('Guest 1');
  const stops = () => screen.getAllByRole('link', { name: /^Guest/ }).filter(({ tabIndex }) => tabIndex === 0);
  expect(stops().map((link) => link.textContent)).toEqual(['Guest 1']);
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(stops().map((link) => link.textContent)).toEqual(['Guest 2']);
});

test('a click anywhere on a row opens the pass, and coming Back finds it again', async () => {
  const { user, unmount } = show();
  await user.click(within((await row('Guest 2')).closest('tr') as HTMLElement).getByText('Single', { selector: 'td' }));
  expect(window.location.pathname).toBe('/preview/pass-2');
  unmount();
  act(() => window.history.back());
  await waitFor(() => expect(window.location.pathname).toBe('/database'));
  show();
  await row('Guest 2');
  expect(document.activeElement?.textContent).toBe('Guest 2');
});

test('a new sale appears by itself, without moving the focus and without counting as somebody being there', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { office } = show();
  (await row('Guest 2')).focus();
  office.answer({ 'passes.watch': ok(found([guest(4), guest(1), guest(2), guest(3)], 121)) });
  await act(() => vi.advanceTimersByTimeAsync(3_000));
  await row('Guest 4');
  expect(document.activeElement?.textContent).toBe('Guest 2');
  expect(office.callsOf('passes.search')).toHaveLength(1);
  expect(office.callsOf('passes.watch')[0]).toEqual(EVERYTHING);
});

test('says the state of a pass in words', async () => {
  show({
    'passes.search': ok(
      found([
        guest(1),
        guest(2, { scannedAt: instant('2026-11-28T14:00:00Z') }),
        guest(3, { cancelledAt: instant('2026-11-21T14:00:00Z') }),
      ]),
    ),
  });
  await row('Guest 1');
  const states = screen
    .getAllByRole('row')
    .slice(1)
    .map((one) => within(one).getAllByRole('cell').at(-1)?.textContent);
  expect(states.map((text) => text?.replaceAll('\u202f', ' '))).toEqual([
    'To come',
    'Admitted7:30 PM',
    'CancelledNov 21, 2026, 7:30 PM',
  ]);
});

test('an office without passes says how to sell the first one', async () => {
  show({ 'passes.search': ok(found([])) });
  expect((await screen.findByRole('link', { name: 'Sell the first pass' })).getAttribute('href')).toBe('/generate');
});

test('a search without a result can be cleared', async () => {
  window.history.replaceState(null, '', '/database?q=nobody');
  const { user } = show({ 'passes.search': ({ filter }) => ok(found(filter.search ? [] : [guest(1)])) });
  const nothing = await screen.findByRole('heading', { name: 'No pass found' });
  await user.click(within(nothing.parentElement as HTMLElement).getByRole('button', { name: 'Clear all filters' }));
  await row('Guest 1');
  expect(query()).toBe('');
});

test('a refused search says why and can be tried again', async () => {
  const { office, user } = show({ 'passes.search': { ok: false, code: 'internal', reference: 'A1B2' } });
  expect((await screen.findByRole('alert')).textContent).toContain('A1B2');
  office.answer({ 'passes.search': ok(found([guest(1)])) });
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await row('Guest 1');
});

test('sellers are offered neither export nor import, and are not asked about the staff', async () => {
  const { office } = show({}, RAVI);
  await row('Guest 1');
  expect(screen.queryByRole('button', { name: 'Export CSV' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Import CSV' })).toBeNull();
  expect(office.callsOf('staff.list')).toEqual([]);
});
