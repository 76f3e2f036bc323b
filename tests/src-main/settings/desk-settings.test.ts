import { expect, test } from 'vitest';
import { becomeDeskSettings, becomeFileSettings } from '../../../src-main/settings/desk-settings';
import { openSettings } from '../../../src-main/settings/settings';
import { openStore } from '../../support/passes-store';

const LISTENER = { on: true, network: 'hotspot', port: 9_443, certificate: 'own', desks: false } as const;
const ENCRYPTION = { salt: 'salt', publicKey: 'key' };

test('what one desk has for itself stays with it from a file to a store and back, and no other desk has it', async () => {
  await using store = await openStore();
  const { db, settings } = store;
  await settings.save('listener', LISTENER);
  await settings.save('backups', { secondFolder: '/media/stick', encryption: ENCRYPTION });

  await becomeDeskSettings(db, 'door');
  await becomeDeskSettings(db, 'door');
  const door = await openSettings(db, 'door');
  const bar = await openSettings(db, 'bar');
  expect(door.listener()).toEqual(LISTENER);
  expect(door.backups()).toEqual({ secondFolder: '/media/stick', encryption: ENCRYPTION });
  expect(bar.listener()).toMatchObject({ on: false, port: 8_443 });
  expect(bar.backups()).toEqual({ secondFolder: null, encryption: ENCRYPTION });

  await bar.save('listener', { ...LISTENER, port: 7_443 });
  await bar.save('backups', { secondFolder: '/media/other', encryption: null });
  await door.reload();
  expect(door.listener()).toEqual(LISTENER);
  expect(door.backups()).toEqual({ secondFolder: '/media/stick', encryption: null });

  await becomeFileSettings(db, 'door');
  await settings.reload();
  expect(settings.listener()).toEqual(LISTENER);
  expect(settings.backups()).toEqual({ secondFolder: '/media/stick', encryption: null });
  const names = await db.selectFrom('settings').select('name').execute();
  expect(names.filter(({ name }) => name.includes('@'))).toEqual([]);
});
