import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from '../../support/box-office';
import { startPostgres } from '../../support/postgres-server';
import { type AskedSale, type AskedScan, findProblems } from './accounts';
import { invitedOf, makeDesksEvent, readStoreKept, type SoldPass } from './desks-event';
import { openDesksNetwork } from './desks-network';
import { isSoldOut, openDesksStorm } from './desks-storm';
import { randomFor } from './run-options';
import { type Program, startServing, untilSaid } from './serving';

interface DesksRun {
  readonly program: Program;
  readonly part: string;
  readonly passes: number;
  readonly clients: number;
  /** How often the store is stopped in the middle, as a power cut would. */
  readonly stops: number;
  readonly onScans?: (scans: number) => void;
}

const DESKS = 3;
/** Of a hundred packets. */
const LOSS = 5;
/** Milliseconds; a desk that takes longer has not come back by itself. */
const LONGEST_RETURN = 60_000;
/** Milliseconds without a single answer. */
const LONGEST_SILENCE = 120_000;
/** Milliseconds for which a store is waited for to refuse somebody, which it does after a patience of its own. */
const LONGEST_OUTAGE = 8_000;
const STUCK = 'nothing is answered any more, it takes too long, or an office has ended';

/** Milliseconds. */
export function longestRun(passes: number, stops: number): number {
  return 120_000 + passes * 100 + stops * 45_000;
}

/** Three desks sell and admit over a network that loses packets, while the store that they share is killed. */
export async function sellAtThreeDesks({ program, part, passes, clients, stops, onScans }: DesksRun) {
  using temporary = temporaryFolder();
  const folders = Array.from({ length: DESKS }, (_, which) => path.join(temporary.folder, `${which + 1}`, 'event'));
  await using closing = new AsyncDisposableStack();
  const network = openDesksNetwork(DESKS);
  closing.defer(network.close);
  const postgres = await startPostgres({ address: network.storeAddress, durable: true, within: network.store });
  closing.defer(postgres.remove);
  const sales = Math.max(15, Math.min(600, Math.round(passes / 5)));
  const capacity = Math.round(sales / 3);
  const invited = await makeDesksEvent({ folders, address: postgres.socketUrl, passes, capacity });

  const opening = folders.map(async (folder, which) => {
    const within = network.desks[which] ?? [];
    const environment = {
      ...program.environment,
      EPASS_DATABASE_URL: postgres.url,
      EPASS_DESK_NAME: `Desk ${which + 1}`,
    };
    const serving = startServing({ ...program, within, environment }, folder);
    closing.defer(serving.kill);
    const served = await serving.open;
    const socketPath = path.join(folder, '..', 'socket');
    closing.defer(await startRelay(within, socketPath, new URL(served.origin).port));
    return { serving, served, socketPath };
  });
  const offices = await Promise.all(opening);
  const storm = await openDesksStorm({ part, offices, clients, invited, sales });
  closing.defer(storm.close);
  const problems: string[] = [];
  const returns: number[] = [];
  let stopped = 0;

  /** Milliseconds of `performance.now`; whatever is not done by then is a problem, so that a run always ends by itself. */
  const deadline = performance.now() + longestRun(passes, stops);
  const isAlive = () => offices.every(({ serving }) => serving.process.exitCode === null);
  network.lose(LOSS);
  const beganAt = performance.now();
  const raging = storm.rage();
  /** Waits for a fact as long as anything is answered at all. */
  const until = async (fact: () => boolean): Promise<boolean> => {
    let [answers, heardAt] = [0, performance.now()];
    while (!fact()) {
      const now = storm.tally.scans + storm.tally.refused;
      if (now !== answers) [answers, heardAt] = [now, performance.now()];
      const instant = performance.now();
      if (instant - heardAt > LONGEST_SILENCE || instant > deadline || !isAlive()) return false;
      onScans?.(Math.min(passes, storm.tally.scans));
      await pause(20);
    }
    return true;
  };
  for (let stop = 1; stop <= stops && problems.length === 0; stop += 1) {
    if (!(await until(() => storm.come() >= (passes * stop) / (stops + 1)))) {
      problems.push(STUCK);
      break;
    }
    const { refused } = storm.tally;
    postgres.stop('immediate');
    stopped += 1;
    // Every second time it is away for longer than anybody waits for it.
    const downAt = performance.now();
    const isLongEnough = () => stop % 2 === 1 || storm.tally.refused > refused;
    await until(() => isLongEnough() || performance.now() - downAt > LONGEST_OUTAGE);
    postgres.start();
    const upAt = performance.now();
    storm.watchReturn();
    const isBack = () => storm.returned().every((at) => at !== null);
    await until(() => isBack() || performance.now() - upAt > LONGEST_RETURN);
    for (const [which, at] of storm.returned().entries()) {
      if (at === null) problems.push(`desk ${which + 1} did not come back`);
      else returns.push(at - upAt);
    }
  }
  if (problems.length === 0 && !(await until(storm.isThrough))) problems.push(STUCK);
  storm.end();
  await raging;
  const seconds = (performance.now() - beganAt) / 1_000;
  network.mend();
  await storm.askAgain(randomFor(part, 'again'));
  storm.close();
  problems.push(...(await problemsOf(postgres.socketUrl, storm.asked, invited, capacity)));
  const bugs = folders.flatMap((folder) => bugsIn(path.join(folder, 'office.log')));
  return { problems, bugs, ...figuresOf(storm.asked), ...storm.tally, capacity, stops: stopped, returns, seconds };
}

async function problemsOf(
  address: string,
  asked: readonly (AskedSale | AskedScan)[],
  invited: readonly SoldPass[],
  capacity: number,
): Promise<string[]> {
  const kept = await readStoreKept(address);
  const soldOut = asked.filter(({ told }) => told.some(({ reply }) => isSoldOut(reply)));
  const answered = asked.map((one) => ({ ...one, told: one.told.filter(({ reply }) => !isSoldOut(reply)) }));
  return [
    ...findProblems([...invited.map(invitedOf), ...(answered as typeof asked)], kept, ['storage-failed']),
    ...(kept.limited > capacity ? [`oversold: ${kept.limited} of ${capacity}`] : []),
    ...(soldOut.length > 0 && kept.limited < capacity ? [`sold out at ${kept.limited} of ${capacity}`] : []),
    ...soldOut.flatMap(({ id, told }) =>
      told.some(({ reply }) => reply.ok) ? [`sale ${id} was sold, and sold out`] : [],
    ),
  ];
}

function figuresOf(asked: readonly (AskedSale | AskedScan)[]) {
  const accepted = asked.filter(({ told }) => told.some(({ reply }) => reply.ok));
  const isAdmitted = (one: AskedSale | AskedScan) =>
    one.kind === 'scan' && one.told.some(({ reply }) => reply.ok && reply.value.status === 'admitted');
  return {
    asked: asked.length,
    soldOnce: accepted.filter(({ kind }) => kind === 'sale').length,
    scannedOnce: accepted.filter(({ kind }) => kind === 'scan').length,
    admitted: accepted.filter(isAdmitted).length,
    neverAnswered: asked.filter(({ told }) => told.length === 0).length,
  };
}

/**
 * What nobody foresaw, as the log of an office has it. That the store was away is noted there too. An office with nothing
 * to say has no log yet.
 */
function bugsIn(log: string): string[] {
  if (!existsSync(log)) return [];
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"level":50') && !line.includes('"code":"STORE_AWAY"'));
}

async function startRelay(within: readonly string[], socketPath: string, port: string) {
  const file = path.join(import.meta.dirname, 'relay.ts');
  const words: readonly string[] = [...within, process.execPath, file, socketPath, port];
  const relay = spawn(words[0] ?? '', words.slice(1));
  const ended = once(relay, 'close');
  await untilSaid(relay, 'relaying');
  return async () => {
    relay.kill('SIGKILL');
    await ended;
  };
}
