import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who owns nothing on any Linux. */
const NOBODY = 65_534;

/** Why nobody but root can be had here; null if somebody can. */
export function whyNoOrdinaryUser(): string | null {
  if (process.platform !== 'linux') return 'only Linux tests run as root';
  if (process.getuid?.() !== 0) return 'these tests run as an ordinary user already';
  const probe = spawnSync('setpriv', [...AS_NOBODY, 'unshare', '--user', 'true']);
  return probe.status === 0 ? null : `no sandbox for an ordinary user here: ${String(probe.stderr ?? probe.error)}`;
}

const AS_NOBODY = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];

/** An ordinary user of this computer, with a home of their own. */
export interface OrdinaryUser {
  readonly home: string;
  /** A small program that starts another one as this user with the same arguments, for whoever takes only a path. */
  wrap(program: string): string;
  /** What comes before a command line to run it as this user. */
  readonly prefix: readonly string[];
}

/** @param folder where the home is put; everybody has to be allowed through */
export function makeOrdinaryUser(folder: string): OrdinaryUser {
  chmodSync(folder, 0o755);
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  const authority = process.env['XAUTHORITY'];
  const mayShow = join(home, '.Xauthority');
  if (authority && existsSync(authority)) {
    copyFileSync(authority, mayShow);
    chownSync(mayShow, NOBODY, NOBODY);
  }
  chownSync(home, NOBODY, NOBODY);
  const environment = [`HOME=${home}`, `XAUTHORITY=${mayShow}`, 'XDG_CONFIG_HOME=', 'XDG_CACHE_HOME=', 'TMPDIR=/tmp'];
  const prefix = ['setpriv', ...AS_NOBODY, 'env', ...environment];
  return {
    home,
    prefix,
    wrap(program) {
      const wrapper = join(folder, 'as-ordinary-user');
      const words = [...prefix, program].map((word) => `'${word}'`).join(' ');
      writeFileSync(wrapper, `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
      return wrapper;
    },
  };
}
