import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCrockford } from '../../src-shared/crockford';
import { formatCompactCode, formatSeedPayload, parsePassCode } from '../../src-shared/pass-code';
import vectors from './pass-code-vectors.json';

const ID = '550e8400-e29b-41d4-a716-446655440000';
const TAG = Uint8Array.from({ length: 16 }, (_, at) => at * 16 + 1);
const CODE = formatCompactCode({ keyId: '10', passId: ID, tag: TAG });
const SIGNATURE = 'ab'.repeat(32);

const base64 = (text: string) => Buffer.from(text).toString('base64');
const seed = (value: unknown) => base64(JSON.stringify(value));

const uuid = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
);
const compact = fc.record({
  keyId: fc.uint8Array({ minLength: 2, maxLength: 2 }).map((bytes) => encodeCrockford(bytes).slice(0, 2)),
  passId: uuid,
  tag: fc.uint8Array({ minLength: 16, maxLength: 16 }),
});

describe('the compact code', () => {
  test('is what was computed apart from this code, in the characters of an alphanumeric QR', () => {
    for (const { keyId, passId, compact: code } of vectors.codes) {
      if (!code) continue;
      expect(code).toMatch(/^[0-9A-Z.]{60}$/);
      expect(parsePassCode(code)).toMatchObject({ kind: 'compact', keyId, passId });
    }
  });

  test('is read back to the parts it was written from', () => {
    fc.assert(
      fc.property(compact, (parts) => {
        expect(parsePassCode(formatCompactCode(parts))).toEqual({ kind: 'compact', ...parts });
      }),
    );
  });

  test.each([
    ['small letters', CODE.toLowerCase()],
    ['surrounding blanks', `\t ${CODE}\r\n`],
    ['O for 0', CODE.replaceAll('0', 'O')],
    ['o for 0', CODE.replaceAll('0', 'o')],
    ['I for 1', CODE.replaceAll('1', 'I')],
    ['l for 1', CODE.replaceAll('1', 'l')],
  ])('is read with %s', (_how, typed) => {
    expect(typed).not.toBe(CODE);
    expect(parsePassCode(typed)).toEqual(parsePassCode(CODE));
  });

  test.each([
    ['nothing', ''],
    ['a blank inside', CODE.replace('.', '. ')],
    ['another version', CODE.replace('EP1', 'EP2')],
    ['a missing part', CODE.split('.').slice(0, 3).join('.')],
    ['a part too many', `${CODE}.AA`],
    ['a character too many', `${CODE}0`],
    ['a character too few', CODE.slice(0, -1)],
    ['a U', CODE.replace('.10.', '.1U.')],
    ['a digit of another alphabet', CODE.replace('.10.', '.1٠.')],
    ['a letter that only turns ASCII as a capital', CODE.replace('.10.', '.ı0.')],
    ['a dash for a dot', CODE.replace('.', '-')],
    ['two codes', `${CODE}\n${CODE}`],
    ['zeros behind the end', CODE + '0'.repeat(3_000)],
  ])('is not read with %s', (_how, text) => {
    expect(parsePassCode(text)).toBeNull();
  });

  test('has no second text: the two bits that fill up each part must be zero', () => {
    for (const end of [CODE.length - 1, CODE.lastIndexOf('.') - 1]) {
      const last = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(CODE.charAt(end));
      for (const extra of [1, 2, 3]) {
        const other = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(last + extra);
        expect(parsePassCode(CODE.slice(0, end) + other + CODE.slice(end + 1))).toBeNull();
      }
    }
  });

  test('changes its meaning, or is refused, with every bit of its text that is flipped', () => {
    const bytes = Buffer.from(CODE);
    let same = 0;
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const text = flipped.toString('latin1');
      const read = parsePassCode(text);
      if (read && JSON.stringify(read) === JSON.stringify(parsePassCode(CODE))) {
        same += 1;
        expect(text.toUpperCase()).toBe(CODE);
      }
    }
    // Only the bit that makes a small letter out of a capital.
    expect(same).toBe(CODE.replace(/[^A-Z]/g, '').length);
  });

  test.each([
    ['a pass id that is no UUID', { keyId: '10', passId: 'OLD-17', tag: TAG }],
    ['a pass id in capitals', { keyId: '10', passId: ID.toUpperCase(), tag: TAG }],
    ['a key id outside the alphabet', { keyId: 'IO', passId: ID, tag: TAG }],
    ['a tag that is too short', { keyId: '10', passId: ID, tag: TAG.subarray(1) }],
  ])('is never written for %s', (_what, parts) => {
    expect(() => formatCompactCode(parts)).toThrow(RangeError);
  });
});

describe('the seed payload', () => {
  test('is what was computed apart from this code', () => {
    for (const { passId, seed: text, seedAsPython } of vectors.codes) {
      const read = parsePassCode(text);
      expect(read).toMatchObject({ kind: 'seed', passId });
      expect(read).toEqual(parsePassCode(seedAsPython));
      if (read?.kind === 'seed') expect(formatSeedPayload(read)).toBe(text);
    }
  });

  const read = { kind: 'seed', passId: '??>>>ü12', signature: new Uint8Array(32).fill(0xab) };
  const text = seed({ id: read.passId, sig: SIGNATURE });
  test('has both special characters in the example of these tests, and filled-up bits in the one with a short id', () => {
    expect(text).toMatch(/\+.*\/|\/.*\+/);
    expect(text).toMatch(/[^=]=+$/);
    expect(seed({ id: 'a', sig: SIGNATURE })).toMatch(/0=$/);
    expect(parsePassCode(seed({ id: 'a', sig: SIGNATURE }))).not.toBeNull();
  });

  test.each([
    ['as it is', text],
    ['with blanks around it', `  ${text}\n`],
    ['without padding', text.replace(/=+$/, '')],
    ['as base64url', text.replaceAll('+', '-').replaceAll('/', '_')],
    ['with its members in the other order', seed({ sig: SIGNATURE, id: read.passId })],
    ['under the name pass_id', seed({ pass_id: read.passId, sig: SIGNATURE })],
    ['under the name signature', seed({ id: read.passId, signature: SIGNATURE })],
    ['with blanks in the JSON', base64(` { "id" : "??>>>ü12",\n"sig": "${SIGNATURE}" } `)],
    ['with escapes in the JSON', base64(`{"id":"??>>>\\u00fc12","sig":"${SIGNATURE}"}`)],
  ])('is read %s', (_how, given) => {
    expect(parsePassCode(given)).toEqual(read);
  });

  test.each([
    ['both alphabets mixed', text.replaceAll('+', '-')],
    ['padding that is too long', `${text.replace(/=+$/, '')}===`],
    ['padding in the middle', `${text.slice(0, 4)}=${text.slice(4)}`],
    ['a blank inside', `${text.slice(0, 8)} ${text.slice(8)}`],
    ['filled-up bits that are not zero', seed({ id: 'a', sig: SIGNATURE }).replace(/0=$/, '1=')],
    ['bytes that are not UTF-8', Buffer.from(`{"id":"\xff","sig":"${SIGNATURE}"}`, 'latin1').toString('base64')],
    ['a byte order mark', base64(`\uFEFF{"id":"a","sig":"${SIGNATURE}"}`)],
    ['a member too many', seed({ id: 'a', sig: SIGNATURE, role: 'vip' })],
    ['two ids', seed({ id: 'a', pass_id: 'a', sig: SIGNATURE })],
    ['no id', seed({ sig: SIGNATURE })],
    ['no signature', seed({ id: 'a' })],
    ['a number as id', seed({ id: 7, sig: SIGNATURE })],
    ['an empty id', seed({ id: '', sig: SIGNATURE })],
    ['an id that is too long', seed({ id: 'a'.repeat(101), sig: SIGNATURE })],
    ['a control character in the id', seed({ id: 'epass/pass/v1\0', sig: SIGNATURE })],
    ['half a character in the id', seed({ id: '\ud800', sig: SIGNATURE })],
    ['a short signature', seed({ id: 'a', sig: SIGNATURE.slice(2) })],
    ['a signature in capitals', seed({ id: 'a', sig: SIGNATURE.toUpperCase() })],
    ['a signature that is an array', seed({ id: 'a', sig: [SIGNATURE] })],
    ['an array', seed(['a', SIGNATURE])],
    ['a text', seed('a')],
    ['null', seed(null)],
    ['inherited members', base64(`{"__proto__":{"id":"a","sig":"${SIGNATURE}"}}`)],
    ['an inherited id', base64(`{"__proto__":{"id":"a"},"sig":"${SIGNATURE}"}`)],
    ['more than 1,024 characters', seed({ id: 'a', sig: SIGNATURE }) + 'A'.repeat(1_024)],
    ['much blank space in the JSON', base64(`${' '.repeat(1_000)}{"id":"a","sig":"${SIGNATURE}"}`)],
  ])('is not read with %s', (_how, given) => {
    expect(parsePassCode(given)).toBeNull();
  });

  test('is never written for an id or a signature that it cannot carry', () => {
    const signature = new Uint8Array(32);
    expect(() => formatSeedPayload({ passId: '', signature })).toThrow(RangeError);
    expect(() => formatSeedPayload({ passId: 'a\0', signature })).toThrow(RangeError);
    expect(() => formatSeedPayload({ passId: 'a', signature: new Uint8Array(16) })).toThrow(RangeError);
  });
});

describe('hostile texts', () => {
  test('find nothing in what every object inherits', () => {
    const inherited = { id: 'a', sig: SIGNATURE };
    try {
      for (const [name, value] of Object.entries(inherited)) {
        Object.defineProperty(Object.prototype, name, { value, configurable: true });
      }
      expect(parsePassCode(seed({ x: 1, y: 2 }))).toBeNull();
    } finally {
      for (const name of Object.keys(inherited)) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  const nested = fc.integer({ min: 1, max: 900 }).map((depth) => base64('['.repeat(depth)));
  const json = fc.json({ maxDepth: 4 }).map(base64);
  const proto = fc.jsonValue().map((value) => base64(`{"__proto__":${JSON.stringify(value)},"constructor":1}`));
  const huge = fc.nat(3_000_000).map((length) => 'A'.repeat(length));
  const binary = fc.string({ unit: 'binary', maxLength: 3_000 });

  test('never throw and change nothing', () => {
    const before = Reflect.ownKeys(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(fc.string(), binary, nested, json, proto, fc.base64String()), (text) => {
        expect(() => parsePassCode(text)).not.toThrow();
      }),
      { numRuns: 5_000 },
    );
    fc.assert(
      fc.property(huge, (text) => {
        expect(parsePassCode(text)).toBeNull();
      }),
      { numRuns: 50 },
    );
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  });
});
