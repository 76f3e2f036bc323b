import { sql } from 'kysely';
import type { FieldProblem } from '../../src-shared/contract/operation';
import type { StoreTrial } from '../../src-shared/contract/store';
import { hasTables, NewerDatabaseError, refuseForeign } from '../database/migrate';
import { hasLeft } from '../database/postgres/left-store';
import { openSharedStore, type SharedStore } from '../database/postgres/shared-store';
import { parseStoreAddress, StoreAddressError } from '../database/postgres/store-address';
import type { Database } from '../database/sqlite';
import { UnusableDatabaseError } from '../database/unusable-database';
import { ExpectedError } from '../expected-error';
import type { Log } from '../log';

interface TryOptions {
  readonly now: () => number;
  readonly log: Log;
  /** The event that this desk works on; null where there is none. */
  readonly eventId: () => string | null;
}

/** Looks at what is behind an address and changes nothing. @throws ExpectedError `invalid-input` on `address` */
export async function tryStore(address: string, options: TryOptions): Promise<StoreTrial> {
  try {
    const parsed = parseStoreAddress(address);
    const store = await openSharedStore(parsed, { ...options, connections: 1 });
    try {
      await refuseForeign(store.db);
      return { name: parsed.name, ...(await factsOf(store.db)), event: await eventIn(store, options.eventId()) };
    } finally {
      await store.close();
    }
  } catch (error) {
    const problem = problemOf(error);
    throw problem === null ? error : refusal(problem);
  }
}

export function refusal(problem: FieldProblem): ExpectedError {
  return new ExpectedError('invalid-input', { fields: { address: problem } });
}

/** What is wrong with an address or with what it leads to, as a page has words for it; null for what nobody foresaw. */
export function problemOf(error: unknown): FieldProblem | null {
  if (error instanceof StoreAddressError) return 'store-address';
  if (error instanceof NewerDatabaseError) return 'store-newer';
  if (!(error instanceof UnusableDatabaseError)) return null;
  const { reason } = error;
  if (reason === 'another-application') return 'store-foreign';
  return reason === 'store-away' || reason === 'store-refuses' || reason === 'store-certificate' ? reason : null;
}

async function factsOf(db: Database): Promise<Pick<StoreTrial, 'server' | 'milliseconds' | 'durable'>> {
  const { rows } = await sql<{ server: string; durable: boolean }>`
    SELECT current_setting('server_version') AS server,
      current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on' AS durable`.execute(db);
  const [facts] = rows;
  const beganAt = performance.now();
  await sql`SELECT 1`.execute(db);
  const milliseconds = Math.round((performance.now() - beganAt) * 10) / 10;
  return { server: facts?.server.split(' ')[0] ?? '', durable: facts?.durable ?? false, milliseconds };
}

async function eventIn(store: SharedStore, own: string | null): Promise<StoreTrial['event']> {
  const { db } = store;
  if (!(await hasTables(db))) return null;
  const { event, eventId } = await readSettings(db);
  // What was brought back to a file is there all the same, and nobody's event any more.
  if (event === undefined || (await hasLeft(db))) return null;
  const { passes } = await db
    .selectFrom('passes')
    .select((eb) => eb.fn.countAll<number>().as('passes'))
    .executeTakeFirstOrThrow();
  const { name } = event as { readonly name: string };
  return { name, passes, desks: await store.others(), isThis: own !== null && eventId === own };
}

async function readSettings(db: Database): Promise<{ readonly event?: unknown; readonly eventId?: unknown }> {
  const rows = await db.selectFrom('settings').selectAll().where('name', 'in', ['event', 'eventId']).execute();
  return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]));
}
