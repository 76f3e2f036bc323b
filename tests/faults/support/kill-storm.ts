import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../support/box-office';
import { findProblems } from './accounts';
import { disagreements, missingInJournal, readJournaled } from './journaled';
import { readKept } from './kept';
import { randomFor } from './run-options';
import { type Program, startServing } from './serving';
import { setUp } from './set-up';
import { createStorm, isAccepted } from './storm';

interface KillStormOptions {
  readonly program: Program;
  readonly kills: number;
  /** Names the randomness, and the run. */
  readonly part: string;
  readonly onKill?: (kills: number) => void;
}

/** A kill comes after so many answers at most. */
const LONGEST_STORM = 300;
/** How many kills of a hundred meet an office that is only being opened. */
const WHILE_OPENING = 0.15;
/** Milliseconds; a kill that comes later than the office is open comes then. */
const OPENING = 1_500;

/** Kills an office in the middle of everything, over and over, and holds what it told people against what it kept. */
export async function killInStorm({ program, kills, part, onKill = () => undefined }: KillStormOptions) {
  using temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'event');
  mkdirSync(folder);
  const storm = createStorm();
  const figures = { kills: 0, whileOpening: 0, again: 0 };
  let problems: string[] = [];
  const check = () => {
    const kept = readKept(folder);
    problems = [...findProblems(storm.asked, kept), ...disagreements(kept, readJournaled(folder))];
    return problems.length === 0;
  };
  /** Before anything can be made up for. */
  const checkJournal = () => {
    problems = missingInJournal(storm.asked, readJournaled(folder));
    return problems.length === 0;
  };

  let serving = startServing(program, folder);
  try {
    await setUp(await serving.open);
    while (figures.kills < kills) {
      const random = randomFor(part, figures.kills);
      if (random() < WHILE_OPENING) {
        await serving.kill();
        serving = startServing(program, folder);
        await Promise.race([serving.open, new Promise((resolve) => setTimeout(resolve, random() * OPENING))]);
        figures.whileOpening += 1;
      } else {
        const clients = await storm.join(await serving.open);
        if (!check()) break;
        figures.again += await clients.askAgain(random);
        const last = storm.tally.answers + 1 + Math.floor(random() * LONGEST_STORM);
        const raging = clients.rage(`${part}/${figures.kills}`);
        await Promise.race([raging, storm.until(({ answers }) => answers >= last)]);
        storm.sleep();
        await serving.kill();
        await raging;
        clients.leave();
      }
      await serving.kill();
      if (!checkJournal()) break;
      serving = startServing(program, folder);
      figures.kills += 1;
      onKill(figures.kills);
    }
    if (problems.length === 0) {
      const clients = await storm.join(await serving.open);
      if (check()) figures.again += await clients.askAgain(randomFor(part));
      clients.leave();
      await serving.close();
      if (problems.length === 0) check();
    }
  } finally {
    await serving.kill();
  }
  const acknowledged = storm.asked.filter(isAccepted);
  return {
    ...figures,
    problems,
    asked: storm.asked.length,
    sales: acknowledged.filter(({ kind }) => kind === 'sale').length,
    scans: acknowledged.filter(({ kind }) => kind === 'scan').length,
    admissions: acknowledged.filter(
      (one) => one.kind === 'scan' && one.told.some(({ reply }) => reply.ok && reply.value.status === 'admitted'),
    ).length,
    neverAnswered: storm.asked.length - acknowledged.length,
  };
}
