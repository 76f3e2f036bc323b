import { createHmac } from 'node:crypto';
import bcrypt from 'bcrypt';
import { createTurns } from './turns';

const COST = 12;
const PREPARED = 'v2$';
/** Part of every stored password: changing it would make them all wrong. */
const LABEL = 'E-Pass Box Office password v2';
/** How much of a password bcrypt itself looks at. */
const BCRYPT_BYTES = 72;
/** Looks like a hash and takes as long as one, but is none: nobody knows a password for it, because there is none. */
const NOBODYS = ['', '2b', String(COST), '.'.repeat(53)].join('$');

export type Passwords = ReturnType<typeof createPasswords>;

/** Hashing and checking. bcrypt works at most twice at a time, so that a flood of sign-ins cannot slow the scans. */
export function createPasswords() {
  const take = createTurns(2);

  return {
    /** Looks at the whole password, however long it is. */
    hash: (password: string): Promise<string> =>
      take(async () => PREPARED + (await bcrypt.hash(prepare(password), COST))),

    /**
     * One bcrypt comparison whatever is asked, so that the time tells nothing.
     * @param stored a hash made here, a bare one of the earlier web application, or null where there is no account
     */
    verify: (password: string, stored: string | null): Promise<boolean> => take(() => compare(password, stored)),
  };
}

/** The hash is the earlier web application's and should give way to one made here. */
export function isEarlierHash(stored: string): boolean {
  return !stored.startsWith(PREPARED);
}

/** The earlier web application looked at the beginning of this password only, so nobody knows whether its end is right. */
export function wasCutShort(password: string, stored: string): boolean {
  return isEarlierHash(stored) && Buffer.byteLength(password) > BCRYPT_BYTES;
}

async function compare(password: string, stored: string | null): Promise<boolean> {
  if (stored === null) {
    await bcrypt.compare(prepare(password), NOBODYS);
    return false;
  }
  if (!isEarlierHash(stored)) return bcrypt.compare(prepare(password), stored.slice(PREPARED.length));
  const known = /^\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}$/.test(stored);
  // PHP writes `2y` for what everybody else calls `2b`.
  return bcrypt.compare(password, known ? stored.replace(/^\$2[xy]?\$/, '$2b$') : NOBODYS);
}

/** bcrypt cuts at 72 bytes; 44 characters that stand for the whole password are never cut. */
function prepare(password: string): string {
  return createHmac('sha256', LABEL).update(password.normalize('NFC'), 'utf8').digest('base64');
}
