import { randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O or U, so that it survives being read aloud and copied by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const DAY = 24 * 60 * 60 * 1_000;

/** Milliseconds for which an invitation is good. */
export const INVITATION_LASTS = 7 * DAY;

/** 80 random bits as four groups of four, such as `7H2K-QX0M-9RTB-4VDN`. */
export function makeOneTimePassword(): string {
  const signs = Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return signs.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is hashed: the same text however a person types it, with or without dashes, in either case, O for 0. */
export function plainOneTimePassword(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
