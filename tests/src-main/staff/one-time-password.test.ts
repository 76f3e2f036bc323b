import { expect, test } from 'vitest';
import { makeOneTimePassword, plainOneTimePassword } from '../../../src-main/staff/one-time-password';

test('it is 16 characters of base32 in four groups, another one each time', () => {
  const made = Array.from({ length: 500 }, makeOneTimePassword);
  for (const one of made) expect(one).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  expect(new Set(made).size).toBe(500);
});

test.each([
  '7H2K-QX0M-9RTB-4VD1',
  '7h2k-qx0m-9rtb-4vd1',
  '7H2KQX0M9RTB4VD1',
  ' 7h2k qxom 9rtb 4vdl ',
  '7H2K–QXOM–9RTB–4VDI',
])('however it is typed it is the same: %s', (typed) => {
  expect(plainOneTimePassword(typed)).toBe('7H2KQX0M9RTB4VD1');
});
