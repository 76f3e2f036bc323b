import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkValueOf, decodeKeySet, encodeKeySet, importedKey, type KeySet } from '../../../src-main/signing/key-set';
import { createPassSigner } from '../../../src-main/signing/pass-signer';
import { encodeCrockford } from '../../../src-shared/crockford';
import { toInstant } from '../../../src-shared/instant';
import { formatCompactCode, formatSeedPayload, parsePassCode } from '../../../src-shared/pass-code';
import vectors from '../../src-shared/pass-code-vectors.json';

const BEGINNING = toInstant(0);

/** The keys of the vectors, the given one current. */
function keySet(current: string): KeySet {
  return {
    eventId: vectors.eventId,
    keys: vectors.keys.map(({ keyId, source, secret }) => ({
      keyId,
      source: source === 'made' ? 'made' : 'imported',
      createdAt: BEGINNING,
      current: keyId === current,
      secret: createSecretKey(Buffer.from(secret, 'hex')),
    })),
  };
}
const signer = createPassSigner(keySet('7K'));
const CODE = vectors.codes[2]?.compact ?? '';
const SEED = vectors.codes[2]?.seed ?? '';
const PASS_ID = vectors.codes[2]?.passId ?? '';

describe('codes computed apart from this code', () => {
  test.each(vectors.codes)('of $passId under key $keyId are signed and verified the same', (vector) => {
    const { keyId, passId, compact, seed, seedAsPython } = vector;
    expect(signer.verify(seed)).toBe(passId);
    expect(signer.verify(seedAsPython)).toBe(passId);
    if (compact) expect(signer.verify(compact)).toBe(passId);

    const made = vectors.keys.find((key) => key.keyId === keyId)?.source === 'made';
    if (!made) return;
    const maker = createPassSigner(keySet(keyId));
    expect(maker.sign(passId, 'seed')).toBe(seed);
    expect(maker.sign(passId, 'compact')).toBe(compact ?? seed);
  });

  test('have the check values that tell keys apart', () => {
    const values = keySet('7K').keys.map((key) => [key.keyId, checkValueOf(key)]);
    expect(values).toEqual(vectors.keys.map((key) => [key.keyId, key.checkValue]));
  });

  test.each(vectors.keys.filter((key) => key.text))('of the text $text come from the same key', ({ text, secret }) => {
    const key = importedKey(text ?? '', [], BEGINNING);
    expect(key.secret.export().toString('hex')).toBe(secret);
  });
});

describe('a forger', () => {
  test('gets nowhere by flipping one bit of key id, pass id or tag', () => {
    let tried = 0;
    for (const { compact } of vectors.codes) {
      const parts = compact ? parsePassCode(compact) : null;
      if (parts?.kind !== 'compact') continue;
      const bytes = Buffer.concat([Buffer.from(parts.passId.replaceAll('-', ''), 'hex'), parts.tag]);
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const halves = [flipped.subarray(0, 16), flipped.subarray(16)].map(encodeCrockford).join('.');
        expect(signer.verify(`EP1.${parts.keyId}.${halves}`)).toBeNull();
        tried += 1;
      }
    }
    expect(tried).toBe(8 * 256);
  });

  test('gets nowhere by flipping one bit of the text of a code', () => {
    for (const code of [CODE, SEED]) {
      const bytes = Buffer.from(code);
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const text = flipped.toString('latin1');
        const sameCode = JSON.stringify(parsePassCode(text)) === JSON.stringify(parsePassCode(code));
        expect(signer.verify(text)).toBe(sameCode ? PASS_ID : null);
      }
    }
  });

  test('gets nowhere with random tags and signatures', () => {
    for (let tries = 0; tries < 20_000; tries += 1) {
      const code = formatCompactCode({ keyId: '7K', passId: PASS_ID, tag: randomBytes(16) });
      expect(signer.verify(code)).toBeNull();
    }
    for (let tries = 0; tries < 2_000; tries += 1) {
      expect(signer.verify(formatSeedPayload({ passId: PASS_ID, signature: randomBytes(32) }))).toBeNull();
    }
  });

  test('gets nowhere with a code of another event, or under another or an unknown key id', () => {
    const otherEvent = createPassSigner({ ...keySet('7K'), eventId: '00000000-0000-4000-8000-000000000000' });
    expect(otherEvent.verify(CODE)).toBeNull();
    expect(signer.verify(otherEvent.sign(PASS_ID, 'compact') ?? '')).toBeNull();
    expect(signer.verify(CODE.replace('.7K.', '.Z0.'))).toBeNull();
    expect(signer.verify(CODE.replace('.7K.', '.7J.'))).toBeNull();
  });

  test('who knows the secret of the earlier application cannot make a compact code of it', () => {
    const imported = keySet('0A').keys.filter((key) => key.keyId === '0A');
    const asIfMade = imported.map((key) => ({ ...key, source: 'made' as const }));
    const forged = createPassSigner({ eventId: vectors.eventId, keys: asIfMade }).sign(PASS_ID, 'compact') ?? '';
    expect(parsePassCode(forged)).toMatchObject({ kind: 'compact', keyId: '0A' });
    expect(signer.verify(forged)).toBeNull();
  });

  test('cannot have a seed id signed that is what a compact code signs', () => {
    expect(signer.sign('epass/pass/v1\0', 'seed')).toBeNull();
    const signature = createHmac('sha256', keySet('7K').keys[0]?.secret ?? '')
      .update('epass/pass/v1\0')
      .digest('hex');
    const payload = Buffer.from(JSON.stringify({ id: 'epass/pass/v1\0', sig: signature })).toString('base64');
    expect(signer.verify(payload)).toBeNull();
  });

  test('cannot make verification throw', () => {
    const claims = fc.record({ id: fc.string(), sig: fc.oneof(fc.string(), fc.constant('00'.repeat(32))) });
    const payload = claims.map((claim) => Buffer.from(JSON.stringify(claim)).toString('base64'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 3_000 }), payload), (text) => {
        expect(signer.verify(text)).toBeNull();
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('what goes into a code', () => {
  test('is a seed payload for an id that no compact code can give back, whatever the format', () => {
    for (const passId of ['OLD-PASS-17', PASS_ID.toUpperCase()]) {
      const code = signer.sign(passId, 'compact') ?? '';
      expect(parsePassCode(code)?.kind).toBe('seed');
      expect(signer.verify(code)).toBe(passId);
    }
  });

  test('is nothing without a current key', () => {
    expect(createPassSigner(keySet('none')).sign(PASS_ID, 'compact')).toBeNull();
    expect(createPassSigner(keySet('none')).verify(CODE)).toBe(PASS_ID);
  });
});

describe('the bytes of a key set', () => {
  test('give back the keys', () => {
    const set = keySet('Z0');
    const again = decodeKeySet(encodeKeySet(set));
    expect(again?.eventId).toBe(set.eventId);
    expect(again?.keys.map((key) => ({ ...key, secret: key.secret.export() }))).toEqual(
      set.keys.map((key) => ({ ...key, secret: key.secret.export() })),
    );
  });

  test('are refused when they are cut anywhere but between two keys', () => {
    const bytes = encodeKeySet(keySet('Z0'));
    const whole = Array.from({ length: bytes.length }, (_, end) => decodeKeySet(bytes.subarray(0, end))).filter(
      Boolean,
    );
    expect(whole.map((set) => set?.keys.length)).toEqual([0, 1, 2, 3]);
  });
});
