import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { chromium, type Page } from '@playwright/test';
import { test } from 'vitest';
import { linkTree, packagedIn } from '../../scripts/packaging/packaged.ts';
import { prepareTestPackages } from '../../scripts/packaging/test-packages.ts';
import { openReadyOffice, temporaryFolder } from '../support/box-office';
import { memoryOf } from './memory';
import { median, printTable } from './table';

const ROUNDS = 7;

/** From the launch of the packaged program to its first page, and the memory it then has, beside a packaged empty window. */
test('start-up and memory of what people download, beside an empty window', async () => {
  const { EPASS_TEST_PACKAGED: desk = '' } = await prepareTestPackages();
  using temporary = temporaryFolder();
  {
    await using office = await openReadyOffice({ folder: temporary.folder });
    void office;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'empty-window-'));
  const windows = {
    empty: { program: await packageEmptyWindow(folder, desk), args: [`--user-data-dir=${path.join(folder, 'data')}`] },
    desk: { program: desk, args: ['--data', temporary.folder] },
  };
  const starts: Record<keyof typeof windows, Start[]> = { empty: [], desk: [] };
  try {
    // The first start of each fills the caches of the system and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const name of ['empty', 'desk'] as const) {
        const { program, args } = windows[name];
        const start = await measureStart(program, args);
        if (round > 0) starts[name].push(start);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  const mid = (name: keyof typeof windows, figure: keyof Start) => median(starts[name].map((start) => start[figure]));
  const rowOf = (name: keyof typeof windows, label: string) => ({
    window: label,
    'first paint ms': mid(name, 'painted'),
    '× empty': mid(name, 'painted') / mid('empty', 'painted'),
    'ready ms': mid(name, 'ready'),
    '× empty ': mid(name, 'ready') / mid('empty', 'ready'),
    'memory MB': mid(name, 'memory'),
    '× empty  ': mid(name, 'memory') / mid('empty', 'memory'),
    'of it the main process MB': mid(name, 'main'),
  });
  printTable(`From launch, median of ${ROUNDS} interleaved starts; memory is PSS over all processes`, [
    rowOf('empty', 'empty'),
    rowOf('desk', 'desk (sign-in)'),
  ]);
});

interface Start {
  /** The first text or picture, in milliseconds from the launch of the process. */
  readonly painted: number;
  /** The largest text of the page, likewise; at the desk it comes with the fields to sign in. */
  readonly ready: number;
  /** Of all its processes, in megabytes, once it is at rest. */
  readonly memory: number;
  readonly main: number;
}

/** The least that Electron can show, packaged with the same Electron; its page is a file, as usual. @returns its program */
async function packageEmptyWindow(folder: string, desk: string): Promise<string> {
  const empty = packagedIn(path.join(folder, 'installed'));
  linkTree(path.dirname(desk), empty.folder);
  const archive = path.join(empty.resources, 'app.asar');
  for (const name of [archive, `${archive}.unpacked`]) rmSync(name, { recursive: true });
  await createPackage(path.join(import.meta.dirname, 'empty-window'), archive);
  rmSync(empty.executable);
  copyFileSync(desk, empty.executable);
  chmodSync(empty.executable, 0o755);
  await flipFuses(empty.executable, {
    version: FuseVersion.V1,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
  });
  return empty.executable;
}

/**
 * As a person starts it: whoever asks looks only once it is at rest. Under a debugger that is there from the first moment,
 * a program with more code in it is slowed down by more.
 */
async function measureStart(program: string, args: readonly string[]): Promise<Start> {
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const launched = Date.now();
  const app = spawn(program, [...switches, '--remote-debugging-port=0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(app, 'exit');
  try {
    const address = await addressIn(app.stderr);
    const memory = await memoryAtRest(app.pid ?? 0);
    const browser = await chromium.connectOverCDP(address);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('there is no window');
    const [painted, ready] = await Promise.all([
      paintOf(page, 'paint', 'first-contentful-paint'),
      paintOf(page, 'largest-contentful-paint', ''),
    ]);
    await browser.close();
    return { painted: painted - launched, ready: ready - launched, ...memory };
  } finally {
    app.kill('SIGTERM');
    await ended;
  }
}

/** Where the program says that it can be looked into. */
async function addressIn(said: Readable): Promise<string> {
  for await (const line of createInterface(said)) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the program ended');
}

/** When the last paint of a type was that has this name, in milliseconds since 1970. */
function paintOf(page: Page, type: string, name: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const paint = list.getEntriesByName(wanted.name).at(-1);
          if (paint) resolve(performance.timeOrigin + paint.startTime);
        });
        observer.observe({ type: wanted.type, buffered: true });
      }),
    { type, name },
  );
}

/** Asked until three answers in a row differ by less than a megabyte: what a start needs for a moment is given back by then. */
async function memoryAtRest(main: number): Promise<Pick<Start, 'memory' | 'main'>> {
  const answers: number[] = [];
  for (;;) {
    const of = memoryOf(main);
    answers.push(of.all);
    const last = answers.slice(-3);
    if (last.length === 3 && Math.max(...last) - Math.min(...last) < 1) return { memory: of.all, main: of.main };
    if (answers.length > 60) throw new Error('the memory never comes to rest');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
