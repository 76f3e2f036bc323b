import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { freeName, makeSnapshot as makeReally, type Snapshot } from '../../../src-main/backups/snapshot';

export * from '../../../src-main/backups/snapshot';

/** In the place of `makeSnapshot`: writes a copy under the name that it will have, and looks at it afterwards. */
export function makeSnapshot(...[input, onProgress]: Parameters<typeof makeReally>): Snapshot {
  const folder = path.join(input.root, 'backups', input.kind);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const final = path.join(folder, freeName(folder, input.at, '.db'));
  const source = new BetterSqlite(input.file, { readonly: true });
  try {
    source.prepare('VACUUM INTO ?').run(final);
    return makeReally(input, onProgress);
  } finally {
    source.close();
    rmSync(final, { force: true });
  }
}
