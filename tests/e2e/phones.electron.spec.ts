import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeCameraClip } from './support/camera-clip';
import { launchDemo, signInToDemo } from './support/demo';
import { codeOfThePass, filterBy, open, passLinks } from './support/desk-actions';
import { openPhonesPage, pairPhone, rowOf, switchPhonesOn } from './support/gate-actions';
import { openPhone, verdictOf } from './support/phone';

// What drives Electron is on this host, so the phone is too: over whichever network this host is on.
const addresses = Object.values(networkInterfaces()).flatMap((of = []) => of);
const isOnANetwork = addresses.some(({ family, internal }) => family === 'IPv4' && !internal);
test.skip(!isOnANetwork, 'this computer is on no network');

test('a phone scans for the desktop, and the desktop shows who came in', async () => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'epass-phones-'));
  const camera = makeCameraClip(folder, 'phone');
  const demo = await launchDemo();
  const phone = await openPhone({ folder, camera: camera.file });
  try {
    const desk = demo.page;
    await signInToDemo(demo);
    await open(desk, 'Passes');
    await filterBy(desk, 'State', 'To come');
    await filterBy(desk, 'Pass', 'Couple');
    await passLinks(desk).first().click();
    await expect(desk.getByRole('button', { name: 'Print' })).toBeVisible();
    const code = await codeOfThePass(desk);

    await openPhonesPage(desk);
    await switchPhonesOn(desk);
    await pairPhone(desk, phone.page, 'South door');
    camera.show(code);
    await expect(verdictOf(phone.page)).toContainText('Let in 2 people', { timeout: 30_000 });
    await expect(rowOf(desk, 'South door')).toContainText('2 people');
    await open(desk, 'Dashboard');
    await expect(desk.getByRole('region', { name: 'Now at the gates' })).toContainText(/South door\s*2 people/);
  } finally {
    await phone.close();
    await demo.app.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
