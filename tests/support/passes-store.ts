import path from 'node:path';
import { migrate } from '../../src-main/database/migrate';
import { openSqlite } from '../../src-main/database/sqlite';
import { createExchange } from '../../src-main/exchange/exchange';
import { createPassTypes } from '../../src-main/passes/pass-types';
import { createPasses } from '../../src-main/passes/passes';
import { openSettings } from '../../src-main/settings/settings';
import type { EventDetails } from '../../src-shared/contract/office';
import type { PassTypeDraft, Sale } from '../../src-shared/contract/passes';
import { COUPLE, SINGLE, TEST_BEGINS, TEST_EVENT, temporaryFolder } from './box-office';

interface StoreOptions {
  readonly event?: Partial<EventDetails>;
  readonly types?: readonly PassTypeDraft[];
}

/** Selling and carrying over, on a real file, without keys, sessions and transports. Use with `await using`. */
export async function openStore({ event = {}, types = [SINGLE, COUPLE] }: StoreOptions = {}) {
  const temporary = temporaryFolder();
  const { db, sqlite, close } = openSqlite(path.join(temporary.folder, 'epass.db'));
  await migrate(db);
  const settings = await openSettings(db);
  await settings.save('event', { ...TEST_EVENT, ...event });
  let time = TEST_BEGINS;
  const now = () => time;
  const passTypes = createPassTypes({ db });
  await passTypes.save(types);

  return {
    db,
    sqlite,
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
      sqlite.prepare('UPDATE passes SET scanned_at = ?, scanned_by = ? WHERE pass_id = ?').run(at, by, passId),
    /** The next write of this kind to the passes meets what another writer has just committed. */
    loseRaceOnce: (write: 'INSERT' | 'UPDATE') => {
      let races = 0;
      sqlite.function('first_time', () => (races++ === 0 ? 1 : 0));
      sqlite.exec(`CREATE TEMP TRIGGER race BEFORE ${write} ON passes WHEN first_time()
        BEGIN INSERT INTO pass_types SELECT * FROM pass_types; END`);
      return () => races;
    },
    countPasses: () => sqlite.prepare<[], number>('SELECT count(*) FROM passes').pluck().get() ?? 0,
    async [Symbol.asyncDispose]() {
      await close();
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
