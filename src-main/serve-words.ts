import { NewerDatabaseError } from './database/migrate';
import { StoreAddressError } from './database/postgres/store-address';
import { UnusableDatabaseError, type UnusableReason } from './database/unusable-database';
import { ExpectedError } from './expected-error';
import { FolderInUseError } from './lock';
import { EventFolderAwayError } from './machine/event-folder';
import { type Options, OptionsError } from './options';
import { RestoreError } from './restore/restore-on-start';
import { restoreRefusal } from './restore/restore-words';
import type { Serving } from './serve-office';

/** What the console says once the office answers. */
export function announcement({ address, fingerprint, setUpCode, keysLocked, signIns }: Serving): string {
  return [
    `E-Pass Box Office is open at ${address}`,
    'The browser warns of a certificate that it does not know. It is this one if its SHA-256 fingerprint is',
    `  ${fingerprint}`,
    ...(setUpCode === null ? [] : ['Set it up there with this one-time code:', `  ${setUpCode}`]),
    ...(keysLocked ? ['The signing keys are locked: sign in there and type their passphrase.'] : []),
    ...(signIns.length === 0 ? [] : ['This is a demo, and it goes away when it is closed. Sign in as']),
    ...signIns.map(({ role, username, password }) => `  ${role.padEnd(14)} ${username.padEnd(10)} ${password}`),
    'Ctrl+C closes it.',
    '',
  ].join('\n');
}

const UNUSABLE = {
  'not-a-database': 'is not a database',
  'another-application': 'is the database of another application',
  'read-only': 'cannot be written to',
  damaged: 'is damaged. Start with --restore and a backup',
  'in-use': 'is open in another program. Close that first',
  'disk-full': 'cannot be opened safely, because the disk is full. Make room there first',
  'no-access': 'cannot be opened: this user has no access to it',
} as const satisfies Record<Exclude<UnusableReason, StoreReason>, string>;

const UNUSABLE_STORE = {
  'store-away': 'does not answer. Check the network and that its server runs',
  'store-refuses': 'does not let this desk in: its database, user or password is not right',
  'store-left': 'has no event any more: it was brought back to a file at another desk',
  'store-certificate': 'cannot prove who it is. Name its authority with ?sslrootcert=FILE in the address',
} as const satisfies Record<StoreReason, string>;
type StoreReason = Extract<UnusableReason, `store-${string}`>;

function unusableWords(reason: UnusableReason, folder: string): string {
  if (!isOfStore(reason)) return `The file epass.db in ${folder} ${UNUSABLE[reason]}.`;
  return `The store that the desks share ${UNUSABLE_STORE[reason]}.`;
}

function isOfStore(reason: UnusableReason): reason is StoreReason {
  return Object.hasOwn(UNUSABLE_STORE, reason);
}

/** Why the office could not be opened, as one sentence with what to do; null for an error that nobody foresaw. */
export function startUpSentence(error: unknown, { folder, port }: Pick<Options, 'folder' | 'port'>): string | null {
  if (error instanceof RestoreError) return restoreRefusal(error);
  if (error instanceof FolderInUseError || error instanceof OptionsError) return error.message;
  if (error instanceof EventFolderAwayError) return error.message;
  if (error instanceof NewerDatabaseError) {
    return `The event in ${folder} was last opened by a newer version of E-Pass Box Office. Start that version.`;
  }
  if (error instanceof UnusableDatabaseError) return unusableWords(error.reason, folder);
  if (error instanceof StoreAddressError) return error.message;
  if (error instanceof ExpectedError && error.code === 'wrong-passphrase') {
    return 'The passphrase in EPASS_KEY_PASSPHRASE_FILE does not open the signing keys.';
  }
  const { code, path } = factsOf(error);
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program. Close that, or choose another port with --port.`;
  }
  if (code === 'EACCES' && path === undefined)
    return `This user may not open port ${port}. Choose one above 1023 with --port.`;
  if (path?.endsWith('desk.html') || path?.endsWith('renderer')) return 'The desk is not built yet. Run: npm run build';
  if (path !== undefined && (code === 'ENOENT' || code === 'EACCES')) return `${path} cannot be opened (${code}).`;
  return null;
}

function factsOf(error: unknown): { code?: string; path?: string } {
  if (!(error instanceof Error)) return {};
  return {
    ...('code' in error ? { code: String(error.code) } : {}),
    ...('path' in error ? { path: String(error.path) } : {}),
  };
}
