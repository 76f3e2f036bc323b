import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holderKey, referenceKey, searchText, searchWords } from '../../../src-main/passes/pass-keys';

const PHONE = '+919876543210';

describe('one holder', () => {
  test.each([
    ['case', 'Asha Rao', 'ASHA RAO'],
    ['accents', 'José Núñez', 'Jose Nunez'],
    ['composition', 'Zoe\u0308', 'Zo\u00eb'],
    ['blanks', 'Asha Rao', ' Asha \u00a0 Rao '],
    ['width', 'Asha', 'Ａｓｈａ'],
    ['sharp s', 'Straße', 'STRASSE'],
    ['capital sharp s', 'STRAẞE', 'Straße'],
    ['final sigma', 'Γιώργος', 'ΓΙΩΡΓΟΣ'],
    ['dotted capital i', 'İpek', 'ipek'],
    ['invisible characters', 'Asha\u200b Rao', 'Asha Rao'],
    ['Arabic vowel marks', 'مُحَمَّد', 'محمد'],
  ])('is recognised whatever the %s', (_case, one, other) => {
    expect(holderKey(one, PHONE)).toBe(holderKey(other, PHONE));
  });

  test.each([
    ['other vowel signs in Devanagari', 'राम', 'रमा'],
    ['a vowel sign less in Devanagari', 'रीमा', 'रामा'],
    ['other vowel signs in Tamil', 'கமலா', 'கமலி'],
    ['voicing in Japanese', 'かな', 'がな'],
    ['another letter', 'Asha', 'Usha'],
  ])('is another one with %s', (_case, one, other) => {
    expect(holderKey(one, PHONE)).not.toBe(holderKey(other, PHONE));
  });

  test('is another one with another phone number', () => {
    expect(holderKey('Asha', PHONE)).not.toBe(holderKey('Asha', '+919876543211'));
  });

  test('has a key that stays the same when it is made from what it was made of', () => {
    const nameOf = (key: string) => key.slice(0, -PHONE.length - 1);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const key = holderKey(name, PHONE);
        expect(holderKey(nameOf(key), PHONE)).toBe(key);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('one payment', () => {
  test.each(['UTR-4093 1122', 'utr40931122', ' UTR 4093–1122 ', 'UTR_4093.1122', 'UTR/4093/1122'])(
    'is recognised when it is written %s',
    (reference) => {
      expect(referenceKey(reference)).toBe('utr40931122');
    },
  );

  test.each(['', '  ', '-', ' – ', '--', '\u200b', 'n/a'.replace(/[na]/g, '')])('is not named by %j', (reference) => {
    expect(referenceKey(reference)).toBeNull();
  });
});

describe('a search', () => {
  const text = searchText({
    pass_id: '019ac4f2-7c00-7000-8000-0000000000aa',
    name1: 'José Núñez',
    phone1: PHONE,
    name2: 'Asha Rao',
    phone2: '+442071838750',
    txn_info: 'UTR-4093 1122',
  });
  const finds = (typed: string) => searchWords(typed).every((word) => text.includes(word));

  test.each([
    'jose',
    'NUÑEZ',
    'nunez asha',
    'sha ra',
    '9876543210',
    '98765 43210',
    '098765-43210',
    '+91 98765 43210',
    '(0)20 7183 8750'.replace('(0)', ''),
    'utr-4093',
    'UTR40931122',
    '4093-1122',
    '4093 1122',
    '019AC4F2-7C00-7000-8000-0000000000AA',
    '7c00',
    '',
  ])('for %j finds the pass', (typed) => {
    expect(finds(typed)).toBe(true);
  });

  test.each(['joseph', 'nunez usha', '98765 43211', '+44 98765'])('for %j does not', (typed) => {
    expect(finds(typed)).toBe(false);
  });

  test('that begins with the name sorts passes by name', () => {
    expect(text.startsWith('jose nunez\n')).toBe(true);
  });
});
