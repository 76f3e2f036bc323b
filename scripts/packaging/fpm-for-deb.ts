#!/usr/bin/env node
/**
 * Stands in for `fpm`, with which electron-builder makes Debian packages and which a closed machine cannot download:
 * `fpm -s dir -t deb …` over Debian's own dpkg-deb. Whatever it does not know is an error, so that no part of a package
 * is left out without a word.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const VALUES =
  '-s -t --name --version --architecture --maintainer --vendor --package --description --url --license --category ' +
  '--deb-priority --deb-compression --log --iteration --after-install --after-remove --before-install --before-remove';
const TAKES_VALUE = new Set(VALUES.split(' '));
const SCRIPTS = {
  '--before-install': 'preinst',
  '--after-install': 'postinst',
  '--before-remove': 'prerm',
  '--after-remove': 'postrm',
};

const value: Record<string, string> = {};
const depends: string[] = [];
const recommends: string[] = [];
const files: string[] = [];

const args = process.argv.slice(2);
for (let at = 0; at < args.length; at += 1) {
  const arg = args[at] ?? '';
  const next = () => args[++at] ?? '';
  if (TAKES_VALUE.has(arg)) value[arg] = next();
  else if (arg === '-d') depends.push(next());
  else if (arg === '--deb-recommends') recommends.push(next());
  else if (arg === '--force' || arg === '--debug') continue;
  else if (!arg.startsWith('-') && arg.includes('=')) files.push(arg);
  else fail(`does not know ${arg}`);
}
if (value['-s'] !== 'dir' || value['-t'] !== 'deb') fail('makes Debian packages of folders, and nothing else');

const root = mkdtempSync(join(tmpdir(), 'epass-deb-'));
try {
  chmodSync(root, 0o755);
  for (const each of files) {
    const cut = each.lastIndexOf('=');
    const [from, to] = [each.slice(0, cut), join(root, each.slice(cut + 1))];
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
  const control = join(root, 'DEBIAN');
  mkdirSync(control);
  for (const [option, name] of Object.entries(SCRIPTS)) {
    const script = value[option];
    if (script === undefined) continue;
    writeFileSync(join(control, name), readFileSync(script), { mode: 0o755 });
  }
  writeFileSync(join(control, 'control'), controlFile());
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, value['--package'] ?? ''], {
    stdio: 'inherit',
  });
} finally {
  rmSync(root, { recursive: true, force: true });
}

function controlFile(): string {
  const kilobytes = execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')[0] ?? '0';
  const [synopsis = '', ...more] = (value['--description'] ?? '').trim().split('\n');
  const description = [synopsis, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n');
  const lines = {
    Package: value['--name'],
    Version: value['--version'],
    Architecture: value['--architecture'],
    Maintainer: value['--maintainer'],
    'Installed-Size': kilobytes,
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Section: value['--category'] ?? 'default',
    Priority: value['--deb-priority'],
    Homepage: value['--url'],
    Description: description,
  };
  return Object.entries(lines)
    .flatMap(([name, text]) => (text ? [`${name}: ${text}\n`] : []))
    .join('');
}

function fail(problem: string): never {
  console.error(`fpm-for-deb ${problem}.`);
  process.exit(1);
}
