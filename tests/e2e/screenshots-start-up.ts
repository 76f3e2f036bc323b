import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { canMount, mountSmallDisk } from '../faults/support/broken-disk';
import { signIn } from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import { shoot, withDesk } from './support/pictures';

test('a clock that is wrong', async ({ folder }) => {
  test.setTimeout(120_000);
  await fillEventFolder(folder, 1);
  const later = new Date();
  later.setFullYear(later.getFullYear() + 1);
  writeFileSync(join(folder, 'last-open'), `${later.toISOString()}\n`);
  await withDesk(folder, async (page) => {
    await signIn(page, EVENT_ADMINISTRATOR);
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot(page, 'start-up-clock');
  });
});

for (const { kind, mebibytes } of [
  { kind: 'low', mebibytes: 800 },
  { kind: 'full', mebibytes: 150 },
]) {
  test(`a disk that is ${kind}`, async ({ folder }) => {
    test.skip(!canMount, 'needs Linux and root');
    test.setTimeout(120_000);
    const event = join(folder, 'event');
    using _ = mountSmallDisk(event, mebibytes);
    await fillEventFolder(event, 0);
    await withDesk(event, async (page) => {
      await signIn(page, EVENT_ADMINISTRATOR);
      await expect(page.getByRole('dialog')).toBeVisible();
      await shoot(page, `start-up-disk-${kind}`);
    });
  });
}
