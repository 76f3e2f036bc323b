import { type RawBuilder, sql } from 'kysely';
import { engineOf } from './engine';
import type { Database } from './sqlite';

/** Of the passes, by the names of the migrations. */
export type PassIndex =
  | 'primary'
  | 'idx_created_at'
  | 'idx_pass_type'
  | 'idx_scanned_at'
  | 'passes_to_come'
  | 'passes_name'
  | 'passes_amount';

/**
 * The passes, gone through by this index. SQLite keeps no statistics here: left alone, it takes any other column that is
 * asked to be equal for a rare one, and sorts half a million rows for the first fifty. PostgreSQL knows better by itself.
 */
export function passesBy(db: Database, index: PassIndex): RawBuilder<unknown> {
  if (engineOf(db) === 'postgres') return sql`passes`;
  return sql`passes INDEXED BY ${sql.ref(index === 'primary' ? 'sqlite_autoindex_passes_1' : index)}`;
}
