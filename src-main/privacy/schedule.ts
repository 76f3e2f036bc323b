import { Cron } from 'croner';
import type { Log } from '../log';
import type { Privacy } from './privacy';

/**
 * Looks for what is due now and at every full hour. After this computer has slept, what was due meanwhile is found
 * within half a minute.
 * @returns ends it
 */
export function schedulePrivacy(privacy: Pick<Privacy, 'check'>, log: Log): () => void {
  const check = () => privacy.check().catch((error: unknown) => void log.bug('privacy', error));
  void check();
  const job = new Cron('0 * * * *', { unref: true, protect: true }, check);
  return () => job.stop();
}
