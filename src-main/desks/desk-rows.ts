import type { Database } from '../database/sqlite';
import type { DeskRow } from '../database/tables';

/** In no particular order. */
export function readDesks(within: Database): Promise<DeskRow[]> {
  return within.selectFrom('desks').selectAll().execute();
}

export function setDesk(within: Database, deskId: string, change: Partial<DeskRow>): Promise<DeskRow> {
  return within
    .updateTable('desks')
    .set({ desk_id: deskId, ...change })
    .where('desk_id', '=', deskId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Whether another desk that was not removed has this name in any letter case. */
export function isNameTaken(rows: readonly DeskRow[], name: string, deskId: string): boolean {
  return rows.some((row) => row.desk_id !== deskId && row.removed_at === null && fold(row.name) === fold(name));
}

/** The name itself, or with the first number that makes it another one: nobody can be asked while an office opens. */
export function freeName(rows: readonly DeskRow[], name: string, deskId: string): string {
  let free = name;
  for (let number = 2; isNameTaken(rows, free, deskId); number += 1) free = `${name} ${number}`;
  return free;
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
