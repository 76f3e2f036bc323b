import { createCollisions } from '../../../src-main/scans/collisions';
import { createGateSearch } from '../../../src-main/scans/gate-search';
import { createScanTally } from '../../../src-main/scans/scan-tally';
import { createScans, type Scanner } from '../../../src-main/scans/scans';
import type { ScanOutcome } from '../../../src-shared/contract/scans';
import { type Instant, toInstant } from '../../../src-shared/instant';
import { openStore, sale } from '../../support/passes-store';

const BEGINS: Instant = toInstant(Date.UTC(2026, 0, 1));
/** Phones that were accepted at the desk, by their ids, and what they are called. */
export const PHONES: ReadonlyMap<string, string> = new Map([
  ['phone1', 'Gate 1'],
  ['phone2', 'Gate 2'],
]);

interface Scan {
  readonly passId?: string;
  /** Instead of a pass: the text that was read. */
  readonly code?: string;
  readonly scanId?: string;
  readonly by?: string;
  /** The desk, or the phone by its name. */
  readonly desk?: string;
  readonly deviceId?: string;
  readonly recordedAgoMs?: number;
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
      created_at: BEGINS,
      role: 'gate',
      one_time_until: null,
      disabled_at: null,
      last_sign_in_at: null,
    })
    .execute();
  await store.db
    .insertInto('devices')
    .values(
      [...PHONES].map(([device_id, name]) => ({
        device_id,
        name,
        responsible: 'gate1',
        platform: 'Android',
        token_hash: device_id,
        rejoin_hash: null,
        origin: 'https://192.168.2.1:8443',
        joined_at: BEGINS,
        accepted_by: 'seller1',
        expires_at: BEGINS,
        revoked_at: null,
        revoked_by: null,
        self_test: null,
      })),
    )
    .execute();

  return {
    ...store,
    scans,
    collisions: createCollisions({ db: store.db, now: store.now }),
    find: createGateSearch(store.db),
    tally: createScanTally(store.db),
    nameOf: (deviceId: string) => PHONES.get(deviceId) ?? '',
    sell: async (details: Parameters<typeof sale>[0] = {}) =>
      (await store.passes.sell(sale(details), 'seller1')).passId,
    scan: ({ passId, code, scanId, recordedAgoMs, ...at }: Scan): Promise<ScanOutcome> =>
      scans.scan(
        { scanId: scanId ?? crypto.randomUUID(), code: code ?? `signed:${passId}`, recordedAgoMs },
        scannerAt(at),
      ),
    /** Without a code, after the pass was found by name. */
    admitByHand: ({ passId, scanId, ...at }: Scan): Promise<ScanOutcome> =>
      scans.admit({ scanId: scanId ?? crypto.randomUUID(), passId: passId ?? '' }, scannerAt(at)),
    log: () => store.db.selectFrom('scans').selectAll().orderBy('sequence').execute(),
  };
}

function scannerAt({ by, desk, deviceId }: Pick<Scan, 'by' | 'desk' | 'deviceId'>): Scanner {
  const place = deviceId === undefined ? 'North gate' : (PHONES.get(deviceId) ?? '');
  return { username: by ?? 'gate1', desk: desk ?? place, deviceId: deviceId ?? null };
}
export type Door = Awaited<ReturnType<typeof openDoor>>;
