import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, test } from 'vitest';
import { ADMINISTRATOR, openReadyOffice, valueOf } from '../support/box-office';
import { type PostgresServer, startPostgres } from '../support/postgres-server';
import { makeDatabase } from '../support/shared-stores';
import { fillOffice } from './full-office';
import { median, printTable } from './table';

const CLIENTS = 64;
const ROUNDS = 3;
/** `EPASS_BENCH_PASSES=1000000` measures that size alone. */
const asked = Number(process.env['EPASS_BENCH_PASSES'] ?? Number.NaN);
const SIZES = Number.isNaN(asked) ? [500, 100_000] : [asked];
const MOST_SCANS = 2_000;
/** One file of an import takes 20 million characters. */
const ROWS_A_FILE = 100_000;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ durable: true });
});
afterAll(() => server.remove());

type Office = Awaited<ReturnType<typeof openReadyOffice>>;

/**
 * Durable first scans through the dispatch of an office (session, HMAC, commit), on a file and on a store in turns, so
 * that a busy machine slows both alike. The store is on the same machine: a network adds its way there and back.
 */
test.each(SIZES)('scans on a file beside scans on a store, with %i passes', async (passes) => {
  const scans = Math.min(MOST_SCANS, Math.floor(passes / ROUNDS));
  await using database = await makeDatabase(server.url);
  await using file = await openReadyOffice();
  await using shared = await openReadyOffice();
  const codes = { file: await fill(file, passes, scans), store: await fill(shared, passes, scans) };
  valueOf(await shared.api['store.share']({ address: database.url, deskName: 'Desk 1' }));
  const { username, password } = ADMINISTRATOR;
  valueOf(await shared.api['session.signIn']({ username, password }));

  const rounds = { file: [] as Measured[], store: [] as Measured[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const part = <T>(all: readonly T[]) => all.slice(round * scans, (round + 1) * scans);
    rounds.file.push(await scanAll(file, part(codes.file)));
    rounds.store.push(await scanAll(shared, part(codes.store)));
  }
  const mid = (of: readonly Measured[], figure: keyof Measured) => median(of.map((one) => one[figure]));
  const rows = (['file', 'store'] as const).map((engine) => ({
    engine: engine === 'file' ? 'SQLite' : 'PostgreSQL',
    'scans/s': mid(rounds[engine], 'perSecond'),
    'of SQLite': mid(rounds[engine], 'perSecond') / mid(rounds.file, 'perSecond'),
    'p50 ms': mid(rounds[engine], 'p50'),
    'p99 ms': mid(rounds[engine], 'p99'),
    'p99 × SQLite': mid(rounds[engine], 'p99') / mid(rounds.file, 'p99'),
  }));
  printTable(`${CLIENTS} clients, ${passes} passes, ${scans} scans a round, median of ${ROUNDS} rounds in turns`, rows);
});

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

async function fill(office: Office, passes: number, scans: number): Promise<string[]> {
  const codes: string[] = [];
  for (let left = passes; left > 0; left -= ROWS_A_FILE) {
    const wanted = Math.max(0, ROUNDS * scans - codes.length);
    codes.push(...(await fillOffice(office, Math.min(left, ROWS_A_FILE), Math.min(wanted, left))));
  }
  return codes;
}

async function scanAll({ api }: Office, codes: readonly string[]): Promise<Measured> {
  const took: number[] = [];
  const waiting = codes.values();
  const beganAt = performance.now();
  const client = async () => {
    for (const code of waiting) {
      const askedAt = performance.now();
      const { status } = valueOf(await api['scans.scan']({ scanId: uuidv7(), code }));
      if (status !== 'admitted') throw new Error(`a first scan was ${status}`);
      took.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const seconds = (performance.now() - beganAt) / 1_000;
  took.sort((one, other) => one - other);
  const quantile = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { perSecond: took.length / seconds, p50: quantile(0.5), p99: quantile(0.99) };
}
