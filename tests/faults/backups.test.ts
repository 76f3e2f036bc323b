import { expect, test } from 'vitest';
import { killWhileBackingUp } from './support/kill-backups';
import { killWhileRestoring } from './support/kill-restores';
import { countOf, progressOf, report } from './support/run-options';
import { serveMode } from './support/serving';

const backupKills = countOf('BACKUPKILLS', { short: 4, long: 200 });
const restoreKills = countOf('RESTOREKILLS', { short: 4, long: 100 });
/** More than a harness needs to see what is wrong with an office that is broken on purpose. */
const ENOUGH_KILLS = 10;
const limitOf = (kills: number) => 120_000 + kills * 20_000;

test(
  'whatever moment of a backup it is killed at, no file under a final name is bad',
  async () => {
    const { problems, ...figures } = await killWhileBackingUp({
      program: serveMode(),
      kills: backupKills,
      part: 'backups',
      onKill: progressOf('kills during backups', backupKills),
    });
    report('kill -9 while backups are made', { ...figures, bad: problems.length });
    expect(problems).toEqual([]);
    expect(figures.kills).toBe(backupKills);
    expect(figures.verified).toBeGreaterThan(0);
  },
  limitOf(backupKills),
);

test(
  'whatever moment of a restore it is killed at, the old event or the new one is there, and no original is lost',
  async () => {
    const { problems, ...figures } = await killWhileRestoring({
      program: serveMode(),
      kills: restoreKills,
      part: 'restores',
      onKill: progressOf('kills during restores', restoreKills),
    });
    report('kill -9 while a backup is restored', { ...figures, lost: problems.length });
    expect(problems).toEqual([]);
    expect(figures.restored + figures.untouched).toBe(restoreKills + 1);
    expect(figures.keptOriginals).toBe(figures.restored);
  },
  limitOf(restoreKills),
);

test(
  'an office that writes backups under their final names is found out by the same kills',
  async () => {
    const program = serveMode({ 'src-main/backups/snapshot.ts': 'tests/faults/broken/backs-up-in-place.ts' });
    const { problems, kills } = await killWhileBackingUp({ program, kills: ENOUGH_KILLS, part: 'in place' });
    report('the same kills over an office that backs up in place', { kills, bad: problems.length });
    expect(problems).not.toEqual([]);
  },
  limitOf(ENOUGH_KILLS),
);

test(
  'an office that restores over its event is found out by the same kills',
  async () => {
    const program = serveMode({ 'src-main/restore/put-in-place.ts': 'tests/faults/broken/restores-over.ts' });
    const { problems, kills } = await killWhileRestoring({ program, kills: ENOUGH_KILLS, part: 'over' });
    report('the same kills over an office that restores over its event', { kills, lost: problems.length });
    expect(problems).toContainEqual(expect.stringContaining('lost: '));
  },
  limitOf(ENOUGH_KILLS),
);
