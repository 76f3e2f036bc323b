import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/box-office';
import { canMount, type DiskFault, hasLibfiu, mountSmallDisk, withFailingDisk } from './support/broken-disk';
import { type Fault, type FaultStormOptions, sellWhileDiskFails } from './support/fault-storm';
import { countOf, isLong, progressOf, report } from './support/run-options';
import { type Program, serveMode } from './support/serving';

const rounds = countOf('ROUNDS', { short: 1, long: 10 });
const limit = 60_000 + rounds * 120_000;
/** Milliseconds. A machine that is busy with other tests must only come back at all. */
const BACK_WITHIN = isLong ? 5_000 : Number.POSITIVE_INFINITY;
const MEBIBYTE = 1_048_576;

const BOTH = { sale: true, scan: true };
const NEITHER = { sale: false, scan: false };
const FAULTS: readonly { readonly name: string; readonly fault: DiskFault; readonly refuses: Fault['refuses'] }[] = [
  { name: 'writes fail', fault: [{ name: 'posix/io/rw/pwrite', errno: 5 }], refuses: BOTH },
  { name: 'flushes fail', fault: [{ name: 'posix/io/sync/fsync', errno: 5 }], refuses: BOTH },
  { name: 'reads fail', fault: [{ name: 'posix/io/rw/pread', errno: 5 }], refuses: null },
  { name: 'writes find no room', fault: [{ name: 'posix/io/rw/pwrite', errno: 28 }], refuses: BOTH },
  { name: 'only the journal fails', fault: [{ name: 'posix/io/sync/fdatasync', errno: 5 }], refuses: NEITHER },
];

function repeated<Item>(items: readonly Item[], times: number): Item[] {
  return Array.from({ length: times }, () => items).flat();
}

type Found = Awaited<ReturnType<typeof sellWhileDiskFails>>;

/**
 * Each round has an office of its own: in one that fails without a pause, impatient clients reach the most calls that a
 * minute may have, and the WAL of one whose disk is full over and over fills it alone.
 */
async function inRounds(what: string, round: (part: string) => Promise<Found>): Promise<Found> {
  const progress = progressOf(what, rounds);
  const all: Found[] = [];
  while (all.length < rounds) {
    all.push(await round(`${what}/${all.length}`));
    progress(all.length);
  }
  const sum = (of: (one: Found) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    faults: sum(({ faults }) => faults),
    slowestReturnMs: Math.max(...all.map(({ slowestReturnMs }) => slowestReturnMs)),
    accepted: sum(({ accepted }) => accepted),
    refused: sum(({ refused }) => refused),
    falselyAcknowledged: sum(({ falselyAcknowledged }) => falselyAcknowledged),
    problems: all.flatMap(({ problems }) => problems).slice(0, 20),
  };
}

type Options = Pick<FaultStormOptions, 'patience'>;

async function withIoErrors(program: Program, part: string, faults: typeof FAULTS, options: Options = {}) {
  using temporary = temporaryFolder();
  const failing = withFailingDisk(program, temporary.folder);
  return await sellWhileDiskFails({
    program: failing.program,
    folder: path.join(temporary.folder, 'event'),
    part,
    faults: faults.map(({ name, fault, refuses }) => ({
      name,
      refuses,
      begin: (pid) => failing.fail(pid, fault),
      end: (pid) => failing.mend(pid, fault),
    })),
    ...options,
  });
}

test.skipIf(!hasLibfiu)(
  'while the disk fails nothing is acknowledged that is not kept, and work goes on when it works again',
  async () => {
    const { problems, ...figures } = await inRounds('I/O errors', (part) => withIoErrors(serveMode(), part, FAULTS));
    report('I/O errors while selling and scanning', figures);
    expect(problems).toEqual([]);
    expect(figures.faults).toBe(rounds * FAULTS.length);
    expect(figures.slowestReturnMs).toBeLessThan(BACK_WITHIN);
  },
  limit,
);

async function onSmallDisk(program: Program, part: string) {
  using temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'event');
  using disk = mountSmallDisk(folder, 64);
  const full: Fault = {
    name: 'the disk is full',
    begin: () => disk.fillUpTo(0),
    refuses: BOTH,
    end: () => disk.makeRoom(),
  };
  const nearlyFull: Fault = {
    name: 'the disk is nearly full',
    begin: () => disk.fillUpTo(3 * MEBIBYTE),
    refuses: { sale: true, scan: false },
    end: () => disk.makeRoom(),
  };
  return await sellWhileDiskFails({ program, folder, part, faults: repeated([nearlyFull, full], 2) });
}

const SMALL_DISK = { 'src-main/database/disk-space.ts': 'tests/faults/support/small-disk.ts' };

test.skipIf(!canMount)(
  'on a full disk sales stop before scans do, nothing is acknowledged that is not kept, and room is enough to go on',
  async () => {
    const { problems, ...figures } = await inRounds('full disks', (part) => onSmallDisk(serveMode(SMALL_DISK), part));
    report('full disk while selling and scanning', figures);
    expect(problems).toEqual([]);
    expect(figures.faults).toBe(rounds * 4);
    expect(figures.slowestReturnMs).toBeLessThan(BACK_WITHIN);
  },
  limit,
);

test.skipIf(!hasLibfiu)(
  'an office that acknowledges before it commits is found out by the same errors',
  async () => {
    const program = serveMode({ 'src-main/database/sqlite.ts': 'tests/faults/broken/acknowledges-first.ts' });
    // At each of them hardly more than one transaction is under way.
    const { problems, ...figures } = await withIoErrors(program, 'hasty', repeated(FAULTS.slice(0, 1), 3));
    report('the same errors over an office that acknowledges first', figures);
    expect(problems).toContainEqual(expect.stringMatching(/^lost: | was answered differently: /));
  },
  120_000,
);

test.skipIf(!hasLibfiu)(
  'an office that stays away from a disk that failed is found out',
  async () => {
    const program = serveMode({ 'src-main/database/storage.ts': 'tests/faults/broken/stays-away.ts' });
    const { problems } = await withIoErrors(program, 'away', FAULTS.slice(0, 1), { patience: 6_000 });
    expect(problems).toEqual([expect.stringContaining('did not come back')]);
  },
  120_000,
);
