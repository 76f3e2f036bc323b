import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../run.ts';

/** Says how large each package is, and what the unpacked ones are made of. */
export function reportSizes(): void {
  const release = join(repository, 'release');
  for (const entry of readdirSync(release, { withFileTypes: true })) {
    const path = join(release, entry.name);
    if (entry.isFile() && !/\.(ya?ml|blockmap)$/.test(entry.name)) say(entry.name, sizeOf(path));
    if (!entry.isDirectory() || !entry.name.endsWith('unpacked')) continue;
    say(entry.name, sizeOf(path));
    const resources = join(path, 'resources');
    for (const part of ['app.asar', 'app.asar.unpacked']) say(`  ${part}`, sizeOf(join(resources, part)));
  }
}

/** In bytes, with everything below it. */
export function sizeOf(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

function say(name: string, bytes: number): void {
  console.log(`${(bytes / 1_000_000).toFixed(1).padStart(8)} MB  ${name}`);
}
