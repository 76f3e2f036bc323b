import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder, valueOf } from '../../support/box-office';
import type { Browser } from '../../support/served-browser';
import { findProblems } from './accounts';
import { badBackups, finalBackups } from './backup-files';
import { readKept } from './kept';
import { randomFor } from './run-options';
import { type Program, startServing } from './serving';
import { setUp } from './set-up';
import { createStorm } from './storm';

export interface KillOptions {
  readonly program: Program;
  readonly kills: number;
  /** Names the randomness, and the run. */
  readonly part: string;
  readonly onKill?: (kills: number) => void;
}

/** A kill comes after so many sales and scans at most, which is about what fits into two backups. */
const LONGEST = 200;

/** Of those that somebody asked for; newer ones push older ones out, also when nobody was told of them any more. */
const KEPT = 5;

function newerThan(backup: string, roots: readonly string[]): number {
  const folder = path.dirname(backup);
  return finalBackups(roots).filter((one) => path.dirname(one) === folder && path.basename(one) > path.basename(backup))
    .length;
}

/** Kills an office that makes one backup after the other, here and in a second folder, while everybody sells. */
export async function killWhileBackingUp({ program, kills, part, onKill = () => undefined }: KillOptions) {
  using temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'event');
  const stick = path.join(temporary.folder, 'stick');
  const roots = [folder, path.join(stick, 'E-Pass Box Office')];
  mkdirSync(folder);
  mkdirSync(stick);
  const storm = createStorm();
  const figures = { kills: 0, made: 0, verified: 0 };
  let newest: string | null = null;
  const problems: string[] = [];

  /** Until the office is gone. */
  async function makeBackups(desk: Browser): Promise<void> {
    for (;;) {
      const { kind, fileName } = valueOf(await desk.api['backups.make']({}));
      newest = path.join(folder, 'backups', kind, fileName);
      figures.made += 1;
    }
  }

  let serving = startServing(program, folder);
  try {
    await setUp(await serving.open);
    while (figures.kills < kills && problems.length === 0) {
      const random = randomFor(part, figures.kills);
      const clients = await storm.join(await serving.open);
      problems.push(...findProblems(storm.asked, readKept(folder)));
      if (figures.kills === 0) valueOf(await clients.desk.api['backups.save']({ secondFolder: stick }));
      const raging = clients.rage(`${part}/${figures.kills}`);
      const making = makeBackups(clients.desk).catch((error: unknown) => error);
      const last = storm.tally.answers + 1 + Math.floor(random() * LONGEST);
      // Nothing but the kill ends the making of backups.
      const failed = making.then((error) => Promise.reject(error instanceof Error ? error : new Error(String(error))));
      await Promise.race([failed, raging, storm.until(({ answers }) => answers >= last)]);
      failed.catch(() => undefined);
      storm.sleep();
      await serving.kill();
      await Promise.all([raging, making]);
      clients.leave();

      problems.push(...(await badBackups(roots)));
      figures.verified += finalBackups(roots).length;
      if (newest !== null && !existsSync(newest) && newerThan(newest, roots) < KEPT) {
        problems.push(`${String(newest)} was acknowledged and is not there`);
      }
      figures.kills += 1;
      onKill(figures.kills);
      serving = startServing(program, folder);
    }
    await serving.open;
    problems.push(...findProblems(storm.asked, readKept(folder)));
    await serving.close();
  } finally {
    await serving.kill();
  }
  return { ...figures, problems };
}
