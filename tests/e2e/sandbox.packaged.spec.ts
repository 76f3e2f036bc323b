import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect } from '@playwright/test';
import { linkTree } from '../../scripts/packaging/packaged.ts';
import { launchPackaged, packages } from '../support/test-browsers';
import {
  ADMINISTRATOR,
  acknowledgeTheHandOver,
  codeOfThePass,
  open,
  PASSPHRASE,
  sellByKeyboard,
  setUpTheEvent,
  signedInAs,
  signIn,
  signOut,
  typeCode,
  unlockTheKey,
  verdict,
} from './support/desk-actions';
import { test } from './support/desk-test';
import { makeOrdinaryUser, whyNoOrdinaryUser } from './support/ordinary-user';

test('an ordinary user sells and scans in the sandbox, and nobody else can read the event', async ({ folder }) => {
  test.setTimeout(240_000);
  const reason = whyNoOrdinaryUser();
  test.skip(reason !== null, reason ?? '');
  // Root's own folders let nobody through.
  const installed = join(folder, 'installed');
  linkTree(join(packages().released, '../for-tests'), installed);
  const user = makeOrdinaryUser(folder);
  const launch = () => launchPackaged([], () => user.wrap(join(installed, 'epass-box-office')));

  const app = await launch();
  const page = await app.firstWindow();
  try {
    await setUpTheEvent(page, null);
    await acknowledgeTheHandOver(page);
    await signOut(page);
    await signIn(page, ADMINISTRATOR);
    await expect(signedInAs(page, ADMINISTRATOR.name, 'Administrator')).toBeVisible();
    await sellByKeyboard(page, { name: 'Niharika Joshi', phone: '98250 12345' });
    const code = await codeOfThePass(page);
    await open(page, 'Scan');
    await typeCode(page, code);
    await expect(verdict(page)).toContainText(/Let in.*Niharika Joshi/);
    expect(await confinementOf(app)).toEqual({ type: 'renderer', seccomp: '2', noNewPrivileges: '1' });
  } finally {
    await app.close();
  }

  const event = join(user.home, '.config/E-Pass Box Office');
  expect(statSync(event).mode & 0o777).toBe(0o700);
  const readable = readdirSync(event, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter(({ name }) => (statSync(join(event, name)).mode & 0o077) !== 0);
  expect(readable.map(({ name }) => name)).toEqual([]);

  const again = await launch();
  try {
    const next = await again.firstWindow();
    await signIn(next, ADMINISTRATOR);
    await unlockTheKey(next, PASSPHRASE);
  } finally {
    await again.close();
  }
});

/** How the system holds the process that shows the page. */
async function confinementOf(app: ElectronApplication) {
  const found = await app.evaluate(({ app: electron, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    return { pid, type: electron.getAppMetrics().find((metric) => metric.pid === pid)?.type };
  });
  const status = readFileSync(`/proc/${found.pid}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1];
  return {
    type: found.type === 'Tab' ? 'renderer' : found.type,
    seccomp: field('Seccomp'),
    noNewPrivileges: field('NoNewPrivs'),
  };
}
