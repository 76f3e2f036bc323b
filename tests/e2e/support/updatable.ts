import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { expect, type Page } from '@playwright/test';
import { linkTree, packagedIn } from '../../../scripts/packaging/packaged.ts';
import { packages } from '../../support/test-browsers';
import { metadataOf, type newPublisher } from '../../support/update-release';
import { connectToWindow } from './connect-to-window';

/** As electron-builder calls the list for this system. */
const LIST = process.arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml';

type Publisher = ReturnType<typeof newPublisher>;

/** A version of the packaged application, as a release of this publisher would be. @returns its program */
export async function makeVersion(
  folder: string,
  version: string,
  updates: { readonly url: string; readonly publicKey: string },
): Promise<string> {
  const installed = packagedIn(join(folder, `installed-${version}`));
  linkTree(join(packages().released, '../for-tests'), installed.folder);
  const archive = join(installed.resources, 'app.asar');
  const content = join(folder, `content-${version}`);
  extractAll(archive, content);
  const description = join(content, 'package.json');
  const packed = JSON.parse(readFileSync(description, 'utf8')) as object;
  writeFileSync(description, JSON.stringify({ ...packed, version, updates }));
  // Those of what was packaged are the same files, and stay as they are.
  for (const old of [archive, `${archive}.unpacked`]) rmSync(old, { recursive: true });
  await createPackageWithOptions(content, archive, { unpack: '**/*.node' });
  rmSync(content, { recursive: true });
  return installed.executable;
}

/**
 * Stands in for an AppImage, which cannot be made without a network: one file that starts the program in it and tells it
 * where it lies. Started by an updater it can be driven from outside, and its words are in a file.
 */
export function appImage(folder: string, version: string, program: string): Buffer {
  const rights = process.getuid?.() === 0 ? ' --no-sandbox' : '';
  const lines = [
    '#!/bin/sh',
    `export APPIMAGE="$0" XDG_CONFIG_HOME='${folder}/config' XDG_CACHE_HOME='${folder}/cache'`,
    `if [ -z "$APPIMAGE_SILENT_INSTALL" ]; then exec '${program}'${rights} "$@"; fi`,
    `exec '${program}'${rights} --remote-debugging-port=0 "$@" >'${wordsOf(folder, version)}' 2>&1`,
    '',
  ];
  return Buffer.from(lines.join('\n'));
}

const wordsOf = (folder: string, version: string) => join(folder, `words-${version}`);

/** Puts an AppImage where somebody keeps their programs. */
export function putProgram(folder: string, name: string, content: Buffer): string {
  const programs = join(folder, 'programs');
  mkdirSync(programs, { recursive: true });
  const file = join(programs, name);
  writeFileSync(file, content);
  chmodSync(file, 0o755);
  return file;
}

/** The version that was started by an update, with its window. */
export async function connectTo(folder: string, version: string): Promise<Page> {
  const { page } = await connectToWindow(
    () => /DevTools listening on (ws:\S+)/.exec(readFileSync(wordsOf(folder, version), 'utf8'))?.[1] ?? '',
  );
  return page;
}

/** The processes of a version, or of all. */
function programsIn(folder: string, version = ''): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      return readlinkSync(`/proc/${name}/exe`).startsWith(join(folder, `installed-${version}`)) ? [Number(name)] : [];
    } catch {
      // No process, one that has ended, or one of the system.
      return [];
    }
  });
}

/**
 * Settles once a version has ended. Who asks Playwright waits longer: what an updater starts inherits the connections of
 * the program that it follows.
 */
export async function ended(folder: string, version: string): Promise<void> {
  await expect.poll(() => programsIn(folder, version), { timeout: 30_000 }).toEqual([]);
}

/** Ends what an update has started and a test has left. */
export function endPrograms(folder: string): void {
  for (const pid of programsIn(folder)) process.kill(pid, 'SIGKILL');
}

/** Where the releases of a publisher lie. What is there is changed by tests. */
export async function openReleases() {
  const files = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').split('?')[0]?.slice(1) ?? '');
    asked.push(name);
    const file = files.get(name);
    if (file) response.writeHead(200, { 'content-length': file.length }).end(file);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files,
    /** What was asked for, in order. */
    asked,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The files of a release: what is installed, the list that names it, and the signature of that. */
export function releaseOf(version: string, name: string, file: Buffer, publisher: Publisher): Map<string, Buffer> {
  const list = Buffer.from(metadataOf(version, name, file));
  return new Map([
    [LIST, list],
    [`${LIST}.sig`, Buffer.from(publisher.sign(list))],
    [name, file],
  ]);
}
