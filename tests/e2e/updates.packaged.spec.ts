import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { launchPackaged } from '../support/test-browsers';
import { newPublisher } from '../support/update-release';
import { heading, searchFor, signIn } from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import {
  appImage,
  connectTo,
  ended,
  endPrograms,
  makeVersion,
  openReleases,
  putProgram,
  releaseOf,
} from './support/updatable';

const PASSES = 2;

test.skip(process.platform !== 'linux', 'elsewhere an update is an installer that only a release can sign');

test.afterEach(({ folder }) => endPrograms(folder));

const newVersion = (page: Page) => page.getByRole('region', { name: /^Version/ });
const look = (page: Page) => page.getByRole('button', { name: 'Look for a newer version' }).click();

async function openUpdates(page: Page): Promise<Locator> {
  await signIn(page, EVENT_ADMINISTRATOR);
  await expect(heading(page, 'Dashboard')).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Updates' }).click();
  await expect(newVersion(page)).toBeVisible();
  return newVersion(page);
}

/** Puts the event, which takes place today, on another day. */
function moveTheEvent(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const status = (await window.epass?.call('office.status', {})) as { value: { event: object } };
    return window.epass?.call('event.save', { ...status.value.event, date: '2031-12-05' });
  });
}

/** The event in the folder that the program opens by itself. */
const makeEvent = (folder: string) => fillEvent(join(folder, 'config/E-Pass Box Office'));

async function fillEvent(event: string): Promise<string> {
  mkdirSync(event, { recursive: true, mode: 0o700 });
  await fillEventFolder(event, PASSES);
  return event;
}

test('a newer version is refused, held back, installed after a backup, and gone back from', async ({ folder }) => {
  test.setTimeout(180_000);
  const [publisher, stranger] = [newPublisher(), newPublisher()];
  await using releases = await openReleases();
  const { url, files } = releases;
  const publish = (...release: Parameters<typeof releaseOf>) => {
    files.clear();
    for (const [name, content] of releaseOf(...release)) files.set(name, content);
  };
  // Not the folder that a program opens by itself: the version that follows is to open this one too.
  const event = await fillEvent(join(folder, 'event'));
  const versions = { url, publicKey: publisher.publicKey };
  const now = appImage(folder, '0.1.0', await makeVersion(folder, '0.1.0', versions));
  const next = appImage(folder, '0.2.0', await makeVersion(folder, '0.2.0', versions));
  const program = putProgram(folder, 'E-Pass-0.1.0.AppImage', now);
  const NEXT = 'E-Pass-0.2.0.AppImage';

  const app = await launchPackaged(['--data', event], () => program);
  const page = await app.firstWindow();
  const panel = await openUpdates(page);

  await test.step('on the day of the event nothing is looked for', async () => {
    await expect(panel).toContainText('The event is today.');
    for (const name of ['Look for a newer version', 'From a stick …']) {
      await expect(panel.getByRole('button', { name })).toBeDisabled();
    }
    const said = await page.evaluate(() => window.epass?.call('updates.check', { from: 'server' }));
    expect(said).toMatchObject({ ok: true, value: { problem: 'event-in-progress', found: null } });
    expect(releases.asked).toEqual([]);
    await moveTheEvent(page);
    await page.reload();
    await expect(panel.getByRole('button', { name: 'Look for a newer version' })).toBeEnabled();
  });

  await test.step('a publisher who has nothing, or nothing newer, is said', async () => {
    await look(page);
    await expect(panel.getByRole('alert')).toContainText('There is no version for this system.');
    publish('0.1.0', 'E-Pass-0.1.0.AppImage', now, publisher);
    await look(page);
    await expect(panel).toContainText('There is no newer version.');
  });

  await test.step('a list that somebody else signed, or that was changed, is refused', async () => {
    for (const change of [() => publish('0.2.0', NEXT, next, stranger), () => publishChanged()]) {
      change();
      await look(page);
      await expect(panel.getByRole('alert')).toContainText('was not signed by the publisher');
      await expect(panel.getByRole('button', { name: /^Install/ })).toHaveCount(0);
    }
    expect(releases.asked).not.toContain(NEXT);
  });

  /** What the publisher has signed, with another version written into it. */
  function publishChanged(): void {
    publish('0.2.0', NEXT, next, publisher);
    for (const [name, list] of files) {
      if (name.endsWith('.yml'))
        files.set(name, Buffer.from(list.toString().replace('version: 0.2.0', 'version: 9.9.9')));
    }
  }

  await test.step('a file that is not the signed one is refused, and everything stays', async () => {
    publish('0.2.0', NEXT, next, publisher);
    files.set(NEXT, Buffer.from(next.toString().replace('exec', 'EXEC')));
    await look(page);
    await panel.getByRole('button', { name: 'Install version 0.2.0' }).click();
    await expect(panel.getByRole('alert')).toContainText('is not what the publisher signed');
    expect(readdirSync(join(folder, 'programs'))).toEqual(['E-Pass-0.1.0.AppImage']);
    expect(backups(event)).toEqual([]);
  });

  await test.step('the right one is installed, after a backup, and starts by itself', async () => {
    publish('0.2.0', NEXT, next, publisher);
    await look(page);
    await expect(panel).toContainText('Version 0.2.0 is there, and its signature is good.');
    await panel.getByRole('button', { name: 'Install version 0.2.0' }).click();
    await ended(folder, '0.1.0');
    expect(backups(event)).toHaveLength(1);
    expect(readdirSync(join(folder, 'programs'))).toEqual([NEXT]);
    expect(readFileSync(join(folder, 'programs', NEXT)).equals(next)).toBe(true);
  });

  await test.step('it has the event, and leads back to the version before', async () => {
    const updated = await connectTo(folder, '0.2.0');
    await expect(await openUpdates(updated)).toContainText('Version 0.2.0');
    await updated.getByRole('link', { name: 'Passes' }).click();
    await searchFor(updated, 'Guest', PASSES);
    await updated.getByRole('link', { name: 'Settings' }).click();
    await updated.getByRole('tab', { name: 'Updates' }).click();
    await updated.getByRole('button', { name: 'Go back to version 0.1.0' }).click();
    await updated.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
    await ended(folder, '0.2.0');

    const before = await connectTo(folder, '0.1.0');
    await expect(await openUpdates(before)).toContainText('Version 0.1.0');
    await before.getByRole('link', { name: 'Passes' }).click();
    await searchFor(before, 'Guest', PASSES);
    await close(before);
    await ended(folder, '0.1.0');
    const [name = ''] = readdirSync(join(folder, 'programs'));
    expect(readFileSync(join(folder, 'programs', name)).equals(now)).toBe(true);
    expect(backups(event)).toHaveLength(2);
  });
});

test('a newer version comes from a stick, without a network', async ({ folder }) => {
  test.setTimeout(120_000);
  const publisher = newPublisher();
  await makeEvent(folder);
  // Nobody listens there.
  const versions = { url: 'http://127.0.0.1:9/', publicKey: publisher.publicKey };
  const now = appImage(folder, '0.1.0', await makeVersion(folder, '0.1.0', versions));
  const next = appImage(folder, '0.2.0', await makeVersion(folder, '0.2.0', versions));
  // A name without a version is the person's own, and stays.
  const program = putProgram(folder, 'box-office.AppImage', now);
  const stick = join(folder, 'stick');
  mkdirSync(stick);

  const app = await launchPackaged([], () => program);
  const page = await app.firstWindow();
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, stick);
  const panel = await openUpdates(page);
  await moveTheEvent(page);
  await page.reload();
  const insert = async (release: ReadonlyMap<string, Buffer>) => {
    rmSync(stick, { recursive: true });
    mkdirSync(stick);
    for (const [name, content] of release) writeFileSync(join(stick, name), content);
    await panel.getByRole('button', { name: 'From a stick …' }).click();
  };
  const NEXT = 'E-Pass-0.2.0.AppImage';

  await look(page);
  await expect(panel.getByRole('alert')).toContainText('The publisher cannot be reached.');
  await insert(new Map());
  await expect(panel.getByRole('alert')).toContainText('There is no version for this system.');
  await insert(releaseOf('0.2.0', NEXT, next, newPublisher()));
  await expect(panel.getByRole('alert')).toContainText('was not signed by the publisher');
  await insert(releaseOf('0.2.0', NEXT, next, publisher).set(NEXT, Buffer.from('worn out')));
  await panel.getByRole('button', { name: 'Install version 0.2.0' }).click();
  await expect(panel.getByRole('alert')).toContainText('is not what the publisher signed');

  await insert(releaseOf('0.2.0', NEXT, next, publisher));
  await expect(panel).toContainText('Version 0.2.0 is on the stick, and its signature is good.');
  await panel.getByRole('button', { name: 'Install version 0.2.0' }).click();
  await ended(folder, '0.1.0');
  expect(readFileSync(program).equals(next)).toBe(true);
  const updated = await connectTo(folder, '0.2.0');
  await expect(await openUpdates(updated)).toContainText('Version 0.2.0');
  await close(updated);
  await ended(folder, '0.2.0');
});

/** As the cross of the window would. The page is gone before it could answer. */
async function close(page: Page): Promise<void> {
  await page.evaluate(() => window.close()).catch(() => undefined);
}

/** The backups that were made before an update. */
function backups(event: string): string[] {
  const folder = join(event, 'backups');
  const all = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
  return all.filter((name) => name.includes('before-update') && name.endsWith('.db'));
}
