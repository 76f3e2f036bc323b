import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Where Debian and others put the programs of a server, which are not on the path. */
const FOLDERS = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/pgsql'];

/** @returns the folder with initdb and pg_ctl of the newest version; null where there is none */
export function findPostgres(): string | null {
  const candidates = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) => [
    path.join(folder, 'bin'),
    ...readdirSync(folder)
      .sort((one, other) => Number.parseFloat(other) - Number.parseFloat(one))
      .map((version) => path.join(folder, version, 'bin')),
  ]);
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter);
  return [...candidates, ...onPath].find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}
