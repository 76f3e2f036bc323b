import { expect, test } from 'vitest';
import { becomeDeskSettings, becomeFileSettings } from '../../../src-main/settings/desk-settings';
import { openSettings } from '../../../src-main/settings/settings';
import { openStore } from '../../support/passes-store';

const LEFT = { files: true, database: true };
const ENCRYPTION = { salt: 'salt', publicKey: 'key' };

test('what one desk has for itself stays with it from a file to a store and back, and no other desk has it', async () => {
  await using store = await openStore();
  const { db, settings } = store;
  await settings.save('erasureLeft', LEFT);
  await settings.save('backups', { secondFolder: '/media/stick', encryption: ENCRYPTION });

  await becomeDeskSettings(db, 'door');
  await becomeDeskSettings(db, 'door');
  const door = await openSettings(db, 'door');
  const bar = await openSettings(db, 'bar');
  expect(door.erasureLeft()).toEqual(LEFT);
  expect(door.backups()).toEqual({ secondFolder: '/media/stick', encryption: ENCRYPTION });
  expect(bar.erasureLeft()).toEqual({ files: false, database: false });
  expect(bar.backups()).toEqual({ secondFolder: null, encryption: ENCRYPTION });

  await bar.save('erasureLeft', { files: false, database: true });
  await bar.save('backups', { secondFolder: '/media/other', encryption: null });
  await door.reload();
  expect(door.erasureLeft()).toEqual(LEFT);
  expect(door.backups()).toEqual({ secondFolder: '/media/stick', encryption: null });

  await becomeFileSettings(db, 'door');
  await settings.reload();
  expect(settings.erasureLeft()).toEqual(LEFT);
  expect(settings.backups()).toEqual({ secondFolder: '/media/stick', encryption: null });
  const names = await db.selectFrom('settings').select('name').execute();
  expect(names.filter(({ name }) => name.includes('@'))).toEqual([]);
});
