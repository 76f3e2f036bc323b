import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/** What a phone keeps in its cookie: 256 random bits that say nothing by themselves. */
export function makeDeviceToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the QR of an invitation carries: 128 random bits, 22 characters. */
export function makeInvitationToken(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * SHA-256, hex: all that the office keeps of a secret. Secrets are looked up by it, so the time that takes tells nothing
 * of the secret.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * What a phone brings along to another address, where its cookie does not go: 128 bits. It follows from the token, so it
 * is kept nowhere and is new whenever the token is; the token does not follow from it.
 */
export function rejoinKeyOf(token: string): string {
  return createHmac('sha256', token).update('epass/rejoin/v1').digest().subarray(0, 16).toString('base64url');
}

/** Four digits that the phone and the desk both show. */
export function makeCheck(): string {
  return String(randomInt(10_000)).padStart(4, '0');
}
