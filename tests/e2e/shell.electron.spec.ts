import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import BetterSqlite from 'better-sqlite3';
import { launchDesktop, spawnDesktop } from '../support/test-browsers';
import { launchDemo, signInToDemo } from './support/demo';
import {
  ADMINISTRATOR,
  acknowledgeTheHandOver,
  heading,
  open,
  PASSPHRASE,
  passLinks,
  sellByKeyboard,
  setUpTheEvent,
  signIn,
  typeCode,
  unlockTheKey,
  verdict,
} from './support/desk-actions';
import { test as base } from './support/desk-test';
import { serveOffice } from './support/served-office';

const test = base.extend<{ readonly launch: (...args: string[]) => Promise<ElectronApplication> }>({
  /** Starts the desktop on the test's event; whatever is still running at the end is closed. */
  launch: async ({ folder }, use) => {
    const started: ElectronApplication[] = [];
    await use(async (...args) => {
      const app = await launchDesktop(['--use-fake-device-for-media-stream', '--data', folder, ...args]);
      started.push(app);
      return app;
    });
    await Promise.all(started.map((app) => app.close().catch(() => undefined)));
  },
});

test('the page has one function that leads out of it, and nothing of Node', async ({ launch }) => {
  const page = await (await launch()).firstWindow();
  await expect(heading(page, 'Set up the box office')).toBeVisible();
  const seen = await page.evaluate(() => ({
    offered: Object.keys(window.epass ?? {}),
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    origin: window.origin,
  }));
  expect(seen).toEqual({ offered: ['call'], node: [], origin: 'app://desk' });
  const refused = await page.evaluate(() => window.epass?.call('passes.search', {}));
  expect(refused).toEqual({ ok: false, code: 'not-signed-in' });
});

test('the window goes nowhere else, opens no other one and gives a frame no way in', async ({ launch }) => {
  const app = await launch();
  const page = await app.firstWindow();
  await expect(heading(page, 'Set up the box office')).toBeVisible();
  const blocked = await app.evaluateHandle(({ BrowserWindow }) => {
    const addresses: string[] = [];
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('will-frame-navigate', (event) => {
      if (event.defaultPrevented) addresses.push(event.url);
    });
    return addresses;
  });

  expect(await page.evaluate(() => window.open('https://example.org/window'))).toBeNull();
  await page.evaluate(() => window.location.assign('https://example.org/page'));
  await expect.poll(() => blocked.evaluate((addresses) => addresses)).toEqual(['https://example.org/page']);
  const fetched = await page.evaluate(() =>
    fetch('https://example.org/data').then(String, (error: Error) => error.name),
  );
  expect(fetched).toBe('TypeError');

  const frames = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.src = '/login';
    document.body.append(frame);
    await loaded;
    try {
      return { offered: 'epass' in (frame.contentWindow ?? {}) };
    } catch (error) {
      return { refused: (error as Error).name };
    }
  });
  expect(frames).not.toEqual({ offered: true });
  expect(app.windows()).toHaveLength(1);
  expect(page.url()).toBe('app://desk/set-up');
});

test('the camera may be used, and nothing else that a page can ask for', async ({ launch }) => {
  const page = await (await launch()).firstWindow();
  await expect(heading(page, 'Set up the box office')).toBeVisible();
  const answers = await page.evaluate(async () => {
    const ask = (wanted: MediaStreamConstraints) =>
      navigator.mediaDevices.getUserMedia(wanted).then(
        (stream) =>
          stream
            .getTracks()
            .map((track) => track.kind)
            .join(),
        (error: Error) => error.name,
      );
    return {
      camera: await ask({ video: true }),
      microphone: await ask({ audio: true }),
      both: await ask({ audio: true, video: true }),
      notifications: await Notification.requestPermission(),
      position: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('told'),
          ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : code),
        );
      }),
      clipboard: await navigator.clipboard.readText().then(
        () => 'told',
        (error: Error) => error.name,
      ),
    };
  });
  expect(answers).toEqual({
    camera: 'video',
    microphone: 'NotAllowedError',
    both: 'NotAllowedError',
    notifications: 'denied',
    position: 'denied',
    clipboard: 'NotAllowedError',
  });
});

test('no page breaks the content security policy or fails aloud, in light and in dark', async () => {
  test.setTimeout(240_000);
  const demo = await launchDemo('--use-fake-device-for-media-stream');
  const { app, page } = demo;
  try {
    const complaints = await listenForComplaints(page);
    await signInToDemo(demo);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await tourAllPages(page);
    }
    expect(await complaints()).toEqual([]);
  } finally {
    await app.close();
  }
});

test('a second start shows the first window and goes away again', async ({ launch, folder }) => {
  const app = await launch();
  await expect(heading(await app.firstWindow(), 'Set up the box office')).toBeVisible();
  const focused = await app.evaluateHandle(({ BrowserWindow }) => {
    const calls = { count: 0 };
    const window = BrowserWindow.getAllWindows()[0];
    // A screen without a window manager has no window in front, so what is asked for is counted.
    if (window) window.focus = () => void calls.count++;
    return calls;
  });

  const second = spawnDesktop(folder);
  try {
    expect(await once(second, 'exit')).toEqual([0, null]);
    await expect.poll(() => focused.evaluate(({ count }) => count)).toBe(1);
    expect(app.windows()).toHaveLength(1);
  } finally {
    second.kill();
  }
});

test.describe('what belongs to this computer', () => {
  const MACHINE = { printer: null, paper: 'A4', silent: false, deskName: 'Door' };
  const WINDOW = { width: 1000, height: 700, maximized: false };

  async function startWith(folder: string, launch: () => Promise<ElectronApplication>, machine: string) {
    mkdirSync(join(folder, 'window'), { recursive: true });
    writeFileSync(join(folder, 'window/machine.json'), machine);
    const app = await launch();
    await expect(heading(await app.firstWindow(), 'Set up the box office')).toBeVisible();
    const { settings, __internal__ } = JSON.parse(readFileSync(join(folder, 'window/machine.json'), 'utf8'));
    const width = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds().width);
    return { settings, width, migrated: __internal__?.migrations.version };
  }

  test('is taken over from an earlier version, and brought to what this one wants', async ({ launch, folder }) => {
    const earlier = JSON.stringify({ settings: { ...MACHINE, deskName: 'D'.repeat(60) }, window: WINDOW });
    expect(await startWith(folder, launch, earlier)).toEqual({
      settings: { ...MACHINE, deskName: 'D'.repeat(40) },
      width: 1000,
      migrated: '0.1.0',
    });
  });

  test.describe('starts over where the file', () => {
    const files = {
      'is no JSON': { file: '{"settings": ', opensAt: 1280 },
      // The window is opened before settings are: where it was is good by itself.
      'has a paper that does not exist': {
        file: JSON.stringify({ settings: { ...MACHINE, paper: 'A0' }, window: WINDOW }),
        opensAt: 1000,
      },
      'has a window without size': {
        file: JSON.stringify({ settings: MACHINE, window: { width: 0, height: -1, maximized: 1 } }),
        opensAt: 1280,
      },
    };
    for (const [what, { file, opensAt }] of Object.entries(files)) {
      test(what, async ({ launch, folder }) => {
        const { settings, width } = await startWith(folder, launch, file);
        expect(settings).toEqual({ printer: null, paper: 'A6', silent: false, deskName: 'Desk 1' });
        expect(width).toBe(opensAt);
      });
    }
  });
});

test('a backup that is opened with the program lies ready to be restored', async ({ launch, folder }) => {
  const backup = join(folder, 'epass-20261128T120000Z.db');
  writeFileSync(backup, 'not an event at all');
  const page = await (await launch(backup)).firstWindow();
  await expect(page).toHaveURL('app://desk/restore');
  await expect(
    page
      .getByRole('radio', { name: /epass-20261128T120000Z|Chosen|chosen/ })
      .or(page.getByText('20261128T120000Z'))
      .first(),
  ).toBeVisible();
});

test('what was answered outlasts the end of the process in the middle of it all', async ({ launch }) => {
  test.setTimeout(180_000);
  const app = await launch();
  const page = await app.firstWindow();
  await setUpTheEvent(page, null);
  await acknowledgeTheHandOver(page);
  await sellByKeyboard(page, { name: 'Niharika Joshi', phone: '98250 12345' });
  const ended = once(app.process(), 'exit');
  app.process().kill('SIGKILL');
  await ended;

  const again = await (await launch()).firstWindow();
  await signIn(again, ADMINISTRATOR);
  await unlockTheKey(again, PASSPHRASE);
  await open(again, 'Passes');
  await expect(passLinks(again)).toHaveText([/Niharika Joshi/]);
  await passLinks(again).click();
  await expect(again.getByRole('img', { name: 'The pass of Niharika Joshi' })).toBeVisible();
});

test.describe('a start that cannot succeed says why and changes nothing', () => {
  test('where the event is open without a window', async ({ launch, folder }) => {
    const office = await serveOffice(folder);
    const app = await launch();
    const page = await app.firstWindow();
    await expect(heading(page, 'This event is already open')).toBeVisible();
    await expect(page.getByText(folder)).toBeVisible();
    const closed = app.waitForEvent('close');
    // The window may be gone before the click has been answered.
    await page
      .getByRole('button', { name: 'Close E-Pass Box Office' })
      .click()
      .catch(() => undefined);
    await closed;
    await office.close();
  });

  test('where the file is no database', async ({ launch, folder }) => {
    const file = join(folder, 'epass.db');
    writeFileSync(file, 'Dear Asha, the list of guests follows by post. '.repeat(100));
    const before = readFileSync(file);
    const page = await (await launch()).firstWindow();
    await expect(heading(page, "The event's file is something else")).toBeVisible();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('where the event comes from a newer version', async ({ launch, folder }) => {
    await (await serveOffice(folder)).close();
    const file = join(folder, 'epass.db');
    const db = new BetterSqlite(file);
    db.exec(
      "INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-from-the-future', '2030-01-01T00:00:00.000Z')",
    );
    db.close();
    const before = readFileSync(file);
    const page = await (await launch()).firstWindow();
    await expect(heading(page, 'This event needs a newer version')).toBeVisible();
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

/** Whatever the page's console, its errors and its content security policy say from the next loading on. */
async function listenForComplaints(page: Page): Promise<() => Promise<string[]>> {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('console', (message) => {
    // The policy also names features that only other versions or systems know.
    const isOfOtherVersions = message.text().includes('Permissions-Policy header: Unrecognized feature');
    if (['error', 'warning'].includes(message.type()) && !isOfOtherVersions) heard.push(message.text());
  });
  await page.addInitScript(() => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      violations.push(`${violatedDirective}: ${blockedURI}`);
    });
    Object.assign(window, { violations });
  });
  await page.reload();
  return async () => {
    const violations = await page.evaluate(() => (window as unknown as { violations: string[] }).violations);
    return [...heard, ...violations];
  };
}

async function tourAllPages(page: Page): Promise<void> {
  for (const name of ['Dashboard', 'Sell', 'Staff', 'Passes'] as const) await open(page, name);
  await passLinks(page).first().click();
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'Import CSV' }).click();
  await expect(heading(page, 'Import passes')).toBeVisible();
  await open(page, 'Settings');
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await expect(page.getByRole('tabpanel')).toBeVisible();
  }
  await open(page, 'Scan');
  await expect(page.getByText('Looking for a code')).toBeVisible();
  await typeCode(page, 'not a pass');
  await expect(verdict(page)).toContainText('Invalid code');
}
