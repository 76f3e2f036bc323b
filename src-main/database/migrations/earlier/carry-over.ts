import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../../../src-shared/instant';
import {
  type CarriedPass,
  EARLIER_COLUMNS,
  type EarlierPass,
  readPassId,
  toPass,
  UNKNOWN_PERSON,
} from './earlier-pass.ts';
import { readPassTypes } from './earlier-pass-types.ts';
import { type EarlierValue, readInstant, readText } from './earlier-values.ts';

/** The tables in the midst of migration 3. */
type Schema = {
  admins: { username: string | null; display_name: EarlierValue; created_at: EarlierValue };
  pass_types: ReturnType<typeof readPassTypes>['rows'][number];
  passes: CarriedPass;
  scans: {
    scan_id: string;
    pass_id: string;
    code_digest: string;
    outcome: 'admitted';
    at: Instant;
    scanned_by: string;
    desk: null;
    people: number;
  };
};

/** For a file in which no row says when it was made. */
const NO_DATE = '2024-01-01T00:00:00.000Z' as Instant;
/** Rows in one statement, far below what SQLite takes. */
const CHUNK = 200;

/**
 * Fills the new tables from `earlier_passes`, and mends the accounts. Every row becomes a pass, however broken it is, and
 * every pass that was scanned gets its one row in the scan log, so that the schema alone forbids a second admission.
 */
export async function carryOver(anyDb: Kysely<unknown>): Promise<void> {
  const db = anyDb.withTables<Schema>();
  const columns = sql.join(EARLIER_COLUMNS.map((column) => sql`${sql.ref(column)} AS ${sql.ref(column)}`));
  const { rows: earlier } = await sql<EarlierPass>`SELECT ${columns} FROM earlier_passes`.execute(db);

  const moments = earlier.flatMap((row) => readInstant(row.created_at) ?? readInstant(row.scanned_at) ?? []);
  const earliest = moments.reduce((first, moment) => (moment < first ? moment : first), moments[0] ?? NO_DATE);
  const types = readPassTypes(earlier);
  const passes = toPasses(earlier, (row, passId) => toPass(row, passId, { typeOf: types.typeOf, earliest }));

  for (const chunk of inChunks(types.rows)) await db.insertInto('pass_types').values(chunk).execute();
  for (const chunk of inChunks(passes)) await db.insertInto('passes').values(chunk).execute();
  for (const chunk of inChunks(toAdmissions(passes))) await db.insertInto('scans').values(chunk).execute();
  await mendAccounts(db, earliest);
}

/** In the order in which they were sold. Of several for one holder or one payment, the first keeps the key. */
function toPasses(earlier: readonly EarlierPass[], toOne: (row: EarlierPass, passId: string) => CarriedPass) {
  const ids = new Set<string>();
  const passes = earlier.map((row, index) => {
    const passId = readPassId(row, index + 1, ids);
    ids.add(passId);
    return toOne(row, passId);
  });
  const holders = new Set<string>();
  const references = new Set<string>();
  return passes
    .sort((one, other) => compare(one.created_at, other.created_at))
    .map((pass) => ({
      ...pass,
      holder_key: takeOnce(holders, pass.holder_key),
      reference_key: takeOnce(references, pass.reference_key),
    }));
}

function takeOnce(taken: Set<string>, key: string | null): string | null {
  if (key === null || taken.has(key)) return null;
  taken.add(key);
  return key;
}

function toAdmissions(passes: readonly CarriedPass[]): Schema['scans'][] {
  return passes
    .flatMap(({ pass_id, scanned_at, scanned_by, admits }) =>
      scanned_at === null
        ? []
        : [
            {
              scan_id: `earlier-${pass_id}`,
              pass_id,
              code_digest: '',
              outcome: 'admitted' as const,
              at: scanned_at,
              scanned_by: scanned_by ?? UNKNOWN_PERSON,
              desk: null,
              people: admits,
            },
          ],
    )
    .sort((one, other) => compare(one.at, other.at));
}

async function mendAccounts(db: Kysely<Schema>, earliest: Instant): Promise<void> {
  // SQLite lets a text key be null; nobody can sign in by it.
  await db.deleteFrom('admins').where('username', 'is', null).execute();
  for (const { username, display_name, created_at } of await db.selectFrom('admins').selectAll().execute()) {
    await db
      .updateTable('admins')
      .set({ display_name: readText(display_name), created_at: readInstant(created_at) ?? earliest })
      .where('username', '=', username)
      .execute();
  }
}

function* inChunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += CHUNK) yield rows.slice(start, start + CHUNK);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
