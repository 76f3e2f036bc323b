import { useState } from 'react';
import { useMutationOperation } from '../api/use-operation';
import type { Backup } from './backup-types';

/** Reads a backup through again, one at a time, and keeps what came of it. */
export function useCheck() {
  const check = useMutationOperation('backups.check', { refresh: ['backups.status', 'restore.list'] });
  const [under, setUnder] = useState<Backup | null>(null);
  const [result, setResult] = useState<Backup | null>(null);

  /** @returns what the office answers; what is wrong with the backup is in it, and is no refusal */
  async function run(backup: Backup, passphrase?: string) {
    setResult(null);
    setUnder(backup);
    const reply = await check.run({ id: backup.id, ...(passphrase === undefined ? {} : { passphrase }) });
    setUnder(null);
    if (reply.ok) setResult(reply.value);
    return reply;
  }
  return { run, under, result, refusal: check.refusal, forget: () => setResult(null) };
}
