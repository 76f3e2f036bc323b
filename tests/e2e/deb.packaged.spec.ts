import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import BetterSqlite from 'better-sqlite3';
import { packages } from '../support/test-browsers';
import { connectToWindow } from './support/connect-to-window';
import {
  ADMINISTRATOR,
  acknowledgeTheHandOver,
  heading,
  sellByKeyboard,
  setUpTheEvent,
  signIn,
} from './support/desk-actions';
import { test } from './support/desk-test';
import { makeOrdinaryUser, type OrdinaryUser, whyNoOrdinaryUser } from './support/ordinary-user';

const NAME = 'epass-box-office';
const PLACES = [
  `/usr/bin/${NAME}`,
  '/opt/E-Pass Box Office/epass-box-office',
  `/usr/share/applications/${NAME}.desktop`,
  `/usr/share/mime/packages/${NAME}.xml`,
  `/usr/share/icons/hicolor/256x256/apps/${NAME}.png`,
];

function whyNoDeb(): string | null {
  if (packages().deb === '') return 'there is no Debian package here';
  if (process.getuid?.() !== 0) return 'only root may install it';
  if (spawnSync('dpkg', ['--version']).status !== 0) return 'dpkg is missing';
  if (isInstalled()) return 'this computer has E-Pass Box Office installed already';
  return whyNoOrdinaryUser();
}

function isInstalled(): boolean {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', NAME], { encoding: 'utf8' });
  return stdout === 'installed';
}

/** Exactly what people install, driven from outside its window, because a release does not let itself be inspected. */
test('the Debian package is installed, sells, is removed and comes back to the same event', async ({ folder }) => {
  test.setTimeout(300_000);
  const reason = whyNoDeb();
  test.skip(reason !== null, reason ?? '');
  const user = makeOrdinaryUser(folder);
  const event = join(user.home, '.config/E-Pass Box Office');
  try {
    dpkg('--install', packages().deb);
    expect(PLACES.filter((place) => !existsSync(place))).toEqual([]);
    const entry = readFileSync(`/usr/share/applications/${NAME}.desktop`, 'utf8');
    expect(entry).toMatch(/^Exec="\/opt\/E-Pass Box Office\/epass-box-office" %U$/m);
    expect(entry).toMatch(
      /^MimeType=application\/vnd.sqlite3;application\/x-sqlite3;application\/x-epass-sealed-backup;$/m,
    );
    // The event itself, as a file manager opens it. Of the kinds of files only the sealed backup is the program's own.
    const kinds = readFileSync(`/usr/share/mime/packages/${NAME}.xml`, 'utf8');
    expect(kinds.match(/<glob [^>]+>/g)).toEqual(['<glob pattern="*.sealed"/>']);

    await withDesk(user, async (page) => {
      await setUpTheEvent(page, null);
      await acknowledgeTheHandOver(page);
      await sellByKeyboard(page, { name: 'Meera Shah', phone: '98250 54321' });
    });
    expect(soldIn(event)).toEqual(['Meera Shah']);

    dpkg('--purge', NAME);
    expect(PLACES.filter((place) => existsSync(place))).toEqual([]);
    expect(soldIn(event)).toEqual(['Meera Shah']);

    dpkg('--install', packages().deb);
    await withDesk(user, async (page) => {
      await signIn(page, ADMINISTRATOR);
      await expect(heading(page, 'Dashboard')).toBeVisible();
    });
    expect(soldIn(event)).toEqual(['Meera Shah']);
  } finally {
    if (isInstalled()) dpkg('--purge', NAME);
  }
});

function dpkg(...args: readonly string[]): void {
  execFileSync('dpkg', args, { stdio: 'pipe', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

function soldIn(event: string): string[] {
  const db = new BetterSqlite(join(event, 'epass.db'), { readonly: true });
  try {
    return db.prepare<[], string>('SELECT name1 FROM passes').pluck().all();
  } finally {
    db.close();
  }
}

/** Starts it as its desktop entry does, as an ordinary user, and closes its window at the end. */
async function withDesk(user: OrdinaryUser, use: (page: Page) => Promise<void>): Promise<void> {
  const [program = '', ...before] = user.prefix;
  const desk = spawn(program, [...before, NAME, '--remote-debugging-port=0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(desk, 'exit');
  try {
    const address = await debuggerOf(desk);
    const { browser, page } = await connectToWindow(() => address);
    await using _browser = browser;
    await use(page);
    // As the cross of the window would. The page is gone before it could answer.
    await page.evaluate(() => window.close()).catch(() => undefined);
    await ended;
  } finally {
    desk.kill('SIGKILL');
  }
}

function debuggerOf(desk: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    desk.stderr?.on('data', (words: Buffer) => {
      said += words.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    desk.once('exit', () => reject(new Error(`the desk did not start: ${said}`)));
  });
}
