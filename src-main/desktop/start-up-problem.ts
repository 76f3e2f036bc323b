import type { StartUpProblem } from '../../src-shared/start-up-problem';
import { NewerDatabaseError } from '../database/migrate';
import { StoreAddressError } from '../database/postgres/store-address';
import { UnusableDatabaseError } from '../database/unusable-database';
import { FolderInUseError } from '../lock';
import { EventFolderAwayError } from '../machine/event-folder';

export function startUpProblemOf(error: unknown): StartUpProblem {
  if (error instanceof FolderInUseError) return 'in-use';
  if (error instanceof EventFolderAwayError) return 'folder-away';
  if (error instanceof NewerDatabaseError) return 'newer';
  if (error instanceof StoreAddressError) return 'store-refuses';
  return error instanceof UnusableDatabaseError ? error.reason : 'unknown';
}
