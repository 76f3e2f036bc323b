import type { Database } from '../database/sqlite';
import { oneAtATime } from '../signing/one-at-a-time';
import { displayNameOf } from '../staff/accounts';

interface Account {
  readonly username: string;
  readonly displayName: string;
  readonly disabled: boolean;
}

export type Accounts = Awaited<ReturnType<typeof openAccounts>>;

/** Who can answer for a phone, held so that a scan needs no query. `reload` after an account has changed. */
export async function openAccounts(db: Database) {
  const queued = oneAtATime();
  let held: ReadonlyMap<string, Account> = new Map();

  // In order, so that what was read first never replaces what was read last.
  const reload = (): Promise<void> =>
    queued(async () => {
      const rows = await db.selectFrom('admins').selectAll().execute();
      held = new Map(
        rows.map((row) => [
          row.username,
          { username: row.username, displayName: displayNameOf(row), disabled: row.disabled_at !== null },
        ]),
      );
    });

  await reload();
  return {
    reload,
    /** The username itself where the account is gone. */
    nameOf: (username: string): string => held.get(username)?.displayName ?? username,
    isUsable: (username: string): boolean => held.get(username)?.disabled === false,
    usable: (): Account[] => [...held.values()].filter(({ disabled }) => !disabled),
  };
}
