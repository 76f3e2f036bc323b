import { createScans } from '../../../src-main/scans/scans';
import type { ScanOutcome } from '../../../src-shared/contract/scans';
import { openStore, sale } from '../../support/passes-store';

interface Scan {
  readonly passId?: string;
  /** Instead of a pass: the text that was read. */
  readonly code?: string;
  readonly scanId?: string;
  readonly by?: string;
  readonly desk?: string;
}

/**
 * A gate over a real file, where a code is `signed:` and the id of a pass: signing has tests of its own. Use with
 * `await using`.
 */
export async function openDoor() {
  const store = await openStore();
  const signing = { passIdOf: (code: string) => (code.startsWith('signed:') ? code.slice('signed:'.length) : null) };
  const scans = createScans({ db: store.db, signing, now: store.now });
  await store.db
    .insertInto('admins')
    .values({
      username: 'gate1',
      password_hash: '',
      display_name: 'Gita at the gate',
      created_at: '2026-01-01T00:00:00.000Z' as never,
      role: 'gate',
      one_time_until: null,
      disabled_at: null,
      last_sign_in_at: null,
    })
    .execute();

  return {
    ...store,
    scans,
    sell: async (details: Parameters<typeof sale>[0] = {}) =>
      (await store.passes.sell(sale(details), 'seller1')).passId,
    scan: ({ passId, code, scanId, by, desk }: Scan): Promise<ScanOutcome> =>
      scans.scan(
        { scanId: scanId ?? crypto.randomUUID(), code: code ?? `signed:${passId}` },
        { username: by ?? 'gate1', desk: desk ?? 'North gate' },
      ),
    log: () => store.db.selectFrom('scans').selectAll().orderBy('sequence').execute(),
  };
}
export type Door = Awaited<ReturnType<typeof openDoor>>;
