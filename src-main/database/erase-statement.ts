import { engineOf } from './engine';
import type { Database } from './sqlite';

// Without the keys it is nobody's duplicate, and its reference can pay for another pass.
const NOBODY = `name1 = '', phone1 = '', name2 = NULL, phone2 = NULL, txn_info = NULL, holder_key = NULL,
  reference_key = NULL`;

// Naming the index keeps SQLite from going through all passes that are not erased instead.
const IN_FILE = `
  UPDATE passes INDEXED BY sqlite_autoindex_passes_1
  SET ${NOBODY}, search_text = asked.value ->> 1, erased_at = ?
  FROM json_each(?) AS asked
  WHERE passes.pass_id = asked.value ->> 0 AND passes.erased_at IS NULL
  RETURNING pass_id`;

const IN_STORE = `
  UPDATE passes
  SET ${NOBODY}, search_text = asked.value ->> 1, erased_at = $1
  FROM json_array_elements($2::json) AS asked (value)
  WHERE passes.pass_id = asked.value ->> 0 AND passes.erased_at IS NULL
  RETURNING passes.pass_id`;

/** Takes the people off passes that still name somebody. Takes the moment, and JSON of each pass id with its search text. */
export function eraseStatement(db: Database): string {
  return engineOf(db) === 'postgres' ? IN_STORE : IN_FILE;
}
