import { NewerDatabaseError } from '../database/migrate';
import { UnusableDatabaseError, type UnusableReason } from '../database/unusable-database';
import { FolderInUseError } from '../lock';

/** Why the office could not be opened. Each has its page at `/start-up/<problem>`, which says what to do next. */
export type StartUpProblem = UnusableReason | 'newer' | 'unknown';

export function startUpProblemOf(error: unknown): StartUpProblem {
  if (error instanceof FolderInUseError) return 'in-use';
  if (error instanceof NewerDatabaseError) return 'newer';
  return error instanceof UnusableDatabaseError ? error.reason : 'unknown';
}
