import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { launchDesktop } from '../support/test-browsers';
import { answerDialogs } from './support/answer-dialogs';
import { judge } from './support/axe';
import { field, heading, open, passLinks, signIn } from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import { openData } from './support/store-actions';

/** A computer with an event of two passes in its usual folder, and one of three on a disk. */
async function prepare(folder: string) {
  const config = path.join(folder, 'config');
  const [usual, disk] = [path.join(config, 'E-Pass Box Office'), path.join(folder, 'disk')];
  const garba = path.join(disk, 'garba');
  for (const made of [usual, garba]) mkdirSync(made, { recursive: true });
  await fillEventFolder(usual, 2);
  await fillEventFolder(garba, 3);
  return { usual, disk, garba, start: () => launchDesktop([], { XDG_CONFIG_HOME: config }) };
}

const dialogButton = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name });

async function chooseFolder(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  await answerDialogs(app, folder);
  await page.getByRole('button', { name: 'Choose another folder…' }).click();
}

async function expectPasses(page: Page, count: number): Promise<void> {
  await open(page, 'Passes');
  await expect(passLinks(page)).toHaveCount(count);
}

async function within(start: () => Promise<ElectronApplication>, look: Look): Promise<void> {
  const app = await start();
  try {
    await look(await app.firstWindow(), app);
  } finally {
    await app.close();
  }
}
type Look = (page: Page, app: ElectronApplication) => Promise<void>;

test('the event in another folder is opened, at each start, until the usual one is again', async ({ folder }) => {
  test.setTimeout(240_000);
  const { usual, garba, start } = await prepare(folder);
  await within(start, async (page, app) => {
    await signIn(page, EVENT_ADMINISTRATOR);
    await openData(page);
    const card = page.getByRole('region', { name: 'Folder of the event' });
    await expect(card).toContainText(usual);
    await chooseFolder(app, page, path.join(usual, 'tls'));
    await expect(card.getByRole('alert')).toContainText('This folder belongs to the event that is here');
    await judge(page, 'a folder that is no use');
    await chooseFolder(app, page, garba);
    await judge(page, 'another folder');
    await dialogButton(page, 'Open that event').click();
    await expect(heading(page, 'The event in that folder is open')).toBeVisible();
    await page.getByRole('link', { name: 'Go on' }).click();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 3);
  });

  await within(start, async (page) => {
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 3);
    await openData(page);
    await page.getByRole('button', { name: 'Use the usual folder again' }).click();
    await dialogButton(page, 'Open that event').click();
    await page.getByRole('link', { name: 'Go on' }).click();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 2);
  });
});

test('a folder on a disk that is not there is told of, begun anew by nobody, and found again', async ({ folder }) => {
  test.setTimeout(240_000);
  const { usual, disk, garba, start } = await prepare(folder);
  await within(start, async (page, app) => {
    await signIn(page, EVENT_ADMINISTRATOR);
    await openData(page);
    await chooseFolder(app, page, garba);
    await dialogButton(page, 'Open that event').click();
    await expect(heading(page, 'The event in that folder is open')).toBeVisible();
  });
  renameSync(disk, `${disk}-unplugged`);
  // What a disk leaves behind where it was.
  mkdirSync(garba, { recursive: true });

  await within(start, async (page) => {
    await expect(heading(page, 'The folder of the event is not there')).toBeVisible();
    await expect(page.getByText(garba)).toBeVisible();
    await judge(page, 'a folder that is not there');
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(heading(page, 'The folder of the event is not there')).toBeVisible();
    expect(readdirSync(garba)).toEqual([]);
    rmSync(disk, { recursive: true });
    renameSync(`${disk}-unplugged`, disk);
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(field(page, 'Username')).toBeVisible();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 3);
  });

  rmSync(disk, { recursive: true });
  await within(start, async (page) => {
    await expect(heading(page, 'The folder of the event is not there')).toBeVisible();
    await page.getByRole('button', { name: 'Choose another folder' }).click();
    await page.getByRole('button', { name: 'Use the usual folder again' }).click();
    await expect(page.getByRole('dialog')).toContainText(usual);
    await dialogButton(page, 'Open that event').click();
    await page.getByRole('link', { name: 'Go on' }).click();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 2);
  });
});

test('a new event is begun in an empty folder, and the one from before is opened from its first page', async ({
  folder,
}) => {
  test.setTimeout(240_000);
  const { disk, garba, start } = await prepare(folder);
  const empty = path.join(disk, 'empty');
  mkdirSync(empty);
  await within(start, async (page, app) => {
    await signIn(page, EVENT_ADMINISTRATOR);
    await openData(page);
    await chooseFolder(app, page, empty);
    await dialogButton(page, 'Begin a new event').click();
    await page.getByRole('link', { name: 'Go on' }).click();
    await page.getByRole('link', { name: 'Open another folder' }).click();
    await chooseFolder(app, page, garba);
    await dialogButton(page, 'Open that event').click();
    await page.getByRole('link', { name: 'Go on' }).click();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 3);
  });
});

test('an event that cannot be opened there leaves the one that is open', async ({ folder }) => {
  test.setTimeout(240_000);
  const { disk, start } = await prepare(folder);
  const broken = path.join(disk, 'broken');
  mkdirSync(path.join(broken, 'epass.db'), { recursive: true });
  await within(start, async (page, app) => {
    await signIn(page, EVENT_ADMINISTRATOR);
    await openData(page);
    await chooseFolder(app, page, broken);
    await dialogButton(page, 'Open that event').click();
    await expect(heading(page, 'That folder could not be used')).toBeVisible();
    await page.getByRole('link', { name: 'Go on' }).click();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 2);
  });
});
