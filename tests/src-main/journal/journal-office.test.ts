import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openReadyOffice, sellPass, valueOf } from '../../support/box-office';

test('what is sold is in the journal before the answer', async () => {
  await using office = await openReadyOffice();
  const { passId } = await sellPass(office.api);
  const [lineage = ''] = readdirSync(path.join(office.folder, 'journal'));
  const folder = path.join(office.folder, 'journal', lineage);
  const text = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  expect(text.join('')).toContain(passId);
  expect(valueOf(await office.api['backups.status']({})).journal).toMatchObject({ state: 'ok', since: null });
});
