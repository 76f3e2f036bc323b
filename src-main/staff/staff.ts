import type { FieldProblem } from '../../src-shared/contract/operation';
import type { SignedIn, StaffMember } from '../../src-shared/contract/staff';
import { toInstant } from '../../src-shared/instant';
import type { Connection } from '../caller';
import type { Database } from '../database/sqlite';
import type { AdminRow } from '../database/tables';
import { change, changeOnce } from '../database/transact';
import { ExpectedError } from '../expected-error';
import { displayNameOf, hasOtherAdministrator, type Invitation, isTaken, newAccount, toMember } from './accounts';
import { createCredentials } from './credentials';
import { INVITATION_LASTS, makeOneTimePassword, plainOneTimePassword } from './one-time-password';
import { passwordProblem } from './password-policy';
import { createPasswords } from './passwords';
import type { FollowedAccount, Person, Sessions } from './sessions';

interface StaffOptions {
  readonly db: Database;
  readonly sessions: Sessions;
  readonly now: () => number;
  /** Awaited after an account was changed, before whoever changed it hears so. */
  readonly accountsChanged: () => Promise<void>;
}

interface Invited {
  readonly row: AdminRow;
  /** Shown once; only its hash is kept. */
  readonly oneTimePassword: string;
}

export type Staff = ReturnType<typeof createStaff>;

/** The accounts of the office: who may sign in, and as what. */
export function createStaff({ db, sessions, now, accountsChanged }: StaffOptions) {
  const passwords = createPasswords();
  const credentials = createCredentials({ db, passwords, now });

  async function confirm(connection: Connection, username: string, password: string) {
    const confirmed = await credentials.check(username, password, connection.source);
    if (!confirmed) throw new ExpectedError('wrong-credentials');
    return confirmed;
  }

  async function newOneTimePassword() {
    const oneTimePassword = makeOneTimePassword();
    return { oneTimePassword, hash: await passwords.hash(plainOneTimePassword(oneTimePassword)) };
  }

  /** The row of a person who is invited, not yet written. */
  async function draftInvitation(invitation: Invitation): Promise<Invited> {
    const { oneTimePassword, hash } = await newOneTimePassword();
    return { row: newAccount(invitation, hash, true, now()), oneTimePassword };
  }

  return {
    draftInvitation,

    /** The row of a person who has chosen a password that obeys the policy, not yet written. */
    draftAccount: async (person: Invitation, password: string): Promise<AdminRow> => ({
      ...newAccount(person, await passwords.hash(password), false, now()),
      last_sign_in_at: toInstant(now()),
    }),

    /** @throws ExpectedError `wrong-credentials` for every reason alike, `too-many-attempts` */
    async signIn(connection: Connection, username: string, password: string): Promise<SignedIn> {
      const { row, mustReplacePassword } = await confirm(connection, username, password);
      const signedIn = await db
        .updateTable('admins')
        .set({ last_sign_in_at: toInstant(now()) })
        .where('username', '=', row.username)
        // Neither disabled nor reset while the password was being checked.
        .where('password_hash', '=', row.password_hash)
        .where('disabled_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (!signedIn) throw new ExpectedError('wrong-credentials');
      return sessions.start(connection, toPerson(signedIn, mustReplacePassword));
    },

    /** @throws ExpectedError `wrong-credentials`, `too-many-attempts`, `not-signed-in` */
    async unlock(connection: Connection, username: string, password: string): Promise<SignedIn> {
      const { row, mustReplacePassword } = await confirm(connection, username, password);
      return sessions.renew(connection, toPerson(row, mustReplacePassword));
    },

    /** Also ends the person's sessions elsewhere. */
    async changePassword(connection: Connection, username: string, current: string, chosen: string): Promise<SignedIn> {
      const problem = passwordProblem(chosen, username);
      if (problem) throw refusal('newPassword', problem);
      const { row } = await confirm(connection, username, current);
      if (isSamePassword(row, current, chosen)) throw refusal('newPassword', 'password-same');

      const hash = await passwords.hash(chosen);
      sessions.expect(connection, hash);
      const changed = await db
        .updateTable('admins')
        .set({ password_hash: hash, one_time_until: null })
        .where('username', '=', row.username)
        .where('password_hash', '=', row.password_hash)
        .where('disabled_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (!changed) throw new ExpectedError('wrong-credentials');
      const signedIn = sessions.renew(connection, toPerson(changed, false));
      sessions.endAllOf(changed.username, connection);
      return signedIn;
    },

    /** To be called after another desk that shares the store has changed accounts. */
    async follow(): Promise<void> {
      const rows = await db.selectFrom('admins').selectAll().execute();
      const followed = rows.map((row) => [
        row.username,
        { ...toPerson(row, false), mayWork: row.disabled_at === null },
      ]);
      sessions.follow(new Map(followed as [string, FollowedAccount][]));
    },

    async list(): Promise<StaffMember[]> {
      const rows = await db.selectFrom('admins').selectAll().orderBy('username').execute();
      return rows.map(toMember);
    },

    async invite(invitation: Invitation): Promise<{ member: StaffMember; oneTimePassword: string }> {
      const { row, oneTimePassword } = await draftInvitation(invitation);
      await changeOnce(db, async (within) => {
        if (await isTaken(within, row.username)) throw refusal('username', 'taken');
        await within.insertInto('admins').values(row).execute();
      });
      return { member: toMember(row), oneTimePassword };
    },

    async update(wanted: Invitation & { readonly disabled: boolean }): Promise<StaffMember> {
      const { username, displayName, role, disabled } = wanted;
      const row = await change(db, async (within) => {
        const before = await get(within, username);
        const remains = role === 'administrator' && !disabled;
        if (!remains && (await isLastAdministrator(within, before))) {
          throw refusal(disabled ? 'disabled' : 'role', 'last-administrator');
        }
        return within
          .updateTable('admins')
          .set({
            display_name: displayName,
            role,
            disabled_at: disabled ? (before.disabled_at ?? toInstant(now())) : null,
          })
          .where('username', '=', username)
          .returningAll()
          .executeTakeFirstOrThrow();
      });
      if (disabled) sessions.endAllOf(username);
      else sessions.update(username, { displayName, role });
      await accountsChanged();
      return toMember(row);
    },

    async resetPassword(username: string): Promise<{ member: StaffMember; oneTimePassword: string }> {
      const { oneTimePassword, hash } = await newOneTimePassword();
      const row = await change(db, async (within) => {
        // An invitation can expire, and then nobody could make another.
        if (await isLastAdministrator(within, await get(within, username))) {
          throw refusal('username', 'last-administrator');
        }
        return within
          .updateTable('admins')
          .set({ password_hash: hash, one_time_until: toInstant(now() + INVITATION_LASTS) })
          .where('username', '=', username)
          .returningAll()
          .executeTakeFirstOrThrow();
      });
      sessions.endAllOf(username);
      credentials.forgetFailures(username);
      return { member: toMember(row), oneTimePassword };
    },
  };
}

async function get(db: Database, username: string): Promise<AdminRow> {
  const row = await db.selectFrom('admins').selectAll().where('username', '=', username).executeTakeFirst();
  if (!row) throw new ExpectedError('not-found');
  return row;
}

/** This person can run the office now, and nobody else can. */
async function isLastAdministrator(db: Database, row: AdminRow): Promise<boolean> {
  const canRunIt = row.role === 'administrator' && row.disabled_at === null && row.one_time_until === null;
  return canRunIt && !(await hasOtherAdministrator(db, row.username));
}

function isSamePassword(row: AdminRow, current: string, chosen: string): boolean {
  if (row.one_time_until !== null) return plainOneTimePassword(current) === plainOneTimePassword(chosen);
  return current.normalize('NFC') === chosen.normalize('NFC');
}

function toPerson(row: AdminRow, mustReplacePassword: boolean): Person {
  const { username, role, password_hash: passwordHash } = row;
  return { username, displayName: displayNameOf(row), role, mustReplacePassword, passwordHash };
}

function refusal(field: string, problem: FieldProblem): ExpectedError {
  return new ExpectedError('invalid-input', { fields: { [field]: problem } });
}
