import type { Instant } from '../../../src-shared/instant';
import type { Database } from '../sqlite';

/**
 * Stands in a store whose event was brought back to a file, under a name that no setting of an event has. Desks that
 * meet it stop: two places that both admit would admit twice.
 */
const LEFT = 'left';

/** Where the event went, for whoever looks into the store. */
export interface Left {
  readonly at: Instant;
  readonly desk: string;
}

/** Of a store with its tables. */
export async function hasLeft(db: Database): Promise<boolean> {
  return (await db.selectFrom('settings').select('name').where('name', '=', LEFT).executeTakeFirst()) !== undefined;
}

/** @param left null takes it back */
export async function markLeft(db: Database, left: Left | null): Promise<void> {
  await db.deleteFrom('settings').where('name', '=', LEFT).execute();
  if (left)
    await db
      .insertInto('settings')
      .values({ name: LEFT, value: JSON.stringify(left) })
      .execute();
}
