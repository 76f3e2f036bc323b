import type { Database } from '../database/sqlite';
import type { DeviceRow } from '../database/tables';
import { ExpectedError } from '../expected-error';
import { oneAtATime } from '../signing/one-at-a-time';

export type Registry = Awaited<ReturnType<typeof openRegistry>>;

/**
 * The table of phones, read once and held: this process is the only one that writes it. What is held changes after the
 * disk did, and before whoever asked for the change hears of it.
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

  for (const row of await db.selectFrom('devices').selectAll().execute()) hold(row);

  return {
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
      queued(async () =>
        hold(
          await db
            .updateTable('devices')
            .set({ device_id: deviceId, ...change(get(deviceId)) })
            .where('device_id', '=', deviceId)
            .returningAll()
            .executeTakeFirstOrThrow(),
        ),
      ),
  };
}
