import type { Database } from '../database/sqlite';
import type { AdminRow } from '../database/tables';
import { findAccount, maySignIn } from './accounts';
import { plainOneTimePassword } from './one-time-password';
import { passwordProblem } from './password-policy';
import { isEarlierHash, type Passwords, wasCutShort } from './passwords';
import { createThrottle } from './throttle';
import { createTurns } from './turns';

interface CredentialsOptions {
  readonly db: Database;
  readonly passwords: Passwords;
  readonly now: () => number;
}

interface Confirmed {
  readonly row: AdminRow;
  /** A one-time password, or one that would not be accepted today. */
  readonly mustReplacePassword: boolean;
}

/** Judges a name and a password so that neither the answer nor its time tells which of them was wrong. */
export function createCredentials({ db, passwords, now }: CredentialsOptions) {
  const throttle = createThrottle(now);
  // A try counts as failed until it is judged, so only a few may be in that state: a shift that starts work at one desk
  // is no attack.
  const take = createTurns(2);

  async function judge(username: string, password: string): Promise<Confirmed | null> {
    const row = await findAccount(db, username);
    const stored = row && maySignIn(row, now()) ? row.password_hash : null;
    const isOneTime = row !== null && row.one_time_until !== null;
    const isRight = await passwords.verify(isOneTime ? plainOneTimePassword(password) : password, stored);
    if (!isRight || !row) return null;
    if (isOneTime) return { row, mustReplacePassword: true };

    const isUncertain = wasCutShort(password, row.password_hash);
    const current = isEarlierHash(row.password_hash) && !isUncertain ? await strengthen(row, password) : row;
    const mustReplacePassword = isUncertain || passwordProblem(password, row.username) !== null;
    return current && { row: current, mustReplacePassword };
  }

  /** Puts a hash of the whole password in the place of the earlier web application's. */
  async function strengthen(row: AdminRow, password: string): Promise<AdminRow | null> {
    const hash = await passwords.hash(password);
    await db
      .updateTable('admins')
      .set({ password_hash: hash })
      .where('username', '=', row.username)
      .where('password_hash', '=', row.password_hash)
      .execute();
    const kept = await db.selectFrom('admins').selectAll().where('username', '=', row.username).executeTakeFirst();
    if (!kept || kept.password_hash === hash) return kept ?? null;
    // Somebody was quicker: the same person at another desk, or an administrator with a new one-time password.
    return (await passwords.verify(password, kept.password_hash)) ? kept : null;
  }

  return {
    /**
     * Null for an unknown name, a wrong password, a disabled account and an expired invitation alike.
     * @param source where the try comes from, see `Connection`
     * @throws ExpectedError `too-many-attempts`
     */
    check: (username: string, password: string, source: string): Promise<Confirmed | null> =>
      take(async () => {
        const keys = [accountKey(username), `source ${source}`];
        throttle.begin(...keys);
        const confirmed = await judge(username, password);
        if (confirmed) throttle.forget(...keys);
        return confirmed;
      }),

    /** Lets the person try again at once. */
    forgetFailures: (username: string): void => throttle.forget(accountKey(username)),
  };
}

/** Made-up names are counted like real ones. */
function accountKey(username: string): string {
  return `account ${username.normalize('NFC').trim().toLowerCase()}`;
}
