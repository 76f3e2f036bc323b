import pg from 'pg';
import { DESKS_LOCK } from './locks.ts';
import type { SharedState } from './shared-state.ts';
import { isSilence, StoreAwayError } from './store-errors.ts';

/** What a desk hears of others: the name of a table that desks hold in memory, or one of the two below. */
export type Heard = string;
/** Something was sold, scanned or changed: figures are to be asked for anew. */
export const WRITTEN = 'written';
/** The line was cut, and whatever may have been said meanwhile was not heard. */
export const EVERYTHING = 'everything';
/** The tables were brought up to date. */
export const MIGRATED = 'migrated';

/** The channel of all desks. */
const CHANNEL = 'epass';
/** Milliseconds between two looks whether the line still stands. So old may figures be when another desk's word is lost. */
const BEAT = 3_000;
const LONGEST_SILENCE = 5_000;
const RECONNECT = 500;
/** Milliseconds in which what is written at this desk is said once. */
const WORD_EVERY = 50;

/** Of `pg_locks`, which shows the two halves of a number. */
const IS_LOCK = `locktype = 'advisory' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND ((classid::bigint << 32) | objid::bigint) = $1::bigint`;

interface WatchOptions {
  readonly config: pg.ClientConfig;
  readonly state: SharedState;
  /** Called for everything that is heard, also of what this desk itself has changed in a table that is held in memory. */
  readonly heard: (what: Heard) => void;
  /** The line fell silent and another one meets silence too: whatever was asked before has no answer under way. */
  readonly gone: () => void;
}

export type Watch = ReturnType<typeof createWatch>;

/**
 * A line to the store beside the pool: by it desks hear of each other, it notices a store that is gone and one that is
 * back, and the locks that it holds are let go by the store itself when this desk is gone.
 */
export function createWatch({ config, state, heard, gone }: WatchOptions) {
  let line: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let word: NodeJS.Timeout | undefined;
  let isClosed = false;
  let connecting: Promise<void> | null = null;

  async function connect(): Promise<void> {
    const client = new pg.Client({ ...config, query_timeout: LONGEST_SILENCE });
    const backend = () => (client as unknown as { readonly processID: number }).processID;
    client.on('error', () => lose(client));
    client.on('end', () => lose(client));
    client.on('notification', ({ payload = '', processId }) => {
      if (payload === WRITTEN && processId === backend()) return;
      state.changed();
      heard(payload);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      await client.query(`SELECT pg_advisory_lock_shared(${DESKS_LOCK})`);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    if (isClosed) return void client.end();
    line = client;
    state.succeeded();
    state.changed();
  }

  function lose(client: pg.Client): void {
    if (line !== client) return;
    line = null;
    state.lost();
    void client.end().catch(() => undefined);
  }

  async function beat(): Promise<void> {
    if (line) await line.query('SELECT 1').catch(() => line && lose(line));
    if (!line && !isClosed) {
      await connect().then(
        () => heard(EVERYTHING),
        (error: unknown) => {
          state.lost();
          if (isSilence(error)) gone();
        },
      );
    }
    // Another desk's last word may be lost with the desk.
    if (line) state.changed();
  }

  function next(): void {
    if (isClosed) return;
    timer = setTimeout(
      () => {
        connecting = beat().finally(next);
      },
      line ? BEAT : RECONNECT,
    );
    timer.unref();
  }

  return {
    /** @throws what pg says of a store that cannot be reached */
    async begin(): Promise<void> {
      await connect();
      next();
    },
    /** Something was written here: other desks hear of it in a moment. */
    written(): void {
      state.changed();
      word ??= setTimeout(() => {
        word = undefined;
        line?.query('SELECT pg_notify($1, $2)', [CHANNEL, WRITTEN]).catch(() => undefined);
      }, WORD_EVERY).unref();
    },
    /** Says something to all desks at once. */
    async tell(what: Heard): Promise<void> {
      await line?.query('SELECT pg_notify($1, $2)', [CHANNEL, what]);
    },
    /**
     * Takes a duty that one desk has at a time, and keeps it until this desk is gone. Asked again, it is the same.
     * @param lock a number of `locks.ts`
     */
    async holds(lock: string): Promise<boolean> {
      const at = line;
      if (!at) return false;
      // Within one session a lock can be had as often as it is asked for; so it is asked for only where it is not had.
      const { rows } = await at.query<{ held: boolean }>(
        `SELECT CASE WHEN EXISTS (
          SELECT 1 FROM pg_locks WHERE ${IS_LOCK} AND pid = pg_backend_pid()
        ) THEN true ELSE pg_try_advisory_lock($1::bigint) END AS held`,
        [lock],
      );
      return rows[0]?.held === true;
    },
    /** How many others have the store open. @throws while it cannot be asked */
    async others(): Promise<number> {
      if (!line) throw new StoreAwayError('the line is cut');
      const { rows } = await line.query<{ others: number }>(
        `SELECT count(*)::integer AS others FROM pg_locks WHERE ${IS_LOCK} AND pid <> pg_backend_pid()`,
        [DESKS_LOCK],
      );
      return rows[0]?.others ?? 0;
    },
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      clearTimeout(word);
      await connecting?.catch(() => undefined);
      const client = line;
      line = null;
      // The server takes its time to notice that a line has ended; until then others would take this desk for one at work.
      await client?.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
      await client?.end().catch(() => undefined);
    },
  };
}
