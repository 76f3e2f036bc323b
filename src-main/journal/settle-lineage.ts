import type BetterSqlite from 'better-sqlite3';
import { integrityCheck } from '../database/quick-check.ts';
import type { Log } from '../log';
import { JournalFile } from './journal-file.ts';
import { readJournal } from './read-journal.ts';
import { replayJournal } from './replay.ts';

interface SettleOptions {
  readonly sqlite: BetterSqlite.Database;
  readonly root: string;
  readonly event: () => string | null;
  readonly log: Log;
}

/**
 * Holds the database against its journal before anything is written. An older copy of the database, put in its place by
 * hand or left by a disk that had only said that it had flushed, is brought up to the journal's end. A database that went
 * another way than its journal begins a journal of its own, so that no number ever stands for two changes.
 * @returns the journal to go on with, and whether it begins in the midst of the event
 */
export async function settleLineage(options: SettleOptions): Promise<{ lineage: string; isNew: boolean }> {
  const { sqlite, log } = options;
  const lineage = String(sqlite.prepare('SELECT lineage FROM journal_lineage').pluck().get());
  const files = new JournalFile({ ...options, lineage, encryption: () => null, isLocal: true });
  try {
    await files.open();
  } catch {
    // Whoever writes to it will say so.
    return { lineage, isNew: false };
  } finally {
    await files.close();
  }
  const fit = howItFits(options, lineage, files);
  if (fit === 'as-one') return { lineage, isNew: false };
  if (fit === 'behind' && catchUpWithJournal(options)) return { lineage, isNew: false };

  log.warn('the database and its journal do not belong together; a new journal begins', {});
  sqlite.exec('UPDATE journal_lineage SET lineage = lower(hex(randomblob(16)))');
  return { lineage: String(sqlite.prepare('SELECT lineage FROM journal_lineage').pluck().get()), isNew: true };
}

type Fit = 'as-one' | 'behind' | 'apart';

/** The outbox keeps its newest row, by which the two know each other. */
function howItFits({ sqlite, root }: SettleOptions, lineage: string, files: JournalFile): Fit {
  if (files.last === null) return 'as-one';
  const newest = Number(sqlite.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").pluck().get() ?? 0);
  const compared = Math.min(newest, files.last);
  const here = sqlite.prepare<[number], string>('SELECT change FROM journal WHERE sequence = ?').pluck().get(compared);
  const there = compared === files.last ? files.newest : findChange(root, lineage, compared);
  const isSame = here === undefined || there === null || JSON.stringify(JSON.parse(here)) === JSON.stringify(there);
  if (!isSame) return 'apart';
  return files.last > newest ? 'behind' : 'as-one';
}

function findChange(root: string, lineage: string, sequence: number) {
  for (const { changes } of readJournal([root], lineage, sequence - 1)) return changes[0] ?? null;
  return null;
}

function catchUpWithJournal({ sqlite, root, log }: SettleOptions): boolean {
  try {
    const { sales, admissions } = replayJournal(sqlite, [root], null, () => assertSound(sqlite));
    log.warn('the database was behind its journal, and was brought up to its end', { sales, admissions });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    log.warn('the database is behind its journal, which does not fit it', { code });
    return false;
  }
}

function assertSound(sqlite: BetterSqlite.Database): void {
  const broken = sqlite.pragma('foreign_key_check') as unknown[];
  const found: unknown = integrityCheck(sqlite);
  if (broken.length > 0 || found !== 'ok') throw new Error('what the journal makes of the database is not sound');
}
