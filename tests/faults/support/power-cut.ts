import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reply } from '../../../src-shared/contract/operation';
import { type AskedSale, type AskedScan, findProblems } from './accounts';
import { badBackups } from './backup-files';
import { disagreements, missingInJournal, readJournaled } from './journaled';
import { openAfterwards } from './kept';
import { randomFor } from './run-options';
import { POLICIES, SimulatedDisk } from './simulated-disk';
import { readTrace, type TraceEvent } from './trace';

interface Recording {
  readonly trace: string;
  /** Where the office lived while it was recorded. */
  readonly folder: string;
  /** What it said there of questions and answers. */
  readonly saidFile: string;
}

interface CutOptions {
  readonly recording: Recording;
  readonly cuts: number;
  /** Names the randomness. */
  readonly part: string;
  /** Where files are put back together; emptied each time. */
  readonly scratch: string;
  readonly onCut?: (cuts: number) => void;
}

/** Cuts the power at random moments of a recording, and opens what is left each time as the office would. */
export async function cutPower({ recording, cuts, part, scratch, onCut = () => undefined }: CutOptions) {
  const events = await readAll(recording);
  const begin = events.findIndex(
    ({ name, args }) => name.startsWith('mkdir') && String(args.at(-2)) === recording.folder,
  );
  const random = randomFor(part, 'moments');
  const moments = Array.from({ length: cuts }, () => begin + Math.floor(random() * (events.length - begin)));
  moments.sort((one, other) => one - other);

  const disk = new SimulatedDisk(recording.folder);
  const said = createSaid(recording.saidFile);
  const figures = { cuts: 0, withUnflushedWrites: 0, lost: 0, damaged: 0 };
  const problems: string[] = [];
  let at = 0;
  for (const moment of moments) {
    for (; at <= moment; at += 1) {
      const event = events[at];
      if (!event) throw new Error('a cut beyond the end');
      disk.take(event);
      said.take(event, at);
    }
    const cut = randomFor(part, figures.cuts);
    const policy = POLICIES[figures.cuts % POLICIES.length] ?? POLICIES[0];
    if (disk.isAhead) figures.withUnflushedWrites += 1;
    const { damage, contradictions } = await whatIsWrong(disk.cut(policy, cut), said, scratch);
    if (damage.length > 0) figures.damaged += 1;
    if (contradictions.length > 0) figures.lost += 1;
    const found = [...damage, ...contradictions].slice(0, 3).join('; ');
    if (found !== '') problems.push(`cut ${figures.cuts} at call ${moment} (${policy}): ${found}`);
    figures.cuts += 1;
    onCut(figures.cuts);
  }
  const acknowledged = said.asked.filter(({ told }) => told.length > 0).length;
  return { ...figures, acknowledged, problems };
}

async function whatIsWrong(
  files: ReadonlyMap<string, Buffer>,
  { asked, backups }: Said,
  scratch: string,
): Promise<{ readonly damage: readonly string[]; readonly contradictions: readonly string[] }> {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  for (const [name, bytes] of files) {
    mkdirSync(path.dirname(path.join(scratch, name)), { recursive: true });
    writeFileSync(path.join(scratch, name), bytes);
  }
  try {
    const gone = backups.filter((name) => !files.has(name)).map((name) => `lost: ${name}, which was acknowledged`);
    const bad = await badBackups([scratch]);
    const missing = missingInJournal(asked, readJournaled(scratch));
    const { alone, kept, damage } = await openAfterwards(scratch);
    const differences = disagreements(kept, readJournaled(scratch));
    // The journal must not be needed to make up for a database that loses something.
    const lost = [...findProblems(asked, alone), ...findProblems(asked, kept)];
    return {
      damage: [...bad, ...damage],
      contradictions: [...gone, ...missing, ...lost, ...differences],
    };
  } catch (error) {
    return { damage: [`it cannot be opened: ${String(error)}`], contradictions: [] };
  }
}

async function readAll({ trace }: Recording): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  for await (const event of readTrace(trace)) events.push(event);
  return events;
}

type Line =
  | { readonly asked: { readonly kind: 'sale'; readonly id: string; readonly name: string } }
  | { readonly asked: { readonly kind: 'scan'; readonly id: string; readonly passId: string } }
  | { readonly backup: string }
  | { readonly told: string; readonly reply: Reply<never> };

type Said = Pick<ReturnType<typeof createSaid>, 'asked' | 'backups'>;

/** What was asked and answered up to an event. An answer counts from the moment at which it begins to leave. */
function createSaid(saidFile: string) {
  const asked: (AskedSale | AskedScan)[] = [];
  const byId = new Map<string, AskedSale | AskedScan>();
  /** Backups that somebody was told of, as paths below the folder. */
  const backups: string[] = [];
  let descriptor = -1;
  return {
    asked,
    backups,
    take({ phase, name, args, result }: TraceEvent, at: number): void {
      if (phase === 'end' && name === 'openat' && String(args[1]) === saidFile) descriptor = result ?? -1;
      if (phase !== 'begin' || name !== 'write' || args[0] !== descriptor) return;
      const line = JSON.parse(String(args[1])) as Line;
      if ('backup' in line) backups.push(line.backup);
      else if ('told' in line) byId.get(line.told)?.told.push({ at, reply: line.reply });
      else {
        const question = { ...line.asked, askedAt: at, told: [] };
        asked.push(question);
        byId.set(question.id, question);
      }
    },
  };
}
