/** A unique index or a primary key refused a row. SQLite's codes and PostgreSQL's. */
export function isUniqueViolation(error: unknown): boolean {
  return ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(codeOf(error));
}

/** A row that others refer to was to go, or one that is referred to does not exist. */
export function isForeignKeyViolation(error: unknown): boolean {
  return ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503'].includes(codeOf(error));
}

/** A batch of scans may lose to every other desk in turn. Of what is refused for ever, somebody has to hear. */
const MOST_RACES = 8;

/**
 * Runs work that looks before it writes again when a unique index refused the write: whoever won the race has committed
 * by then, so the next look finds their row and gives the answer that it would have given at once. Work for several at
 * a time may lose more than one race.
 */
export async function againAfterRace<T>(work: () => Promise<T>): Promise<T> {
  for (let races = 1; ; races += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isUniqueViolation(error) || races > MOST_RACES) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
