import type { Database } from '../database/sqlite';
import type { DeviceRow } from '../database/tables';
import { change as inTransaction } from '../database/transact';
import { ExpectedError } from '../expected-error';
import { oneAtATime } from '../signing/one-at-a-time';

export type Registry = Awaited<ReturnType<typeof openRegistry>>;

/**
 * The table of phones, read once and held. What is held changes after the disk did, and before whoever asked for the
 * change hears of it. Where desks share a store, `reload` follows what another one has written.
 */
export async function openRegistry(db: Database) {
  const queued = oneAtATime();
  const rows = new Map<string, DeviceRow>();
  const ids = new Map<string, string>();

  function hold(row: DeviceRow): DeviceRow {
    const before = rows.get(row.device_id);
    if (before) ids.delete(before.token_hash);
    rows.set(row.device_id, row);
    ids.set(row.token_hash, row.device_id);
    return row;
  }

  function get(deviceId: string): DeviceRow {
    const row = rows.get(deviceId);
    if (!row) throw new ExpectedError('not-found');
    return row;
  }

  /** In the order of the changes, so that what was read first never replaces what was written last. */
  const reload = (): Promise<void> =>
    queued(async () => {
      const found = await db.selectFrom('devices').selectAll().execute();
      rows.clear();
      ids.clear();
      for (const row of found) hold(row);
    });

  await reload();
  return {
    reload,

    all: (): DeviceRow[] => [...rows.values()],

    /** @throws ExpectedError `not-found` */
    get,

    ofToken(tokenHash: string): DeviceRow | null {
      const deviceId = ids.get(tokenHash);
      return deviceId === undefined ? null : get(deviceId);
    },

    add: (row: DeviceRow): Promise<DeviceRow> =>
      queued(async () => hold(await db.insertInto('devices').values(row).returningAll().executeTakeFirstOrThrow())),

    /**
     * Changes one row after all changes that were asked for earlier.
     * @param change sees the row as it is then, and may throw to leave it so
     * @throws ExpectedError `not-found`
     */
    change: (deviceId: string, change: (before: DeviceRow) => Partial<DeviceRow>): Promise<DeviceRow> =>
      queued(async () => {
        get(deviceId);
        const row = await inTransaction(db, async (within) => {
          const before = await within
            .selectFrom('devices')
            .selectAll()
            .where('device_id', '=', deviceId)
            .executeTakeFirstOrThrow();
          return within
            .updateTable('devices')
            .set({ device_id: deviceId, ...change(before) })
            .where('device_id', '=', deviceId)
            .returningAll()
            .executeTakeFirstOrThrow();
        });
        return hold(row);
      }),
  };
}
