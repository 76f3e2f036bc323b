import { expect, test } from 'vitest';
import { wantedPath } from '../../../src-renderer/layout/wanted-path';

test.each([
  ['/login?to=%2Fgenerate', '/generate'],
  ['/login?to=%2Fpreview%2Fabc', '/preview/abc'],
  ['/login', null],
  ['/login?to=', null],
  ['/login?to=%2F%2Fevil.example', null],
  ['/login?to=%2F%5Cevil.example', null],
  ['/login?to=https%3A%2F%2Fevil.example', null],
  ['/login?to=javascript%3Aalert(1)', null],
])('%s leads on to %s', (address, wanted) => {
  window.history.replaceState(null, '', address);
  expect(wantedPath()).toBe(wanted);
});

test('what was opened here counts more than what the address says', () => {
  window.history.replaceState({ wanted: '/scanner' }, '', '/login?to=%2Fgenerate');
  expect(wantedPath()).toBe('/scanner');
});
