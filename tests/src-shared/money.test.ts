import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, parseAmount, toPlainAmount } from '../../src-shared/money';

const RUPEES = { code: 'INR', decimals: 0 };
const EUROS = { code: 'EUR', decimals: 2 };
const DINARS = { code: 'KWD', decimals: 3 };

test('an amount is shown with its currency in the language of the reader', () => {
  expect(formatMoney(549, RUPEES, 'en-IN')).toBe('₹549');
  expect(formatMoney(1_234_567, RUPEES, 'en-IN')).toBe('₹12,34,567');
  expect(formatMoney(549, EUROS, 'en')).toBe('€5.49');
  expect(formatMoney(100_000, EUROS, 'de').replace(/\s/g, ' ')).toBe('1.000,00 €');
});

test('an amount in a file is plain digits', () => {
  expect(toPlainAmount(549, RUPEES)).toBe('549');
  expect(toPlainAmount(549, EUROS)).toBe('5.49');
  expect(toPlainAmount(5, EUROS)).toBe('0.05');
  expect(toPlainAmount(1_005, DINARS)).toBe('1.005');
  expect(toPlainAmount(1_000_000_000, EUROS)).toBe('10000000.00');
});

test('every amount is read back as what it was', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.constantFrom(RUPEES, EUROS, DINARS),
      (amount, currency) => {
        expect(parseAmount(toPlainAmount(amount, currency), currency)).toBe(amount);
      },
    ),
  );
});

test.each(['', '-1', '+1', '1,000', '5.499', '.5', '5.', '1e3', '₹5', '0x10', 'Infinity', '1234567890'])(
  '%j is not an amount',
  (text) => {
    expect(parseAmount(text, EUROS)).toBeNull();
  },
);

test('an amount with more decimals than its currency has is refused, with fewer it is completed', () => {
  expect(parseAmount('5.5', RUPEES)).toBeNull();
  expect(parseAmount('5.5', EUROS)).toBe(550);
  expect(parseAmount(' 5 ', DINARS)).toBe(5_000);
});
