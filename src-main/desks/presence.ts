import { toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';

/** Milliseconds. Other desks count one as here that was seen within the last minute. */
const BEAT = 20_000;

interface PresenceOptions {
  readonly db: Database;
  readonly deskId: string;
  readonly version: string;
  readonly now: () => number;
  /** The store knows nothing of this desk any more, as after a restore of the server. */
  readonly forgotten: () => void;
}

/** Says that this desk is here. Whoever waits to write waits for none of this. @returns ends it */
export function sayHere({ db, deskId, version, now, forgotten }: PresenceOptions): () => void {
  async function say(): Promise<void> {
    const { numUpdatedRows } = await db
      .updateTable('desks')
      .set({ last_seen_at: toInstant(now()), version })
      .where('desk_id', '=', deskId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) forgotten();
  }

  // While the store is away nobody sees this desk, which is what the others then say of it.
  const timer = setInterval(() => void say().catch(() => undefined), BEAT).unref();
  return () => clearInterval(timer);
}
