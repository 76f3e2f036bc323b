import { existsSync } from 'node:fs';
import { findPostgres } from '../tests/support/find-postgres.ts';
import { findProgram, outputOf, runQuietly } from './run.ts';

interface SystemPackage {
  readonly name: string;
  readonly isThere: () => boolean;
}

/** A Debian package that is wanted for one of these programs, wherever the program came from. */
const program = (name: string, ...programs: string[]): SystemPackage => ({
  name,
  isThere: () => findProgram(...programs) !== null,
});

/** A Debian package without a program to look for. Newer systems call some libraries …t64. Other systems are trusted to have it. */
const library = (name: string): SystemPackage => ({
  name: outputOf('apt-cache', ['show', `${name}t64`]) ? `${name}t64` : name,
  isThere: () =>
    !isDebian ||
    [name, `${name}t64`].some((each) => outputOf('dpkg-query', ['-W', '-f=${db:Status-Status}', each]) === 'installed'),
});

const isDebian = existsSync('/etc/debian_version');

const GROUPS = {
  compiler: () => [program('python3', 'python3'), program('make', 'make'), program('g++', 'g++')],
  desktop: () => ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'fonts-dejavu-core'].map(library),
  tests: () => [
    program('xvfb', 'xvfb-run'),
    program('xauth', 'xauth'),
    program('chromium', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
    program('poppler-utils', 'pdftoppm'),
    program('iproute2', 'ip', '/usr/sbin/ip', '/sbin/ip'),
    library('fonts-noto-core'),
  ],
  postgres: () => [
    // Its programs are not on the path, and tests start a server of their own with them.
    { name: 'postgresql', isThere: () => findPostgres() !== null },
  ],
  // What our Debian package depends on beside `desktop`.
  installed: () =>
    ['libnotify4', 'libxss1', 'libxtst6', 'xdg-utils', 'libatspi2.0-0', 'libuuid1', 'libsecret-1-0'].map(library),
  faults: () => [
    program('strace', 'strace'),
    program('fiu-utils', 'fiu-run'),
    program('iproute2', 'ip', '/usr/sbin/ip', '/sbin/ip'),
    program('nftables', 'nft', '/usr/sbin/nft', '/sbin/nft'),
  ],
};

/**
 * Installs what a group needs and the machine lacks, where that is allowed: as root on Debian and its like. Elsewhere it fails
 * with the command to run. Only Linux needs any of it.
 */
export async function ensureSystemPackages(...groups: readonly (keyof typeof GROUPS)[]) {
  if (process.platform !== 'linux') return;
  const missing = groups.flatMap((group) => GROUPS[group]()).filter((each) => !each.isThere());
  if (missing.length === 0) return;

  const names = missing.map((each) => each.name);
  const install = ['install', '-y', '--no-install-recommends', ...names];
  if (!isDebian) throw new Error(`Please install the programs that Debian has in these packages: ${names.join(' ')}`);
  if (process.getuid?.() !== 0) {
    throw new Error(
      `System packages are missing. Please run:\n  sudo apt-get update && sudo apt-get ${install.join(' ')}`,
    );
  }

  console.log(`Installing system packages (once): ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get', ['update'], { env });
  await runQuietly('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...install], { env });
}
