import { expect, test } from 'vitest';
import { formatPhone, normalisePhone, toNationalDigits } from '../../src-shared/phone-number';

test.each([
  ['9876543210', 'IN', '+919876543210'],
  ['098765 43210', 'IN', '+919876543210'],
  ['(98765) 43-210', 'IN', '+919876543210'],
  ['+91 98765 43210', 'GB', '+919876543210'],
  ['00 91 98765 43210', 'GB', '+919876543210'],
  ['٩٨٧٦٥٤٣٢١٠', 'IN', '+919876543210'],
  ['020 7183 8750', 'GB', '+442071838750'],
  ['(212) 555-0123', 'US', '+12125550123'],
])('%j typed in %s is %s', (typed, country, stored) => {
  expect(normalisePhone(typed, country)).toBe(stored);
});

test.each([
  ['12345', 'IN'],
  ['98765432100', 'IN'],
  ['0000000000', 'IN'],
  ['call 9876543210', 'IN'],
  ['9876543210 or 9876543211', 'IN'],
  ['9876543210 ext. 5', 'IN'],
  ['', 'IN'],
  ['9876543210', 'XX'],
])('%j typed in %s is no number', (typed, country) => {
  expect(normalisePhone(typed, country)).toBeNull();
});

test('a number is read aloud as people of the event’s country do', () => {
  expect(formatPhone('+919876543210', 'IN')).toBe('098765 43210');
  expect(formatPhone('+919876543210', 'GB')).toBe('+91 98765 43210');
  expect(formatPhone('as found', 'IN')).toBe('as found');
});

test('the earlier web application gets the digits that it kept', () => {
  expect(toNationalDigits('+919876543210', 'IN')).toBe('9876543210');
  expect(toNationalDigits('+442071838750', 'IN')).toBe('+442071838750');
  expect(toNationalDigits('as found', 'IN')).toBe('as found');
});
