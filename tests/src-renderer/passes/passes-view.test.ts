import { expect, test } from 'vitest';
import { type PassesView, readView, writeView } from '../../../src-renderer/passes/passes-view';

const EVERYTHING: PassesView = { filter: {}, sort: 'createdAt', descending: true, page: 0 };

test('an address without a query shows everything from the newest on', () => {
  expect(readView('')).toEqual(EVERYTHING);
  expect(writeView(EVERYTHING)).toBe('');
});

test('every filter, the order and the page survive in the address', () => {
  const view: PassesView = {
    filter: {
      search: 'Asha & Söhne 100%',
      passType: 'SINGLE',
      paymentMode: 'ONLINE',
      soldBy: 'seller1',
      state: 'to-come',
      soldFrom: '2026-11-01',
      soldTo: '2026-11-28',
    },
    sort: 'name1',
    descending: true,
    page: 3,
  };
  expect(readView(writeView(view))).toEqual(view);
});

test('what makes no sense in an address is left out', () => {
  expect(readView('state=lost&payment=BARTER&from=28.11.2026&sort=secret&page=-1&type=a%20b&q=%20')).toEqual({
    ...EVERYTHING,
    filter: { search: '' },
  });
});

test.each(['0', '1.5', 'two', '9999999'])('page %s is the first page', (page) => {
  expect(readView(`page=${page}`).page).toBe(0);
});
