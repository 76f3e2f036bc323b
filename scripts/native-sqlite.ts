/**
 * Compiles better-sqlite3 for the Electron of `electron-runtime.ts`. The package's own binary needs Node-API 10 and crashes
 * there; Node-API 9 is what Electron 33 has (`electron-runtime/napi9.hpp`). Packaged apps and the shipped Electron use the
 * package's own binary; this one is for development and tests only.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { outputOf, repository, runQuietly } from './run.ts';

const require = createRequire(import.meta.url);
const packageFolder = dirname(require.resolve('better-sqlite3/package.json'));
const { version } = require('better-sqlite3/package.json') as { version: string };
const header = join(import.meta.dirname, 'electron-runtime/napi9.hpp');
// Half the compile time of the package's -O3.
const OPTIMISE = '-O1';

const key = createHash('sha256')
  .update([version, OPTIMISE, readFileSync(header, 'utf8')].join('\n'))
  .digest('hex')
  .slice(0, 12);
/** What `prepareNativeSqlite` compiles; a package of that Electron takes it along. */
export const nativeSqliteForElectron33 = join(cacheFolder, `better-sqlite3-${version}-napi9-${key}.node`);
/** better-sqlite3 looks here before it takes the binary it ships; `npm ci` empties the place. */
const inUse = join(packageFolder, 'build/Release/better_sqlite3.node');

/** Whether a compiler is needed for `prepareNativeSqlite`. */
export const nativeSqliteIsBuilt = () => existsSync(nativeSqliteForElectron33);

/** Puts a better-sqlite3 in place that works in the prepared Electron and in Node 24. Takes about a minute the first time. */
export async function prepareNativeSqlite() {
  if (!nativeSqliteIsBuilt()) await compile();
  if (existsSync(inUse) && readFileSync(inUse).equals(readFileSync(nativeSqliteForElectron33))) return;
  mkdirSync(dirname(inUse), { recursive: true });
  // Renamed into place: a process that has the old file open keeps it.
  copyFileSync(nativeSqliteForElectron33, `${inUse}.${process.pid}`);
  renameSync(`${inUse}.${process.pid}`, inUse);
}

async function compile() {
  console.log(`Compiling better-sqlite3 ${version} for it (about a minute, once) …`);
  const work = join(cacheFolder, `better-sqlite3.${process.pid}`);
  try {
    cpSync(packageFolder, join(work, 'node_modules/better-sqlite3'), { recursive: true });
    cpSync(dirname(require.resolve('node-addon-api/package.json')), join(work, 'node_modules/node-addon-api'), {
      recursive: true,
    });
    const nodeGyp = join(repository, 'node_modules/node-gyp/bin/node-gyp.js');
    const headers = headersFolder();
    await runQuietly(
      process.execPath,
      [nodeGyp, 'rebuild', '--release', '--force_build=1', ...(headers ? [`--nodedir=${headers}`] : [])],
      {
        cwd: join(work, 'node_modules/better-sqlite3'),
        env: { ...process.env, CFLAGS: OPTIMISE, CXXFLAGS: `${OPTIMISE} -include ${header}` },
      },
    );
    renameSync(join(work, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'), nativeSqliteForElectron33);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Any Node's headers serve, for Node-API is the same in all; without them node-gyp downloads some. */
function headersFolder(): string | undefined {
  const prefixes = [process.env['npm_config_nodedir'], outputOf('npm', ['prefix', '--global']), '/usr/local', '/usr'];
  return (
    prefixes.find((prefix) => typeof prefix === 'string' && existsSync(join(prefix, 'include/node/node_api.h'))) ??
    undefined
  );
}
