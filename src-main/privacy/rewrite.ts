import type { PrivacyOptions } from './privacy';
import { emptyWal, rewriteFile } from './wipe';

/** How often is looked whether something was written, and after how many looks without that nobody is held up. */
const LOOK = 1_000;
const QUIET_LOOKS = 5;
/** Milliseconds for the WAL to be empty afterwards. */
const PATIENCE = 10_000;

/** Writes the database anew after an erasure, when nobody sells or scans: that holds the office up for a moment. */
export function createRewrite({
  db,
  settings,
  changes,
  log,
}: Pick<PrivacyOptions, 'db' | 'settings' | 'changes' | 'log'>) {
  let looking: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  function stop(): void {
    if (looking) clearInterval(looking);
    looking = null;
  }

  async function rewrite(): Promise<void> {
    if (!settings.erasureLeft().database) return;
    try {
      await rewriteFile(db);
      if (!(await emptyWal(db, PATIENCE))) return;
      await settings.save('erasureLeft', { ...settings.erasureLeft(), database: false });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      log.warn('the database could not be written anew after an erasure; another try follows', { code });
    }
  }

  return {
    stop,
    inLull(): void {
      stop();
      let last = changes();
      let quiet = 0;
      looking = setInterval(() => {
        const version = changes();
        quiet = version === last ? quiet + 1 : 0;
        last = version;
        if (quiet < QUIET_LOOKS) return;
        stop();
        running = running.then(rewrite);
      }, LOOK);
      looking.unref();
    },
    async now(): Promise<void> {
      await running;
      await rewrite();
    },
  };
}
