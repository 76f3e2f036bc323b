import { createHash } from 'node:crypto';
import { asCrockfordTyped, encodeCrockford } from '../../src-shared/crockford';

/** Characters of five bits each: to find another key with the same number takes 2^60 tries. */
const CHARACTERS = 12;

interface Named {
  readonly deskId: string;
  /** Base64. */
  readonly publicKey: string;
}

/**
 * What a desk shows of its public key, in groups of four. Whoever can write to the store can put another key into the
 * place of a desk's, but not one with its number.
 */
export function checkOf({ deskId, publicKey }: Named): string {
  const digest = createHash('sha256').update(['epass/desk-check/v1', deskId, publicKey].join('\0')).digest();
  const text = encodeCrockford(digest).slice(0, CHARACTERS);
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** Letter case, look-alikes, blanks and dashes do not matter: it is typed from another screen. */
export function isSameCheck(typed: string, check: string): boolean {
  const bare = (text: string) => asCrockfordTyped(text.replace(/[\s\p{Pd}\u2212]/gu, ''));
  return bare(typed) === bare(check);
}
