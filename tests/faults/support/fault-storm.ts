import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { findProblems } from './accounts';
import { disagreements, missingInJournal, readJournaled } from './journaled';
import { readKept } from './kept';
import { randomFor } from './run-options';
import { type Program, startServing } from './serving';
import { setUp } from './set-up';
import { createStorm } from './storm';

/** Something that happens to the disk while everybody sells and scans. */
export interface Fault {
  readonly name: string;
  begin(pid: number): void;
  /** What is refused for as long as it lasts; null where that depends on what SQLite has in memory. */
  readonly refuses: { readonly sale: boolean; readonly scan: boolean } | null;
  end(pid: number): void;
}

export interface FaultStormOptions {
  readonly program: Program;
  /** Where the event is. */
  readonly folder: string;
  /** Names the randomness. */
  readonly part: string;
  readonly faults: readonly Fault[];
  /** Milliseconds; what takes longer does not come back. */
  readonly patience?: number;
}

/** How many answers of a kind there are before and in a fault. */
const ENOUGH = 15;
/** Milliseconds. */
const LONGEST_WAIT = 20_000;

/** Lets a disk fail under an office, again and again, and holds what it told people against what it kept. */
export async function sellWhileDiskFails(options: FaultStormOptions) {
  const { program, folder, part, faults, patience = LONGEST_WAIT } = options;
  mkdirSync(folder, { recursive: true });
  const serving = startServing(program, folder);
  const storm = createStorm();
  const figures = { faults: 0, slowestReturnMs: 0 };
  const problems: string[] = [];
  const grownBy = (by: { sale: number; scan: number }, of: 'accepted' | 'refused') => {
    const before = { ...storm.tally[of] };
    return () => storm.tally[of].sale >= before.sale + by.sale && storm.tally[of].scan >= before.scan + by.scan;
  };
  const hasShown = (refuses: Fault['refuses']) => {
    const { answers } = storm.tally;
    if (refuses === null) return () => storm.tally.answers >= answers + 2 * ENOUGH;
    const expected = (of: boolean) => ({
      sale: refuses.sale === of ? ENOUGH : 0,
      scan: refuses.scan === of ? ENOUGH : 0,
    });
    const [refused, accepted] = [grownBy(expected(true), 'refused'), grownBy(expected(false), 'accepted')];
    return () => refused() && accepted();
  };
  try {
    await setUp(await serving.open);
    const pid = serving.process.pid ?? 0;
    const clients = await storm.join(await serving.open);
    const raging = clients.rage(part);
    /** @returns how many milliseconds it took; null when it did not come about */
    const wait = async (fact: () => boolean): Promise<number | null> => {
      const begin = performance.now();
      const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience).unref());
      return Promise.race([storm.until(fact).then(() => performance.now() - begin), timeout, raging.then(() => null)]);
    };
    for (const { name, begin, refuses, end } of faults) {
      if ((await wait(grownBy({ sale: ENOUGH, scan: ENOUGH }, 'accepted'))) === null) problems.push('nothing is sold');
      begin(pid);
      if ((await wait(hasShown(refuses))) === null) problems.push(`${name}: refused and accepted otherwise`);
      end(pid);
      const returned = await wait(grownBy({ sale: 1, scan: 1 }, 'accepted'));
      if (returned === null) {
        problems.push(`${name}: it did not come back`);
        break;
      }
      figures.slowestReturnMs = Math.max(figures.slowestReturnMs, Math.round(returned));
      figures.faults += 1;
    }
    storm.sleep();
    await raging;
    if (problems.length === 0) {
      await clients.askAgain(randomFor(part));
      problems.push(...findProblems(storm.asked, readKept(folder), ['storage-failed', 'disk-full']));
      if (problems.length === 0) problems.push(...(await journalAndWal(folder)));
    }
    clients.leave();
    await serving.close();
    if (problems.length === 0) problems.push(...missingInJournal(storm.asked, readJournaled(folder)));
  } finally {
    await serving.kill();
  }
  const { accepted, refused } = storm.tally;
  return {
    ...figures,
    accepted: accepted.sale + accepted.scan,
    refused: refused.sale + refused.scan,
    falselyAcknowledged: problems.filter((problem) => problem.startsWith('lost')).length,
    problems,
  };
}

/** Once there is nothing to do, the journal has everything and the WAL is back in the file. */
async function journalAndWal(folder: string): Promise<string[]> {
  const deadline = performance.now() + LONGEST_WAIT;
  for (;;) {
    const wal = statSync(path.join(folder, 'epass.db-wal'), { throwIfNoEntry: false })?.size ?? 0;
    const problems = [
      ...disagreements(readKept(folder), readJournaled(folder)),
      ...(wal === 0 ? [] : [`the WAL still has ${wal} bytes`]),
    ];
    if (problems.length === 0 || performance.now() > deadline) return problems;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
