import { sql } from 'kysely';
import { engineOf } from '../engine.ts';
import type { Database } from '../sqlite';

/** After rows came with numbers of their own: PostgreSQL goes on counting from the highest, as SQLite does by itself. */
export async function settleNumbers(within: Database): Promise<void> {
  if (engineOf(within) !== 'postgres') return;
  await sql`SELECT setval(pg_get_serial_sequence('scans', 'sequence'), greatest(max(sequence), 1), count(*) > 0)
    FROM scans`.execute(within);
}
