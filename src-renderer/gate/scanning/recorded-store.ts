import { byReading, fromMoved, type MovedScan, type RecordedScan, toMoved } from './recorded-scan';
import { createScanFile, type ScanFile } from './scan-file';

export interface RecordedStore {
  /** Everything that is kept, oldest first. The same list until something changes. */
  readonly all: () => readonly RecordedScan[];
  readonly subscribe: (listener: () => void) => () => void;
  /** False while the phone keeps nothing beyond this page: a reload would forget, and the page has to say so. */
  readonly isDurable: () => boolean;
  /**
   * Keeps it, in place of what was kept under its id. Resolves when a reload would find it, or when it will not get that
   * far; of a scan that somebody is told to be recorded, when it is on the disk.
   */
  put(scan: RecordedScan): Promise<void>;
  remove(scanId: string): Promise<void>;
  /** Forgets everything, on the disk too. */
  wipe(): Promise<void>;
  /** All that the office has to hear of from another address, as JSON can hold it. */
  exportRecorded(): readonly MovedScan[];
  /**
   * Takes what came from another address. Whatever is no scan is left out, and what is here already stays as it is, so
   * the same list may come twice.
   * @returns how many were new
   */
  importRecorded(list: unknown): Promise<number>;
}

interface RecordedStoreOptions {
  /** Milliseconds since 1970 by this phone's clock. */
  readonly now: () => number;
  readonly file?: ScanFile;
}

/**
 * Opens what this phone has recorded. The page works with its copy in memory, and each change goes to IndexedDB, so that
 * a reload loses nothing. Where that is refused, full or hangs, the copy is all there is until it takes it again.
 */
export async function openRecordedStore(options: RecordedStoreOptions): Promise<RecordedStore> {
  const { now, file = createScanFile() } = options;
  const kept = new Map<string, RecordedScan>();
  /** Removed here, and perhaps still on the disk. */
  const gone = new Set<string>();
  const listeners = new Set<() => void>();
  let list: readonly RecordedScan[] = [];
  let durable = true;

  function changed() {
    list = [...kept.values()].toSorted(byReading);
    for (const listener of listeners) listener();
  }

  async function write(scans: readonly RecordedScan[]) {
    const wasDurable = durable;
    // After a failure nothing since then is on the disk, so everything goes.
    const writing = file.write(wasDurable ? scans : [...kept.values()], [...gone]).then(
      (removed) => {
        for (const scanId of removed) gone.delete(scanId);
        setDurable(true);
      },
      () => setDurable(false),
    );
    // Nobody waits before a gate for a disk that has failed already.
    if (wasDurable) await writing;
  }

  function setDurable(next: boolean) {
    if (next === durable) return;
    durable = next;
    changed();
  }

  async function put(scan: RecordedScan) {
    kept.set(scan.scanId, scan);
    gone.delete(scan.scanId);
    changed();
    await write([scan]);
  }

  try {
    for (const scan of await file.read()) kept.set(scan.scanId, scan);
    changed();
  } catch {
    durable = false;
  }

  return {
    all: () => list,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isDurable: () => durable,
    put,
    async remove(scanId) {
      if (!kept.delete(scanId)) return;
      gone.add(scanId);
      changed();
      await write([]);
    },
    async wipe() {
      kept.clear();
      gone.clear();
      changed();
      await file.clear().then(
        () => setDurable(true),
        () => setDurable(false),
      );
    },
    exportRecorded: () => list.map(toMoved),
    async importRecorded(moved) {
      const fresh = fromMoved(moved, now()).filter(({ scanId }) => !kept.has(scanId));
      for (const scan of fresh) kept.set(scan.scanId, scan);
      changed();
      await write(fresh);
      return fresh.length;
    },
  };
}
