import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newPrivateKey, rawPublicKey } from '../../../src-main/backups/agreed-keys';
import { checkOf, isSameCheck } from '../../../src-main/desks/check-number';
import { approvalOf, isApproved } from '../../../src-main/desks/desk-macs';
import { openSealedKey, sealKey } from '../../../src-main/desks/sealed-keys';
import { importedKey, makeKey } from '../../../src-main/signing/key-set';
import { toInstant } from '../../../src-shared/instant';
import { TEST_BEGINS } from '../../support/box-office';

function desk() {
  const privateKey = newPrivateKey();
  return { deskId: randomUUID(), privateKey, publicKey: rawPublicKey(privateKey).toString('base64') };
}

const AT = toInstant(TEST_BEGINS);
const eventId = randomUUID();
const key = makeKey([], AT);
const before = { ...makeKey([key.keyId], AT), current: false };
const imported = importedKey('QR_SECRET', [key.keyId, before.keyId], AT);
const keys = { set: { eventId, keys: [before, key, imported] }, salt: randomBytes(16), verifier: randomBytes(32) };
const one = desk();
const sealed = sealKey(keys, key, one);

test('what is sealed for a desk it opens, with what the passphrase is recognised by', () => {
  const opened = openSealedKey(sealed, one, eventId, key.keyId);
  expect(opened).toMatchObject({ salt: keys.salt, verifier: keys.verifier, key: { keyId: key.keyId, current: true } });
  expect(opened?.key.secret.equals(key.secret)).toBe(true);
  expect(sealKey(keys, key, one)).not.toBe(sealed);
});

test('it is nothing to another desk, event or key, nor to the same key under the name of another desk', () => {
  const other = desk();
  expect(openSealedKey(sealed, other, eventId, key.keyId)).toBeNull();
  expect(openSealedKey(sealed, { ...other, deskId: one.deskId }, eventId, key.keyId)).toBeNull();
  expect(openSealedKey(sealed, { ...one, deskId: other.deskId }, eventId, key.keyId)).toBeNull();
  expect(openSealedKey(sealed, one, randomUUID(), key.keyId)).toBeNull();
  expect(openSealedKey(sealed, one, eventId, before.keyId)).toBeNull();
});

test('whoever sealed it vouches with the keys of the event that sign, and with no other', () => {
  const opened = openSealedKey(sealed, one, eventId, key.keyId);
  expect(opened?.isVouchedForBy(key)).toBe(true);
  expect(opened?.isVouchedForBy(before)).toBe(true);
  expect(opened?.isVouchedForBy(imported)).toBe(false);
  expect(opened?.isVouchedForBy({ ...makeKey([], AT), keyId: before.keyId })).toBe(false);
});

test('the word that a desk was let in is about its id and its key, by the key that signs, and about this event', () => {
  const other = desk();
  const row = { desk_id: one.deskId, public_key: one.publicKey };
  const approval = approvalOf(key, eventId, row);
  expect(isApproved(key, eventId, { ...row, approval })).toBe(true);
  expect(isApproved(key, eventId, { ...row, desk_id: other.deskId, approval })).toBe(false);
  expect(isApproved(key, eventId, { ...row, public_key: other.publicKey, approval })).toBe(false);
  expect(isApproved(before, eventId, { ...row, approval })).toBe(false);
  expect(isApproved(key, randomUUID(), { ...row, approval })).toBe(false);
  for (const wrong of [null, '', approval.slice(2), approvalOf(before, eventId, row)]) {
    expect(isApproved(key, eventId, { ...row, approval: wrong })).toBe(false);
  }
});

test('a byte that is changed anywhere opens nothing, and bytes that anybody made up do not either', () => {
  const bytes = Buffer.from(sealed, 'base64');
  const places = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(places, ([at, change]) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      // X25519 takes no notice of the highest bit of a public key; it is part of what the key is derived from.
      expect(openSealedKey(changed.toString('base64'), one, eventId, key.keyId)).toBeNull();
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (made) => {
      expect(openSealedKey(Buffer.from(made).toString('base64'), one, eventId, key.keyId)).toBeNull();
    }),
  );
});

test('a number is the same however it is typed, and no two desks have one number', () => {
  const numbers = new Set<string>();
  fc.assert(
    fc.property(fc.uuid(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (deskId, bytes) => {
      const publicKey = Buffer.from(bytes).toString('base64');
      const check = checkOf({ deskId, publicKey });
      expect(check).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
      const typed = check.toLowerCase().replaceAll('-', ' \u2013 ').replaceAll('0', 'o').replaceAll('1', 'l');
      expect(isSameCheck(`\n${typed} `, check)).toBe(true);
      expect(isSameCheck(checkOf({ deskId: randomUUID(), publicKey }), check)).toBe(false);
      expect(numbers.has(check)).toBe(false);
      numbers.add(check);
    }),
  );
});
