import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { launchChromium } from '../support/test-browsers';
import { makeCameraClip } from './support/camera-clip';
import { cameraSwitches } from './support/desk';
import { field, open, signIn, typeCode, verdict } from './support/desk-actions';
import { EVENT_ADMINISTRATOR, fillEventFolder, writePassphraseFile } from './support/event-folder';
import { openPhonesPage, readCode, rowOf, startScanning, switchPhonesOn, typeOnPhone } from './support/gate-actions';
import { goPastTheWarning, openPastTheWarning, openPhone, verdictOf } from './support/phone';
import { shoot } from './support/pictures';
import { serveOffice } from './support/served-office';
import { openTwoHosts } from './support/two-hosts';

/** Pictures of phones at the gate and of what the desk shows of them. Network namespaces: Linux and root only. */
const SCREENS = [
  { width: 430, height: 932 },
  { width: 360, height: 740 },
] as const;

test('phones at the gate', async () => {
  test.setTimeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'epass-pictures-'));
  const event = join(folder, 'event');
  mkdirSync(event);
  const passes = await fillEventFolder(event, 12);
  const code = (index: number) => passes[index]?.code ?? '';
  const hosts = openTwoHosts();
  const office = await serveOffice(event, hosts.desk.prefix, writePassphraseFile(folder));
  const browser = await launchChromium(cameraSwitches(undefined), (program) => hosts.desk.wrap(program, folder));
  const camera = makeCameraClip(folder, 'phone');
  const phone = await openPhone({ host: hosts.phones, folder, camera: camera.file });
  const { page } = phone;
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } });
    const desk = await context.newPage();
    await desk.goto(office.address);
    await signIn(desk, EVENT_ADMINISTRATOR);
    await openPhonesPage(desk);
    await shoot(desk, 'phones-off');
    await switchPhonesOn(desk);

    await openPastTheWarning(page, 'https://10.77.0.1:8443/');
    await expect(page.getByRole('heading', { name: 'Ask the desk to add this phone' })).toBeVisible();
    await shootPhone(page, 'gate-stranger');
    await page.getByRole('button', { name: 'Test this phone' }).tap();
    await page.getByRole('button', { name: 'Start the test' }).tap();
    await expect(page.getByRole('button', { name: 'Test again' })).toBeVisible({ timeout: 60_000 });
    await shootPhone(page, 'gate-self-test');

    await desk.getByRole('button', { name: 'Add a phone' }).first().click();
    const dialog = desk.getByRole('dialog');
    await field(dialog, 'Name of the phone').fill('North door');
    await shoot(desk, 'phones-add');
    await dialog.getByRole('button', { name: 'Show the code' }).click();
    const url = await readCode(desk);
    await shoot(desk, 'phones-code-iphone');
    await dialog.getByText('Android', { exact: true }).click();
    await shoot(desk, 'phones-code-android');
    await page.goto(url);
    await expect(page.getByRole('heading', { name: 'Tell the desk this number' })).toBeVisible();
    await shootPhone(page, 'gate-applicant');
    await expect(dialog.getByRole('button', { name: 'Yes, let it scan' })).toBeVisible();
    await shoot(desk, 'phones-joined');
    await dialog.getByRole('button', { name: 'Yes, let it scan' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('button', { name: 'Start scanning' })).toBeVisible();
    await shootPhone(page, 'gate-start');
    await startScanning(page);
    await shootPhone(page, 'gate-ready');
    await typeOnPhone(page, code(0));
    await expect(verdictOf(page)).toContainText('Let in 1 person');
    await shootPhone(page, 'gate-admitted', () => typeOnPhone(page, code(1)));
    await typeOnPhone(page, code(0));
    await expect(verdictOf(page)).toContainText('Already used');
    await shootPhone(page, 'gate-refused');

    await page.getByRole('button', { name: 'Menu' }).tap();
    await shootPhone(page, 'gate-menu');
    await page.getByRole('button', { name: 'Look up by name' }).tap();
    await page.getByLabel('Name on the pass').fill('Kabir');
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await shootPhone(page, 'gate-look-up');
    await page.getByRole('button', { name: 'Back to scanning' }).tap();

    hosts.cut();
    await typeOnPhone(page, code(4));
    await expect(verdictOf(page)).toContainText('Recorded, not confirmed', { timeout: 20_000 });
    await typeOnPhone(page, code(5));
    await shootPhone(page, 'gate-recorded');
    await open(desk, 'Scan');
    await typeCode(desk, code(5));
    await expect(verdict(desk)).toContainText('Let in 1 person');
    hosts.mend();
    await expect(page.getByRole('heading', { name: 'Somebody should not be inside' })).toBeVisible({ timeout: 60_000 });
    await shootPhone(page, 'gate-collision');
    await openPhonesPage(desk);
    await expect(rowOf(desk, 'North door')).toContainText('Connected');
    await shoot(desk, 'phones');
    await open(desk, 'Dashboard');
    await expect(desk.getByRole('region', { name: 'Now at the gates' })).toContainText('North door');
    await shoot(desk, 'dashboard-gates');
    await openPhonesPage(desk);
    await desk.getByRole('button', { name: 'Settings', exact: true }).click();
    await expect(desk.getByRole('dialog')).toBeVisible();
    await shoot(desk, 'phones-settings');
    await desk.keyboard.press('Escape');
    await page.getByRole('button', { name: 'I have read it' }).tap();

    hosts.moveDesk(...hosts.addresses);
    await expect(desk.getByRole('dialog', { name: 'The address of this computer has changed' })).toBeVisible();
    const rejoin = await readCode(desk);
    await shoot(desk, 'phones-moved');
    camera.show(rejoin);
    await expect(page.getByText(/^Move to /)).toBeVisible({ timeout: 30_000 });
    await shootPhone(page, 'gate-move');
    await page.getByRole('button', { name: 'Move' }).tap();
    await goPastTheWarning(page);
    camera.showNothing();
    await startScanning(page);

    await rowOf(desk, 'North door').getByRole('button', { name: 'What to do with North door' }).click();
    await desk.getByRole('menuitem', { name: 'Sign off' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Sign off' }).click();
    await expect(page.getByRole('heading', { name: 'This phone was signed off' })).toBeVisible();
    await shootPhone(page, 'gate-signed-off');
  } finally {
    await phone.close();
    await browser.close();
    await office.close();
    hosts.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** On a large phone and on a small one. @param again before the second, for what does not stay on the screen */
async function shootPhone(page: Page, name: string, again: () => Promise<void> = async () => undefined): Promise<void> {
  for (const [index, screen] of SCREENS.entries()) {
    await page.setViewportSize(screen);
    if (index > 0) await again();
    await page.evaluate(() => window.scrollTo(0, 0));
    await shoot(page, `${name}-${screen.width}`);
  }
}
