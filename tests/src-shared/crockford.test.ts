import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asCrockfordTyped, decodeCrockford, encodeCrockford } from '../../src-shared/crockford';
import vectors from './pass-code-vectors.json';

describe('Crockford base32', () => {
  test.each(vectors.crockford)('writes $bytes as "$text"', ({ bytes, text }) => {
    expect(encodeCrockford(Buffer.from(bytes, 'hex'))).toBe(text);
    expect(decodeCrockford(text)).toEqual(Uint8Array.from(Buffer.from(bytes, 'hex')));
  });

  test('gives back whatever bytes were written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeCrockford(encodeCrockford(bytes))).toEqual(bytes);
      }),
    );
  });

  test('reads no text that it would not have written', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZILOUa- é'), maxLength: 40 });
    fc.assert(
      fc.property(text, (typed) => {
        const bytes = decodeCrockford(typed);
        expect(bytes === null || encodeCrockford(bytes) === typed).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  test('takes O, I and L for the digits they look like, and leaves other alphabets alone', () => {
    expect(asCrockfordTyped('oOiIlL-abz')).toBe('001111-ABZ');
    expect(asCrockfordTyped('ıſß')).toBe('ıſß');
  });
});
