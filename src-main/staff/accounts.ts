import { sql } from 'kysely';
import type { Role } from '../../src-shared/contract/operation';
import type { StaffMember } from '../../src-shared/contract/staff';
import { fromInstant, toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import type { AdminRow } from '../database/tables';
import { INVITATION_LASTS } from './one-time-password';

export interface Invitation {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
}

/**
 * The account that somebody means who types this. Letter case does not matter, unless the earlier web application left
 * two accounts that differ in nothing else.
 */
export async function findAccount(db: Database, typed: string): Promise<AdminRow | null> {
  const username = typed.normalize('NFC').trim();
  const rows = await db
    .selectFrom('admins')
    .selectAll()
    .where((is) => is.or([is('username', '=', username), is(sql`lower(username)`, '=', username.toLowerCase())]))
    .execute();
  return rows.find((row) => row.username === username) ?? (rows.length === 1 ? (rows[0] ?? null) : null);
}

/** Whether an account has this name in any letter case. */
export async function isTaken(db: Database, username: string): Promise<boolean> {
  const row = await db
    .selectFrom('admins')
    .select('username')
    .where(sql`lower(username)`, '=', username.toLowerCase())
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether somebody could still run the office without this person: an invitation can expire, so it does not count. */
export async function hasOtherAdministrator(db: Database, username: string): Promise<boolean> {
  const row = await db
    .selectFrom('admins')
    .select('username')
    .where('username', '<>', username)
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .where('one_time_until', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** @param isOneTime the hash is of a one-time password, which has to be replaced within its days */
export function newAccount(person: Invitation, passwordHash: string, isOneTime: boolean, at: number): AdminRow {
  return {
    username: person.username,
    password_hash: passwordHash,
    display_name: person.displayName,
    created_at: toInstant(at),
    role: person.role,
    one_time_until: isOneTime ? toInstant(at + INVITATION_LASTS) : null,
    disabled_at: null,
    last_sign_in_at: null,
  };
}

/** Not disabled, and not an invitation that nobody took up in time. */
export function maySignIn(row: AdminRow, at: number): boolean {
  return row.disabled_at === null && (row.one_time_until === null || at < fromInstant(row.one_time_until));
}

export function toMember(row: AdminRow): StaffMember {
  return {
    username: row.username,
    displayName: displayNameOf(row),
    role: row.role,
    createdAt: row.created_at,
    invited: row.one_time_until !== null,
    disabled: row.disabled_at !== null,
    lastSignInAt: row.last_sign_in_at,
  };
}

/** The earlier web application allowed accounts without one. */
export function displayNameOf(row: AdminRow): string {
  return row.display_name?.trim() || row.username;
}
