import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { openReadyOffice, valueOf } from '../../support/box-office';
import type { AskedSale, AskedScan } from './accounts';

interface LargeEvent {
  readonly passes: number;
  /** Scans and sales after the backup: only the journal has them. */
  readonly scans: number;
  readonly sales: number;
  /** Gets a folder with what a stick had of it at the last answer: `backups` and `journal`. */
  readonly stick: string;
}

/** Passes in one file of an import; the contract takes 20 million characters. */
const ROWS_A_FILE = 50_000;
const AT_ONCE = 64;

/**
 * An event that is lost after its last answer, but for backup and journal.
 * @returns where the backup lies, and everything that was answered after it was made
 */
export async function loseLargeEvent({ passes, scans, sales, stick }: LargeEvent) {
  await using office = await openReadyOffice();
  const { api, folder } = office;
  const passIds = Array.from({ length: passes }, () => crypto.randomUUID());
  for (let from = 0; from < passes; from += ROWS_A_FILE) {
    const rows = passIds
      .slice(from, from + ROWS_A_FILE)
      .map((passId, index) => `SINGLE,Guest ${from + index},${9_000_000_000 + from + index},CASH,${passId}`);
    const csv = ['pass type,name,phone,payment,pass id', ...rows].join('\n');
    const mapping = { passType: 0, name1: 1, phone1: 2, paymentMode: 3, passId: 4 };
    valueOf(await api['exchange.import']({ importId: crypto.randomUUID(), csv, mapping }));
  }
  const { kind, fileName } = valueOf(await api['backups.make']({}));

  const asked: (AskedSale | AskedScan)[] = [];
  const begin = () => ({ id: crypto.randomUUID(), askedAt: performance.now(), told: [] });
  await forEachAtOnce(passIds.slice(0, scans), async (passId) => {
    const { code } = valueOf(await api['passes.get']({ passId }));
    const scan: AskedScan = { ...begin(), kind: 'scan', passId };
    asked.push(scan);
    const reply = await api['scans.scan']({ scanId: scan.id, code: code ?? '' });
    scan.told.push({ at: performance.now(), reply });
  });
  await forEachAtOnce(
    Array.from({ length: sales }, (_, number) => passes + number),
    async (number) => {
      const sale: AskedSale = { ...begin(), kind: 'sale', name: `Guest ${number}` };
      asked.push(sale);
      const phone1 = String(9_000_000_000 + number);
      const details = { passType: 'SINGLE', name1: sale.name, phone1, paymentMode: 'CASH' as const };
      const reply = await api['passes.sell']({ saleId: sale.id, ...details });
      sale.told.push({ at: performance.now(), reply });
    },
  );
  // While the office is open: what it would still write when it closes is not there after a loss.
  mkdirSync(stick, { recursive: true });
  for (const name of ['backups', 'journal'])
    cpSync(path.join(folder, name), path.join(stick, name), { recursive: true });
  return { backup: path.join(stick, 'backups', kind, fileName), asked };
}

async function forEachAtOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
