import { sql } from 'kysely';
import type { Input } from '../../src-shared/contract/operation';
import type { Collision, scansContract } from '../../src-shared/contract/scans';
import { toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import { changeOnce } from '../database/transact';
import { ExpectedError } from '../expected-error';

const MOST = 100;

interface CollisionsOptions {
  readonly db: Database;
  readonly now: () => number;
}

export type Collisions = ReturnType<typeof createCollisions>;

/** Recorded scans that the office refused afterwards: who is inside that should not be. They are raised by `judge`. */
export function createCollisions({ db, now }: CollisionsOptions) {
  return {
    /** Those that wait before those that are settled, the newest of each first. */
    async list(): Promise<Collision[]> {
      const rows = await selectCollisions(db)
        .orderBy((eb) => eb('collisions.settled_at', 'is not', null))
        .orderBy('collisions.raised_at', 'desc')
        .orderBy('scans.sequence', 'desc')
        .limit(MOST)
        .execute();
      return rows.map(toCollision);
    },
    /**
     * Writes down what became of the person. The first decision holds.
     * @throws ExpectedError `not-found`; `conflict` when it is settled already
     */
    async settle({ scanId, decision }: Input<(typeof scansContract)['scans.settle']>, by: string): Promise<Collision> {
      return changeOnce(db, async (within) => {
        const { numUpdatedRows } = await within
          .updateTable('collisions')
          .set({ settled_at: toInstant(now()), settled_by: by, decision })
          .where('scan_id', '=', scanId)
          .where('settled_at', 'is', null)
          .executeTakeFirstOrThrow();
        const row = await selectCollisions(within).where('collisions.scan_id', '=', scanId).executeTakeFirst();
        if (!row) throw new ExpectedError('not-found');
        if (numUpdatedRows === 0n) throw new ExpectedError('conflict');
        return toCollision(row);
      });
    },
  };
}

function selectCollisions(db: Database) {
  return db
    .selectFrom('collisions')
    .innerJoin('scans', 'scans.scan_id', 'collisions.scan_id')
    .leftJoin('passes', 'passes.pass_id', 'scans.pass_id')
    .leftJoin('pass_types', 'pass_types.code', 'passes.pass_type')
    .leftJoin('scans as admission', (join) =>
      // As text and not as a parameter, because the index of admissions is chosen before parameters are known.
      join.onRef('admission.pass_id', '=', 'passes.pass_id').on('admission.outcome', '=', sql.lit('admitted' as const)),
    )
    .leftJoin('admins', (join) =>
      join.on((eb) =>
        eb('admins.username', '=', eb.fn.coalesce('admission.scanned_by', 'passes.scanned_by', eb.val(''))),
      ),
    )
    .select((eb) => [
      'scans.scan_id',
      'scans.device_id',
      'scans.desk',
      'scans.scanned_by',
      'scans.outcome',
      // A scan whose answer was lost is recorded by its phone afterwards: what it was asked about happened then.
      eb.fn.coalesce('scans.recorded_at', 'scans.at').as('recorded_at'),
      'scans.pass_id',
      'passes.name1',
      'passes.name2',
      'pass_types.label',
      'passes.scanned_at',
      'admission.desk as first_desk',
      eb.fn
        .coalesce('admins.display_name', 'admission.scanned_by', 'passes.scanned_by', eb.val(''))
        .as('first_by_name'),
      'collisions.raised_at',
      'collisions.settled_at',
      'collisions.settled_by',
      'collisions.decision',
    ]);
}
type CollisionLine = Awaited<ReturnType<ReturnType<typeof selectCollisions>['executeTakeFirstOrThrow']>>;

function toCollision(row: CollisionLine): Collision {
  if (row.outcome === 'admitted') throw new Error('an admission stands among the collisions');
  return {
    scanId: row.scan_id,
    deviceId: row.device_id,
    gate: row.desk ?? '',
    by: row.scanned_by,
    recordedAt: row.recorded_at,
    raisedAt: row.raised_at,
    reason: row.outcome,
    passId: row.pass_id,
    name1: row.name1,
    name2: row.name2,
    passTypeLabel: row.label,
    firstAdmission:
      row.outcome === 'already-used' && row.scanned_at !== null
        ? { at: row.scanned_at, byName: row.first_by_name, desk: row.first_desk }
        : null,
    settled:
      row.settled_at !== null && row.decision !== null
        ? { at: row.settled_at, by: row.settled_by ?? '', decision: row.decision }
        : null,
  };
}
