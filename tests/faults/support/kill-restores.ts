import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder, valueOf } from '../../support/box-office';
import type { Browser } from '../../support/served-browser';
import { findProblems } from './accounts';
import { badBackups, lineageOfBackup } from './backup-files';
import { readKept, readLineage, readSoundKept } from './kept';
import type { KillOptions } from './kill-backups';
import { randomFor } from './run-options';
import { startServing } from './serving';
import { setUp } from './set-up';
import { createStorm } from './storm';

/** Sales and scans between two restores. */
const BETWEEN = 40;

/**
 * Kills an office while it puts a backup in the place of its event. Afterwards there is the old event or the new one,
 * each with everything that was acknowledged, and in the second case the old one is kept.
 */
export async function killWhileRestoring({ program, kills, part, onKill = () => undefined }: KillOptions) {
  using temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'event');
  mkdirSync(folder);
  const storm = createStorm();
  const figures = { kills: 0, restored: 0, untouched: 0, keptOriginals: 0 };
  const problems: string[] = [];
  /** How long a restore takes that nobody kills, in milliseconds. */
  let usual: number | null = null;

  /** Of the event as it is now: of an earlier one, the journal has nothing that came after it was replaced. */
  async function backupOf(desk: Browser, lineage: string, random: () => number): Promise<string> {
    const list = valueOf(await desk.api['restore.list']({}));
    const ours = list.filter(
      ({ id }) => lineageOfBackup(path.join(folder, 'backups', ...id.split('/').slice(1))) === lineage,
    );
    const one = ours[Math.floor(random() * ours.length)];
    return one && random() < 0.7 ? one.id : valueOf(await desk.api['backups.make']({})).id;
  }

  /** What has to be true once the office is open again. */
  function check(before: string | null, wasTold: boolean): void {
    problems.push(...findProblems(storm.asked, readKept(folder)));
    for (const name of readdirSync(folder)) if (name.startsWith('restore-')) problems.push(`${name} was left behind`);
    if (before === null) return;
    if (readLineage(folder) === before) {
      figures.untouched += 1;
      if (wasTold) problems.push('somebody was told of a restore that is not there');
      return;
    }
    figures.restored += 1;
    const originals = keptOriginals(folder).filter((original) => original?.lineage === before);
    const [original] = originals;
    if (!original) problems.push('lost: what was there before the restore');
    else problems.push(...findProblems(storm.asked, original.kept).map((problem) => `in the original: ${problem}`));
    figures.keptOriginals += originals.length;
  }

  let serving = startServing(program, folder);
  let before: string | null = null;
  let wasTold = false;
  try {
    await setUp(await serving.open);
    while (figures.kills < kills && problems.length === 0) {
      const random = randomFor(part, figures.kills);
      const clients = await storm.join(await serving.open);
      check(before, wasTold);
      const raging = clients.rage(`${part}/${figures.kills}`);
      const enough = storm.tally.answers + BETWEEN;
      await Promise.race([raging, storm.until(({ answers }) => answers >= enough)]);
      storm.sleep();
      await raging;

      before = readLineage(folder);
      const id = await backupOf(clients.desk, before, random);
      if (usual === null) {
        const began = performance.now();
        valueOf(await clients.desk.api['restore.apply']({ id }));
        usual = performance.now() - began;
        wasTold = true;
      } else {
        const applying = clients.desk.api['restore.apply']({ id }).then(
          ({ ok }) => ok,
          () => false,
        );
        // Any moment of it is as good as any other.
        await Promise.race([applying, new Promise((resolve) => setTimeout(resolve, random() * Number(usual) * 1.3))]);
        await serving.kill();
        wasTold = await applying;
        figures.kills += 1;
        onKill(figures.kills);
      }
      clients.leave();
      await serving.kill();
      problems.push(...(await badBackups([folder])));
      serving = startServing(program, folder);
      if (random() < 0.3) {
        // Once more, while it finishes what was decided.
        await Promise.race([serving.open, new Promise((resolve) => setTimeout(resolve, random() * 1_000))]);
        await serving.kill();
        serving = startServing(program, folder);
      }
    }
    await serving.open;
    if (problems.length === 0) check(before, wasTold);
    await serving.close();
  } finally {
    await serving.kill();
  }
  return { ...figures, problems };
}

function keptOriginals(folder: string) {
  const replaced = path.join(folder, 'replaced');
  if (!existsSync(replaced)) return [];
  return readdirSync(replaced)
    .filter((name) => name.endsWith('.db'))
    .map((name) => readSoundKept(path.join(replaced, name)));
}
