import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { RecordedScan } from './recorded-scan';

export interface ScanFile {
  read(): Promise<RecordedScan[]>;
  /**
   * Writes and removes in one transaction.
   * @returns the ids that are removed now
   */
  write(scans: readonly RecordedScan[], remove: readonly string[]): Promise<readonly string[]>;
  clear(): Promise<void>;
}

interface ScanDatabase extends DBSchema {
  scans: { key: string; value: RecordedScan };
}

/** Some browsers let a database hang after the phone has slept. */
const PATIENCE_MS = 1_500;

/** The scans on the disk of the phone. Rejects, after a moment at most, where the browser has no room or no wish for it. */
export function createScanFile(name = 'epass-gate'): ScanFile {
  let opening: Promise<IDBPDatabase<ScanDatabase>> | null = null;

  function open() {
    opening ??= openDB<ScanDatabase>(name, 1, {
      upgrade: (database) => void database.createObjectStore('scans', { keyPath: 'scanId' }),
      terminated: letGo,
    });
    return opening;
  }

  /** The next use opens it anew. */
  function letGo() {
    opening = null;
  }

  async function inDatabase<T>(work: (database: IDBPDatabase<ScanDatabase>) => Promise<T>): Promise<T> {
    try {
      return await within(PATIENCE_MS, open().then(work));
    } catch (error) {
      letGo();
      throw error;
    }
  }

  return {
    read: () => inDatabase((database) => database.getAll('scans')),
    write: (scans, remove) =>
      inDatabase(async (database) => {
        // What somebody is told to be recorded is on the disk first. A scan that waits for its verdict only has to outlive
        // the page, and its verdict does not wait for the disk.
        const durability = scans.some(({ told }) => told === 'recorded') ? 'strict' : 'relaxed';
        const transaction = database.transaction('scans', 'readwrite', { durability });
        const { store } = transaction;
        await Promise.all([
          ...scans.map((scan) => store.put(scan)),
          ...remove.map((scanId) => store.delete(scanId)),
          transaction.done,
        ]);
        return remove;
      }),
    clear: () => inDatabase((database) => database.clear('scans')),
  };
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('stalled')), milliseconds);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
