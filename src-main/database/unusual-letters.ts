import { type Expression, type SqlBool, sql } from 'kysely';
import { engineOf } from './engine';
import type { Database } from './sqlite';

/** Whether a text has anything but printable ASCII, whose case is all that both engines fold. */
export function hasUnusualLetters(db: Database, text: Expression<string | null>): Expression<SqlBool> {
  return engineOf(db) === 'postgres' ? sql<SqlBool>`${text} ~ '[^ -~]'` : sql<SqlBool>`${text} GLOB '*[^ -~]*'`;
}
