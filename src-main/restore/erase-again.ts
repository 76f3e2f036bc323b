import type BetterSqlite from 'better-sqlite3';
import { readIdentity } from '../backups/event-contents.ts';
import { readSoundEvent } from './read-event.ts';

/**
 * Takes people off passes in the copy that are erased in the event which it will replace: the journal says so too, as
 * far as it reaches.
 * @param current the event's file, which may be damaged or of another event
 */
export function eraseAgain(copy: BetterSqlite.Database, current: string): void {
  const { eventId } = readIdentity(copy);
  if (eventId === null) return;
  const erased = erasedIn(current, eventId);
  const erase = copy.prepare(
    `UPDATE passes SET name1 = '', phone1 = '', name2 = NULL, phone2 = NULL, txn_info = NULL, holder_key = NULL,
      reference_key = NULL, search_text = pass_id, erased_at = ? WHERE pass_id = ? AND erased_at IS NULL`,
  );
  copy.transaction(() => {
    for (const { pass_id, erased_at } of erased) erase.run(erased_at, pass_id);
  })();
}

interface Erased {
  readonly pass_id: string;
  readonly erased_at: string;
}

function erasedIn(file: string, eventId: string): readonly Erased[] {
  const read = readSoundEvent(file, (sqlite) =>
    readIdentity(sqlite).eventId === eventId
      ? sqlite.prepare<[], Erased>('SELECT pass_id, erased_at FROM passes WHERE erased_at IS NOT NULL').all()
      : [],
  );
  return read ?? [];
}
