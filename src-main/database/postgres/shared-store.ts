import { Kysely, type LogConfig, type LogEvent, sql } from 'kysely';
import pg from 'pg';
import type { Log } from '../../log';
import { knowsAllMigrations } from '../migrate.ts';
import type { Database } from '../sqlite';
import type { Tables } from '../tables';
import { Dialect } from './dialect.ts';
import { hasLeft } from './left-store.ts';
import { createPlaces } from './places.ts';
import { createSharedState } from './shared-state.ts';
import type { StoreAddress } from './store-address.ts';
import { asUnusable } from './unusable-store.ts';
import { createWatch, EVERYTHING, type Heard, MIGRATED } from './watch.ts';

interface OpenOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Hears of every query, with the time it took. */
  readonly observe?: (event: LogEvent) => void;
  /** How many connections there are at most, beside the one by which desks hear of each other. */
  readonly connections?: number;
}

export type SharedStore = Awaited<ReturnType<typeof openSharedStore>>;

/** As many desks as a venue has stay far below what a server takes by default, which is 100. */
const CONNECTIONS = 20;
/** Milliseconds; each of them ends in an answer that the desk can give, where silence would keep a queue waiting. */
const LIMITS = {
  connectionTimeoutMillis: 2_000,
  statement_timeout: 30_000,
  /** A desk that is gone in the middle of a sale holds its lock no longer than this. */
  idle_in_transaction_session_timeout: 4_000,
  lock_timeout: 5_000,
  /** Should a server take a statement and never answer. Lines that are dead are noticed by the watch, much sooner. */
  query_timeout: 35_000,
};

/** What numbers are on the wire as text: bigint and numeric, of which none here is beyond what a number holds. */
const NUMBERS = new Set([20, 1700]);

/**
 * Opens the store that several desks share: a pool of connections, and a line by which they hear of each other.
 * @throws UnusableDatabaseError when it cannot be reached or does not let this desk in
 */
export async function openSharedStore({ config, name }: StoreAddress, options: OpenOptions) {
  const { now, log, observe, connections = CONNECTIONS } = options;
  const state = createSharedState(now);
  const listeners = new Set<(what: Heard) => void>();
  const settings = {
    ...config,
    application_name: 'E-Pass Box Office',
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  };
  const pool = new pg.Pool({
    ...settings,
    ...LIMITS,
    types: { getTypeParser },
    max: connections,
    idleTimeoutMillis: 60_000,
  });
  // Of a client that nobody has just now; whoever has one meets the error in what they ask.
  pool.on('error', () => state.lost());
  // One that somebody has says so in what is asked, and once more to whoever listens. Unheard it would be an error of
  // the whole process, as many times as there are clients in use when a server goes.
  pool.on('connect', (client) => client.on('error', () => state.lost()));
  const clients = new Set<pg.PoolClient>();
  pool.on('connect', (client) => void clients.add(client));
  pool.on('remove', (client) => void clients.delete(client));
  const watch = createWatch({ config: { ...settings, connectionTimeoutMillis: 2_000 }, state, heard, gone });
  const places = createPlaces(connections);
  const logged: LogConfig = (event) => observe?.(event);
  const db: Database = new Kysely<Tables>({
    dialect: new Dialect({ pool, places, state, written: watch.written }),
    log: logged,
  });

  /** Ends what waits at dead lines: whoever asked is told now that the store is away, and not when `query_timeout` is over. */
  function gone(): void {
    for (const client of clients) if (client instanceof pg.Client) void client.end().catch(() => undefined);
  }

  function heard(what: Heard): void {
    if ([MIGRATED, 'settings', EVERYTHING].includes(what)) void lookForEnd();
    for (const listener of listeners) listener(what);
  }

  async function lookForEnd(): Promise<void> {
    if (state.over() !== null) return;
    const isNewer = !(await knowsAllMigrations(db).catch(() => true));
    const reason = isNewer ? 'newer' : (await hasLeft(db).catch(() => false)) ? 'left' : null;
    if (reason === null) return;
    log.warn('the store is over for this desk, which writes nothing more', { reason });
    state.end(reason);
  }

  try {
    await watch.begin();
    await warnOfLosses(db, log);
  } catch (error) {
    await watch.close();
    await db.destroy();
    throw asUnusable(error);
  }
  return {
    db,
    name,
    changes: state.changes,
    state: state.state,
    /** Why this desk has to stop, though it was let in; null while it need not. */
    over: state.over,
    /** @returns ends the listening */
    onHeard(listener: (what: Heard) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: watch.tell,
    holds: watch.holds,
    /** How many others have the store open. */
    others: watch.others,
    /** Connections that are in use, open, and waited for. */
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: places.waiting(), most: places.most }),
    /** Bytes that the event takes at the server. */
    async bytes(): Promise<number> {
      const { rows } = await sql<{ bytes: number }>`SELECT pg_database_size(current_database()) AS bytes`.execute(db);
      return rows[0]?.bytes ?? 0;
    },
    async close(): Promise<void> {
      await watch.close();
      await db.destroy();
    },
  };
}

/** A server that does not flush loses what was acknowledged when its power goes. Whoever runs it has to know. */
async function warnOfLosses(db: Database, log: Pick<Log, 'warn'>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'`.execute(db);
  if (rows.length > 0) {
    log.warn('this server may lose acknowledged sales in a power cut', { off: rows.map((row) => row.name).join(', ') });
  }
}

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  NUMBERS.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text');
