import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { parseStoreAddress } from '../../../src-main/database/postgres/store-address';
import { COUPLE, openReadyOffice, PASSPHRASE, SINGLE, valueOf } from '../../support/box-office';
import type { AskedSale, Kept } from './accounts';

/** Beside `SINGLE`, which anybody may have. */
export const LIMITED = 'LIMITED';

export interface SoldPass {
  readonly passId: string;
  readonly code: string;
}

interface DesksEvent {
  /** One for each desk; the first one sets the event up, and all of them get its signing keys. */
  readonly folders: readonly string[];
  readonly address: string;
  readonly passes: number;
  /** How many passes of `LIMITED` there are. */
  readonly capacity: number;
}

const GUEST = 'Invited';

/** An event that was moved to a store, with passes that were imported, and what their codes are. */
export async function makeDesksEvent({ folders, address, passes, capacity }: DesksEvent): Promise<SoldPass[]> {
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  const [folder = '', ...others] = folders;
  const sold: SoldPass[] = [];
  {
    await using office = await openReadyOffice({ folder, keyPassphrase: PASSPHRASE });
    const { api } = office;
    const limited = { ...SINGLE, code: LIMITED, label: 'Limited', capacity };
    valueOf(await api['passTypes.save']({ types: [SINGLE, COUPLE, limited] }));
    const ids = Array.from({ length: passes }, () => crypto.randomUUID());
    const rows = ids.map((id, index) => `SINGLE,${GUEST},${8_000_000_000 + index},CASH,${id}`);
    const csv = ['pass type,name,phone,payment,pass id', ...rows].join('\n');
    const mapping = { passType: 0, name1: 1, phone1: 2, paymentMode: 3, passId: 4 };
    valueOf(await api['exchange.import']({ importId: crypto.randomUUID(), csv, mapping }));
    for (const passId of ids) {
      const { code } = valueOf(await api['passes.get']({ passId }));
      if (code !== null) sold.push({ passId, code });
    }
    valueOf(await api['store.share']({ address, deskName: 'Desk 1' }));
  }
  // What joining a store ends in: the same keys at every desk.
  for (const other of others)
    copyFileSync(path.join(folder, 'signing-keys.json'), path.join(other, 'signing-keys.json'));
  return sold;
}

/** What a store has written down, read past all desks, and how many passes of `LIMITED` it has. */
export async function readStoreKept(address: string): Promise<Kept & { readonly limited: number }> {
  const client = new pg.Client(parseStoreAddress(address).config);
  await client.connect();
  try {
    const scans = await client.query<Kept['scans'][number]>(
      'SELECT scan_id, pass_id, outcome, at FROM scans ORDER BY sequence',
    );
    const passes = await client.query<Kept['passes'][number] & { readonly pass_type: string }>(
      'SELECT pass_id, sale_id, name1, created_at, scanned_at, pass_type FROM passes',
    );
    // Those that were imported stand under the sale that `invitedOf` made up for them.
    return {
      scans: scans.rows,
      passes: passes.rows.map((row) => ({ ...row, sale_id: row.sale_id ?? row.pass_id })),
      limited: passes.rows.filter((row) => row.pass_type === LIMITED).length,
    };
  } finally {
    await client.end();
  }
}

/** An imported pass as a sale that nobody was told of, so that the accounts know it. */
export function invitedOf({ passId }: SoldPass): AskedSale {
  return { kind: 'sale', id: passId, name: GUEST, askedAt: 0, told: [] };
}
