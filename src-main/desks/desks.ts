import type { Desk, DeskState } from '../../src-shared/contract/desks';
import { toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import type { DeskRow } from '../database/tables';
import { change } from '../database/transact';
import { ExpectedError } from '../expected-error';
import type { Log } from '../log';
import { becomeDeskSettings } from '../settings/desk-settings';
import type { Settings } from '../settings/settings';
import { oneAtATime } from '../signing/one-at-a-time';
import type { Signing } from '../signing/signing';
import { displayNameOf } from '../staff/accounts';
import { checkOf, isSameCheck } from './check-number';
import type { DeskIdentity } from './desk-identity';
import { approvalOf, isApproved } from './desk-macs';
import { freeName, isNameTaken, readDesks, setDesk } from './desk-rows';
import type { KeyExchange } from './key-exchange';
import { sayHere } from './presence';

interface DesksOptions {
  /** A store that desks share. */
  readonly db: Database;
  readonly identity: DeskIdentity;
  /** What this desk is called if the store does not know it yet. */
  readonly name: string;
  readonly exchange: KeyExchange;
  readonly settings: Settings;
  readonly signing: Signing;
  /** Opens keys that were sent to a desk with nobody in front of it. */
  readonly keyPassphrase: string | null;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/** What a desk is told of itself. */
export interface OwnDesk {
  readonly name: string;
  readonly state: DeskState;
  readonly check: string;
}

export type Desks = Awaited<ReturnType<typeof openDesks>>;

/**
 * The desks of a store. One that has all signing keys is let in by that alone, and lets others in; nothing else makes a
 * desk one that keys are sealed for, whatever its row says.
 */
export async function openDesks(options: DesksOptions) {
  const { db, identity, name, exchange, settings, signing, keyPassphrase, version, now, log } = options;
  const { deskId, publicKey } = identity;
  const queued = oneAtATime();
  let own = await register();
  let isClosed = false;

  /** Enters this desk in the store, or finds it there. */
  function register(): Promise<DeskRow> {
    return change(db, async (within) => {
      await becomeDeskSettings(within, deskId);
      const rows = await readDesks(within);
      const known = rows.find((row) => row.desk_id === deskId);
      const seen = { last_seen_at: toInstant(now()), version };
      if (known?.public_key === publicKey) return setDesk(within, deskId, seen);
      // A desk with another key is one that nobody has compared the number of.
      const fresh = { ...seen, public_key: publicKey, approved_at: null, approved_by: null, approval: null };
      if (known) return setDesk(within, deskId, fresh);
      const joined = { desk_id: deskId, joined_at: toInstant(now()), removed_at: null };
      return within
        .insertInto('desks')
        .values({ ...fresh, ...joined, name: freeName(rows, name, deskId) })
        .returningAll()
        .executeTakeFirstOrThrow();
    });
  }

  /** Makes this desk what the store says of it, and says in the store what it is. */
  async function settle(): Promise<void> {
    if (isClosed) return;
    const found = (await readDesks(db)).find((one) => one.desk_id === deskId);
    const row = found ?? (await register());
    // What it was sent comes first: nobody is told that a desk was let in and has no keys.
    if (row.removed_at === null) await signing.takeUp();
    own = row;
    if (own.removed_at !== null) return forget();
    await openWithGivenPassphrase();
    if (signing.state() === 'ready') await approveItself();
    else if (signing.state() === 'missing' && own.approved_at !== null) await waitAgain();
  }

  async function forget(): Promise<void> {
    if (await signing.forget()) log.warn('this desk was removed from the store and has no keys any more', {});
  }

  async function openWithGivenPassphrase(): Promise<void> {
    if (keyPassphrase === null || signing.state() !== 'locked') return;
    await signing.unlock(keyPassphrase).catch((error: unknown) => {
      if (!(error instanceof ExpectedError)) throw error;
      log.warn('the passphrase that was given does not open the signing keys', { code: error.code });
    });
  }

  /** It has all keys already: there is nothing that another desk could give it. */
  async function approveItself(): Promise<void> {
    const { set } = signing.opened();
    const current = set.keys.find((key) => key.current);
    if (!current || (own.approved_at !== null && isApproved(current, set.eventId, own))) return;
    own = await change(db, async (within) => {
      const row = (await readDesks(within)).find((one) => one.desk_id === deskId);
      if (!row || row.removed_at !== null) return row ?? own;
      const approved_at = row.approved_at ?? toInstant(now());
      return setDesk(within, deskId, { approved_at, approval: approvalOf(current, set.eventId, row) });
    });
  }

  /** Its keys are gone, and what was sent to it does not bring them back: somebody has to let it in once more. */
  async function waitAgain(): Promise<void> {
    own = await setDesk(db, deskId, { approved_at: null, approved_by: null, approval: null });
  }

  /** By a desk with all keys, its row says who was let in; otherwise it can only be believed. */
  function stateOf(row: DeskRow): DeskState {
    if (row.removed_at !== null) return 'removed';
    if (signing.state() !== 'ready') return row.approved_at === null ? 'waiting' : 'approved';
    const { set } = signing.opened();
    const current = set.keys.find((key) => key.current);
    return current && isApproved(current, set.eventId, row) ? 'approved' : 'waiting';
  }

  async function readNames(): Promise<ReadonlyMap<string, string>> {
    const accounts = await db.selectFrom('admins').selectAll().execute();
    return new Map(accounts.map((account) => [account.username, displayNameOf(account)]));
  }

  const describe = async (row: DeskRow): Promise<Desk> => toDesk(row, await readNames());

  function toDesk(row: DeskRow, names: ReadonlyMap<string, string>): Desk {
    return {
      deskId: row.desk_id,
      name: row.name,
      isThis: row.desk_id === deskId,
      state: stateOf(row),
      check: checkOf({ deskId: row.desk_id, publicKey: row.public_key }),
      joinedAt: row.joined_at,
      approvedAt: row.approved_at,
      approvedBy: row.approved_by === null ? null : (names.get(row.approved_by) ?? row.approved_by),
      lastSeenAt: row.last_seen_at,
      version: row.version,
    };
  }

  /** @throws ExpectedError `keys-locked` or `keys-missing` unless this desk has all keys and was not removed */
  async function refuseWithoutKeys(within: Database): Promise<readonly DeskRow[]> {
    const rows = await readDesks(within);
    if (rows.find((row) => row.desk_id === deskId)?.removed_at !== null) throw new ExpectedError('keys-missing');
    return rows;
  }

  async function approve(wanted: string, check: string, by: string): Promise<DeskRow> {
    for (;;) {
      const keys = signing.opened();
      const current = keys.set.keys.find((key) => key.current);
      if (!current) throw new ExpectedError('keys-missing');
      const row = await change(db, async (within) => {
        const rows = await refuseWithoutKeys(within);
        const recorded = await within.selectFrom('signing_keys').select('key_id').execute();
        if (!recorded.every(({ key_id }) => keys.set.keys.some((key) => key.keyId === key_id))) return null;

        const desk = get(rows, wanted);
        const right = checkOf({ deskId: desk.desk_id, publicKey: desk.public_key });
        if (!isSameCheck(check, right)) throw refusal('check', 'invalid');
        if (isApproved(current, keys.set.eventId, desk)) return desk;
        if (isNameTaken(rows, desk.name, wanted)) throw new ExpectedError('conflict');
        await exchange.send(within, keys, keys.set.keys, desk);
        const approval = approvalOf(current, keys.set.eventId, desk);
        return setDesk(within, wanted, {
          approved_at: toInstant(now()),
          approved_by: by,
          approval,
          removed_at: null,
        });
      });
      if (row) {
        log.info('a desk was let in', { desk: wanted });
        return row;
      }
      // Another desk has made a key a moment ago, which this one is to have first.
      await signing.takeUp();
    }
  }

  async function rename(wanted: string, to: string): Promise<DeskRow> {
    return change(db, async (within) => {
      const rows = await readDesks(within);
      if (get(rows, wanted).removed_at !== null) throw new ExpectedError('conflict');
      if (isNameTaken(rows, to, wanted)) throw refusal('name', 'taken');
      return setDesk(within, wanted, { name: to });
    });
  }

  async function remove(wanted: string): Promise<DeskRow> {
    // One that has the keys has to stay, and says so by removing others only.
    if (wanted === deskId) throw new ExpectedError('conflict');
    signing.opened();
    const row = await change(db, async (within) => {
      const desk = get(await refuseWithoutKeys(within), wanted);
      await within.deleteFrom('desk_keys').where('desk_id', '=', wanted).execute();
      if (desk.removed_at !== null) return desk;
      return setDesk(within, wanted, {
        removed_at: toInstant(now()),
        approved_at: null,
        approved_by: null,
        approval: null,
      });
    });
    log.info('a desk was removed', { desk: wanted });
    return row;
  }

  function settleSoon(): void {
    queued(settle).catch((error: unknown) => void log.bug('desks', error));
  }

  await settings.reload();
  await queued(settle);
  signing.onReady(settleSoon);
  const stopPresence = sayHere({ db, deskId, version, now, forgotten: settleSoon });

  return {
    own: (): OwnDesk => ({
      name: own.name,
      state: own.removed_at !== null ? 'removed' : own.approved_at === null ? 'waiting' : 'approved',
      check: checkOf(identity),
    }),

    /** Follows what has changed about desks and keys in the store. */
    follow: (): Promise<void> => queued(settle),

    /** Those that wait first, removed ones last, and by name. */
    async list(): Promise<Desk[]> {
      const names = await readNames();
      const desks = (await readDesks(db)).map((row) => toDesk(row, names));
      return desks.sort(
        (one, other) =>
          ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || one.name.localeCompare(other.name, 'en'),
      );
    },

    /**
     * Seals all signing keys for a desk, also one that was removed before.
     * @param by username of whoever compared the numbers
     * @throws ExpectedError `not-found`; `invalid-input` on `check`; `keys-locked` and `keys-missing` at a desk without
     * keys; `conflict` when a desk that comes back has a name that another one has taken
     */
    approve: async (wanted: string, check: string, by: string) => describe(await approve(wanted, check, by)),

    /** @throws ExpectedError `not-found`; `invalid-input` on `name` when it is taken; `conflict` for a removed desk */
    rename: async (wanted: string, to: string) => describe(await rename(wanted, to)),

    /** @throws ExpectedError `not-found`; `keys-locked` and `keys-missing`; `conflict` for this desk itself */
    remove: async (wanted: string) => describe(await remove(wanted)),

    async close(): Promise<void> {
      isClosed = true;
      stopPresence();
      await queued(() => Promise.resolve());
    },
  };
}

const ORDER: readonly DeskState[] = ['waiting', 'approved', 'removed'];

function get(rows: readonly DeskRow[], deskId: string): DeskRow {
  const row = rows.find((one) => one.desk_id === deskId);
  if (!row) throw new ExpectedError('not-found');
  return row;
}

function refusal(field: string, problem: 'invalid' | 'taken'): ExpectedError {
  return new ExpectedError('invalid-input', { fields: { [field]: problem } });
}
