import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository, runQuietly } from './run.ts';

const BUILT = ['out/main/main.js', 'out/main/serve.js', 'out/preload/preload.cjs', 'out/renderer/desk.html'];
const SOURCES = [
  'src-main',
  'src-shared',
  'src-renderer',
  'resources',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds unless everything in out/ is newer than every source. */
export async function buildWhenStale() {
  const oldestBuilt = Math.min(...BUILT.map(changedAt));
  if (oldestBuilt > Math.max(...SOURCES.map(newestIn))) return;
  console.log('Building …');
  await runQuietly(process.execPath, [join(repository, 'node_modules/vite/bin/vite.js'), 'build']);
}

function changedAt(path: string): number {
  return statSync(join(repository, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Folders count too: a removed file changes only the folder that held it. */
function newestIn(path: string): number {
  const stats = statSync(join(repository, path), { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  const children = readdirSync(join(repository, path)).map((name) => newestIn(join(path, name)));
  return Math.max(stats.mtimeMs, ...children);
}
