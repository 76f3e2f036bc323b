import { type QueryExecutorProvider, sql } from 'kysely';
import { engineOf } from '../engine.ts';
import { FIGURE_TRIGGERS as TRIGGERS_OF_STORE } from '../postgres/figure-triggers.ts';
import type { Database } from '../sqlite';
import { change } from '../transact.ts';
import { countedFigures, countWrong, createFigureTables, FIGURE_TABLES } from './figure-tables.ts';
import { FIGURE_TRIGGERS } from './figure-triggers.ts';

/** Makes the tables of figures, fills them from the rows that there are, and has them kept true from here on. */
export async function makeFigures(db: QueryExecutorProvider): Promise<void> {
  const statements = [...createFigureTables(engineOf(db)), ...fill(), ...triggersOf(db).create];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** As `makeFigures`, over figures that are there already and not to be relied on. */
export async function remakeFigures(db: QueryExecutorProvider): Promise<void> {
  for (const statement of triggersOf(db).drop) await sql.raw(statement).execute(db);
  for (const table of FIGURE_TABLES) await sql.raw(`DROP TABLE IF EXISTS ${table}`).execute(db);
  await makeFigures(db);
}

/**
 * Makes all figures anew where some are not what counting all rows gives. That is to say a mistake of this program:
 * nothing else writes to them.
 * @param wrongInCopy what was found wrong in a copy of a file, from which nobody waits for the counting; a store is
 * asked itself
 * @returns names of the tables that were wrong
 */
export async function mendFigures(db: Database, wrongInCopy: readonly string[]): Promise<string[]> {
  if (wrongInCopy.length === 0 && engineOf(db) === 'sqlite') return [];
  const wrong = await findWrongFigures(db);
  if (wrong.length > 0) await change(db, remakeFigures);
  return wrong;
}

/** Names of the tables in which something else stands than what counting all rows gives. */
export async function findWrongFigures(db: Database): Promise<string[]> {
  const wrong: string[] = [];
  for (const table of FIGURE_TABLES) {
    const { rows } = await sql.raw<{ count: number }>(countWrong(table)).execute(db);
    if (rows[0]?.count !== 0) wrong.push(table);
  }
  return wrong;
}

function fill(): string[] {
  const counted = countedFigures();
  return FIGURE_TABLES.map((table) => `INSERT INTO ${table} SELECT 0, figures.* FROM (${counted[table]}) AS figures`);
}

function triggersOf(db: QueryExecutorProvider) {
  return engineOf(db) === 'sqlite' ? FIGURE_TRIGGERS : TRIGGERS_OF_STORE;
}
