import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { LoadPlan, LoadResult } from './load-client';
import { median } from './table';

/** The limit that the office is held against, in a process of its own; `portOf` tells where. */
export function startEcho(certificate: string, key: string): ChildProcess {
  return spawn(process.execPath, [path.join(import.meta.dirname, 'echo-server.ts'), certificate, key]);
}

/** The first number with the look of a port that a server prints. */
export async function portOf(child: ChildProcess): Promise<number> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    const port = /(?:127\.0\.0\.1:|^)(\d{4,5})\b/m.exec(printed)?.[1];
    if (port === undefined) continue;
    return Number(port);
  }
  throw new Error(`the server ended: ${printed}`);
}

/** Runs a plan in a process of its own. */
export async function load(plan: LoadPlan): Promise<LoadResult> {
  const client = spawn(process.execPath, [path.join(import.meta.dirname, 'load-client.ts')]);
  client.stdin.end(JSON.stringify(plan));
  client.stderr.pipe(process.stderr);
  return JSON.parse(await text(client.stdout)) as LoadResult;
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** The columns of a table that holds an office against the echo, as medians of their rounds. */
export function besideEcho(results: { readonly echo: readonly LoadResult[]; readonly office: readonly LoadResult[] }) {
  const mid = (of: readonly LoadResult[], figure: 'perSecond' | 'p50' | 'p99') => median(of.map((one) => one[figure]));
  const { echo, office } = results;
  return {
    'echo/s': mid(echo, 'perSecond'),
    'scans/s': mid(office, 'perSecond'),
    'of the echo': mid(office, 'perSecond') / mid(echo, 'perSecond'),
    'echo p50/p99 ms': `${mid(echo, 'p50').toFixed(2)} / ${mid(echo, 'p99').toFixed(2)}`,
    'scan p50/p99 ms': `${mid(office, 'p50').toFixed(2)} / ${mid(office, 'p99').toFixed(2)}`,
    'p99 × echo': mid(office, 'p99') / mid(echo, 'p99'),
    answers: JSON.stringify(office.map((one) => one.statuses)[0]),
  };
}
