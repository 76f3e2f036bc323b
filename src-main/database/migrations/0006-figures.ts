import type { Kysely } from 'kysely';
import { makeFigures } from '../figures/figures.ts';

/** Figures of what was sold, admitted and scanned, which are kept from here on instead of counted each time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeFigures(db);
}
