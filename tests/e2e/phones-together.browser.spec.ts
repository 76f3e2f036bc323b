import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { contradictions, type Told } from '../support/gate-accounts';
import { readGateLog } from '../support/gate-log';
import { launchChromium } from '../support/test-browsers';
import { cameraSwitches } from './support/desk';
import { open, signIn } from './support/desk-actions';
import { EVENT_ADMINISTRATOR, fillEventFolder, type SoldPass, writePassphraseFile } from './support/event-folder';
import { openPhonesPage, pairPhone, switchPhonesOn } from './support/gate-actions';
import { loseAnswers, scanIdsOf, scanInPage } from './support/scan-in-page';
import { type ServedOffice, serveOffice } from './support/served-office';
import { openTwoHosts, type TwoHosts, whyNoHosts } from './support/two-hosts';

const PHONES = 5;
/** `EPASS_TEST_PASSES=2000 npm run test:e2e -- phones-together` is the whole evening. */
const PASSES = Number(process.env['EPASS_TEST_PASSES'] ?? 150);
const LOST_ANSWERS = 0.1;

const noHosts = whyNoHosts();
test.skip(noHosts !== null, noHosts ?? '');

let folder: string;
let hosts: TwoHosts;
let office: ServedOffice;
let deskBrowser: Browser;
let phoneBrowser: Browser;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epass-phones-'));
  mkdirSync(join(folder, 'event'));
  hosts = openTwoHosts();
});

test.afterEach(async () => {
  await phoneBrowser?.close();
  await deskBrowser?.close();
  await office?.close();
  hosts?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('five phones and the desk scan the same passes at once, and one answer in ten is lost', async () => {
  test.setTimeout(180_000 + PASSES * 300);
  const event = join(folder, 'event');
  const passes = await fillEventFolder(event, PASSES);
  office = await serveOffice(event, hosts.desk.prefix, writePassphraseFile(folder));
  deskBrowser = await launchChromium(cameraSwitches(undefined), (program) => hosts.desk.wrap(program, folder));
  phoneBrowser = await launchChromium([...cameraSwitches(undefined), '--use-fake-ui-for-media-stream'], (program) =>
    hosts.phones.wrap(program, folder),
  );
  const desk = await (await deskBrowser.newContext({ ignoreHTTPSErrors: true })).newPage();
  await loseAnswers(desk, LOST_ANSWERS);
  await desk.goto(office.address);
  await signIn(desk, EVENT_ADMINISTRATOR);
  await openPhonesPage(desk);
  await switchPhonesOn(desk);

  const phones: Page[] = [];
  while (phones.length < PHONES) {
    const context = await phoneBrowser.newContext({
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
      permissions: ['camera'],
    });
    const phone = await context.newPage();
    await loseAnswers(phone, LOST_ANSWERS);
    phones.push(phone);
    await pairPhone(desk, phone, `Gate ${phones.length}`);
    await phone.getByRole('button', { name: 'Switch the camera off' }).tap();
  }
  await open(desk, 'Scan');
  await desk.getByRole('button', { name: 'Switch the camera off' }).click();

  const gates = [{ name: 'Linux', page: desk }, ...phones.map((page, index) => ({ name: `Gate ${index + 1}`, page }))];
  const shown = shareOut(passes, gates.length);
  const told = await Promise.all(gates.map(({ name, page }, index) => scanAt(name, page, shown[index] ?? [])));

  const log = readGateLog(event);
  expect(told.flat()).toHaveLength(PASSES * 2);
  expect(contradictions(told.flat(), log)).toEqual([]);
  const count = (is: (one: Told) => boolean) => told.flat().filter(is).length;
  test.info().annotations.push({
    type: 'told',
    description: JSON.stringify({
      scans: PASSES * 2,
      admitted: count(({ verdict }) => verdict === 'admitted'),
      used: count(({ verdict }) => verdict === 'already-used'),
      recorded: count(({ verdict }) => verdict === 'recorded'),
      collided: count(({ later }) => later === 'collided'),
    }),
  });
  await open(desk, 'Dashboard');
  await expect(desk.getByRole('region', { name: 'Now at the gates' })).toContainText(
    `${PASSES.toLocaleString('en')} people inside`,
  );
});

/** Each pass at two gates. */
function shareOut(passes: readonly SoldPass[], gates: number): readonly SoldPass[][] {
  const shown: SoldPass[][] = Array.from({ length: gates }, () => []);
  for (const [index, pass] of passes.entries()) {
    const first = index % gates;
    const second = (first + 1 + (Math.floor(index / gates) % (gates - 1))) % gates;
    shown[first]?.push(pass);
    shown[second]?.push(pass);
  }
  return shown;
}

async function scanAt(gate: string, page: Page, passes: readonly SoldPass[]): Promise<Told[]> {
  const shown = await scanInPage(
    page,
    passes.map(({ code }) => code),
  );
  await expect(page.getByText(/recorded, not confirmed/)).toHaveCount(0, { timeout: 60_000 });
  const collided = await readCollisions(page);
  const ids = await scanIdsOf(page);
  return shown.map(({ code, verdict }, index): Told => {
    const [scanId = '', ...others] = ids[code] ?? [];
    if (others.length > 0) throw new Error(`one code went out under ${others.length + 1} ids`);
    const pass = passes[index];
    if (!pass) throw new Error('more was shown than was scanned');
    const later = verdict === 'recorded' ? (collided.includes(pass.name) ? 'collided' : 'confirmed') : null;
    return { gate, scanId, passId: pass.passId, verdict: verdict as Told['verdict'], later };
  });
}

/** Reads one card after the other, as a volunteer has to. Gives the names on them. */
async function readCollisions(page: Page): Promise<string[]> {
  const names: string[] = [];
  const card = page.getByRole('region', { name: /should not be inside/ });
  while ((await card.count()) > 0) {
    const show = card.getByRole('button', { name: 'Show' });
    // Folded away while the last verdict stands, which may leave at any moment.
    await expect(async () => {
      if (await show.isVisible()) await show.click({ timeout: 500 });
      await expect(card.locator('strong')).toBeVisible({ timeout: 500 });
    }).toPass();
    const name = await card.locator('strong').innerText();
    names.push(name);
    await card.getByRole('button', { name: 'I have read it' }).click();
    await expect(card.locator('strong').filter({ hasText: new RegExp(`^${name}$`) })).toHaveCount(0);
  }
  return names;
}
