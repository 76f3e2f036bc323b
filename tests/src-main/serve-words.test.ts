import { expect, test } from 'vitest';
import { NewerDatabaseError } from '../../src-main/database/migrate';
import { UnusableDatabaseError } from '../../src-main/database/unusable-database';
import { ExpectedError } from '../../src-main/expected-error';
import { RestoreError } from '../../src-main/restore/restore-on-start';
import { announcement, startUpSentence } from '../../src-main/serve-words';

const PLACES = { folder: '/event', port: 443 };
const failure = (code: string, path?: string) =>
  Object.assign(new Error('from the system'), { code, ...(path === undefined ? {} : { path }) });

test.each<[unknown, string | null]>([
  [failure('EADDRINUSE'), 'Port 443 is in use by another program. Close that, or choose another port with --port.'],
  [failure('EACCES'), 'This user may not open port 443. Choose one above 1023 with --port.'],
  [failure('EACCES', '/event/tls'), '/event/tls cannot be opened (EACCES).'],
  [failure('ENOENT', '/app/out/renderer'), 'The desk is not built yet. Run: npm run build'],
  [failure('ENOENT', '/app/out/renderer/desk.html'), 'The desk is not built yet. Run: npm run build'],
  [
    new NewerDatabaseError(),
    'The event in /event was last opened by a newer version of E-Pass Box Office. Start that version.',
  ],
  [new UnusableDatabaseError('damaged'), 'The file epass.db in /event is damaged. Start with --restore and a backup.'],
  [
    new ExpectedError('wrong-passphrase'),
    'The passphrase in EPASS_KEY_PASSPHRASE_FILE does not open the signing keys.',
  ],
  [
    new RestoreError('/stick/epass.db', 'backup-unusable'),
    '/stick/epass.db is damaged, is in use, or is no event that this version of E-Pass Box Office can open. Nothing was changed.',
  ],
  [new RestoreError('/stick/epass.db', 'not-found'), '/stick/epass.db cannot be read. Nothing was changed.'],
  [
    new RestoreError('/stick/epass.db', 'disk-full'),
    'There is not enough room on the disk to restore a backup. Nothing was changed.',
  ],
  [new TypeError('a bug'), null],
  ['not even an error', null],
])('what cannot be opened is said in one sentence: %s', (error, sentence) => {
  expect(startUpSentence(error, PLACES)).toBe(sentence);
});

test('an office that is set up shows no code, and says when its keys wait for their passphrase', () => {
  const serving = {
    address: 'https://127.0.0.1:8443',
    fingerprint: 'AA:BB',
    signIns: [],
    isWell: async () => true,
    close: async () => undefined,
  };
  const said = announcement({ ...serving, setUpCode: null, keysLocked: true });
  expect(said).not.toContain('one-time code');
  expect(said).toContain('The signing keys are locked');
});
