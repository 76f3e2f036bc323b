import path from 'node:path';
import type BetterSqlite from 'better-sqlite3';
import { createExchange } from '../../src-main/exchange/exchange';
import { createPassTypes } from '../../src-main/passes/pass-types';
import { createPasses } from '../../src-main/passes/passes';
import { openSettings } from '../../src-main/settings/settings';
import type { EventDetails } from '../../src-shared/contract/office';
import type { PassTypeDraft, Sale } from '../../src-shared/contract/passes';
import type { Instant } from '../../src-shared/instant';
import { COUPLE, SINGLE, TEST_BEGINS, TEST_EVENT, temporaryFolder } from './box-office';
import { failInserts, forgetDatabase, loseRaceOnce, openTestDatabase, run } from './test-database';

const NO_FILE = new Proxy({} as BetterSqlite.Database, {
  get() {
    throw new Error('there is no file behind a server');
  },
});

interface StoreOptions {
  readonly event?: Partial<EventDetails>;
  readonly types?: readonly PassTypeDraft[];
}

/** Selling and carrying over, on a real file, without keys, sessions and transports. Use with `await using`. */
export async function openStore({ event = {}, types = [SINGLE, COUPLE] }: StoreOptions = {}) {
  const temporary = temporaryFolder();
  let time = TEST_BEGINS;
  const now = () => time;
  const opened = await openTestDatabase(temporary.folder, now);
  const { db, changes, handle, close } = opened;
  const ask = <Row = unknown>(statement: string) => run<Row>(db, statement);
  const settings = await openSettings(db);
  await settings.save('event', { ...TEST_EVENT, ...event });
  const passTypes = createPassTypes({ db });
  await passTypes.save(types);

  return {
    db,
    changes,
    handle,
    /** What is SQLite's alone. */
    sqlite: handle ? handle() : NO_FILE,
    /** In words that both engines understand. */
    run: ask,
    settings,
    passTypes,
    passes: createPasses({ db, settings, now }),
    exchange: createExchange({ db, settings, now }),
    file: path.join(temporary.folder, 'epass.db'),
    now,
    /** Moves the clock. */
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    setClock: (milliseconds: number) => {
      time = milliseconds;
    },
    /** What the gate does, as far as a pass is concerned. */
    admit: (passId: string, at: string, by = 'gate1') =>
      db
        .updateTable('passes')
        .set({ scanned_at: at as Instant, scanned_by: by })
        .where('pass_id', '=', passId)
        .execute(),
    /** The next write of this kind to the passes meets what another writer has just committed. */
    loseRaceOnce: (write: 'INSERT' | 'UPDATE') => loseRaceOnce(opened, write),
    failInserts: (table: string) => failInserts(ask, table),
    countPasses: async () => (await db.selectFrom('passes').select('pass_id').execute()).length,
    async [Symbol.asyncDispose]() {
      await close();
      await forgetDatabase(temporary.folder);
      temporary[Symbol.dispose]();
    },
  };
}
export type Store = Awaited<ReturnType<typeof openStore>>;

let guests = 0;
/** A sale to somebody who has no pass yet. */
export function sale(details: Partial<Sale> = {}): Sale {
  guests += 1;
  return {
    saleId: crypto.randomUUID(),
    passType: 'SINGLE',
    name1: `Guest ${guests}`,
    phone1: `98765${String(guests).padStart(5, '0')}`,
    paymentMode: 'CASH',
    ...details,
  };
}
