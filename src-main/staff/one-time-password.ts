import { randomBytes } from 'node:crypto';
import { asCrockfordTyped, encodeCrockford } from '../../src-shared/crockford';

const BYTES = 10;
const DAY = 24 * 60 * 60 * 1_000;

/** Milliseconds for which an invitation is good. */
export const INVITATION_LASTS = 7 * DAY;

/** 80 random bits as four groups of four, such as `7H2K-QX0M-9RTB-4VDN`: survives being read aloud and copied by hand. */
export function makeOneTimePassword(): string {
  return encodeCrockford(randomBytes(BYTES)).replace(/(.{4})(?=.)/g, '$1-');
}

/** What is hashed: the same text however a person types it, with or without dashes, in either case, O for 0. */
export function plainOneTimePassword(typed: string): string {
  return asCrockfordTyped(typed).replace(/[^0-9A-Z]/g, '');
}
