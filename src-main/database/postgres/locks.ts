/**
 * Numbers of the advisory locks that desks take of each other. `epass` in ASCII, and a number: whatever else uses this
 * database picks others.
 */
const EPASS = 0x65_70_61_73_73n;

/** One who decides by what is there, as `change` does. Bigint, as text of SQL. */
export const WRITERS_LOCK = String(EPASS * 256n + 1n);
/** How such a one begins: in one way to the server and back. */
export const BEGIN_IN_TURN = `BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${WRITERS_LOCK})`;
/** Held, together with all others, by every desk that has the store open. */
export const DESKS_LOCK = String(EPASS * 256n + 3n);
/** The desk that makes scheduled backups. */
export const BACKUPS_LOCK = String(EPASS * 256n + 2n);
/** The first of the slots in which figures are added up, one for each who writes at a time. */
export const FIRST_SLOT_LOCK = String(EPASS * 256n + 128n);
