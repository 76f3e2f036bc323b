import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { change } from '../../../src-main/database/transact';
import { openSettings } from '../../../src-main/settings/settings';
import type { SecretBox } from '../../../src-main/signing/key-store';
import { type KeysWanted, openSigning } from '../../../src-main/signing/signing';
import type { OfficeSettings } from '../../../src-shared/contract/office';
import type { ErrorCode } from '../../../src-shared/contract/operation';
import { PASSPHRASE, TEST_BEGINS, TEST_EVENT, temporaryFolder } from '../../support/box-office';
import { copyTestDatabase, forgetDatabase, isInFile, openTestDatabase } from '../../support/test-database';

export { PASSPHRASE };
export const PASS_ID = '01934f5c-7c00-7abc-8def-0123456789ab';
export const OTHER_PASS_ID = '550e8400-e29b-41d4-a716-446655440000';
export const NEW_KEYS: KeysWanted = { key: { source: 'new', passphrase: PASSPHRASE } };

// A passphrase takes half a second and 128 MiB each time, several times that on a busy machine; a test takes up to ten.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** A keychain of its own, as another account or another machine has it. */
export function testKeychain(): SecretBox & { broken: boolean } {
  const key = randomBytes(32);
  const box = {
    kind: 'system' as const,
    broken: false,
    async seal(plain: Buffer) {
      if (box.broken) throw new Error('the keychain is locked');
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    async open(sealed: Buffer) {
      if (box.broken) throw new Error('the keychain is locked');
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
    },
  };
  return box;
}

interface TestKeys {
  /** Opens the same folder again, as after a restart. */
  readonly folder?: string;
  /** Puts the database elsewhere than the keys, as if one of the two had come from a backup. */
  readonly databaseFolder?: string;
  readonly keychain?: SecretBox | null;
}

/** Signing over a real database and a real key file, with only the clock as a stand-in. Use with `await using`. */
export async function openKeys(options: TestKeys = {}) {
  const temporary = options.folder === undefined ? temporaryFolder() : null;
  const folder = options.folder ?? temporary?.folder ?? '';
  let time = TEST_BEGINS;
  const { db, close } = await openTestDatabase(options.databaseFolder ?? folder, () => time);
  const settings = await openSettings(db);
  const signing = await openSigning({ folder, db, settings, keychain: options.keychain ?? null, now: () => time });

  return {
    folder,
    db,
    settings,
    signing,
    keyFile: path.join(folder, 'signing-keys.json'),
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    /** What set-up does: the event and the keys in one transaction. */
    setUp: (wanted: KeysWanted = NEW_KEYS) =>
      signing.establish(wanted, async (keys) => {
        await change(db, async (within) => {
          await settings.write(within, 'event', TEST_EVENT);
          await keys.record(within);
        });
      }),
    printAs: (codeFormat: OfficeSettings['codeFormat']) => settings.save('office', { codeFormat, idleMinutes: 15 }),
    async [Symbol.asyncDispose]() {
      await close();
      if (temporary) await forgetDatabase(folder);
      temporary?.[Symbol.dispose]();
    },
  };
}

/** An office with its keys made, closed again; its folder is the caller's. */
export async function closedOffice(folder: string, keychain: SecretBox | null = null, wanted: KeysWanted = NEW_KEYS) {
  await using office = await openKeys({ folder, keychain });
  const kit = await office.setUp(wanted);
  const code = codeOf(office, PASS_ID);
  return { kit, code, eventId: office.settings.eventId(), keyFile: office.keyFile, original: read(office.keyFile) };
}

/** The code of a pass, or a failed test. */
export function codeOf(office: { signing: { codeOf(passId: string): string | null } }, passId: string): string {
  const code = office.signing.codeOf(passId);
  if (code === null) throw new Error('nothing signs');
  return code;
}

export function read(file: string): string {
  return readFileSync(file, 'utf8');
}

export function write(file: string, text: string): void {
  writeFileSync(file, text);
}

/** The office of a test file, set up once under the passphrase and closed again; each test takes a copy of its folder. */
export function modelOffice() {
  const model = temporaryFolder();
  let made: Awaited<ReturnType<typeof closedOffice>>;
  beforeAll(async () => {
    made = await closedOffice(model.folder);
  });
  afterAll(async () => {
    await forgetDatabase(model.folder);
    model[Symbol.dispose]();
  });

  return {
    folder: model.folder,
    get made() {
      return made;
    },
    /** Use with `await using`. */
    async copy() {
      const { folder, [Symbol.dispose]: remove } = temporaryFolder();
      cpSync(model.folder, folder, { recursive: true });
      if (!isInFile()) await copyTestDatabase(model.folder, folder);
      return {
        folder,
        async [Symbol.asyncDispose]() {
          await forgetDatabase(folder);
          remove();
        },
      };
    },
  };
}

export function refusal(code: ErrorCode) {
  return expect.objectContaining({ name: 'ExpectedError', code });
}

/** Where a key file was kept that could not be opened. */
export function keptFile(folder: string): string {
  const name = readdirSync(folder).find((entry) => entry.startsWith('signing-keys.kept-'));
  if (name === undefined) throw new Error('no file was kept');
  return path.join(folder, name);
}

export const WRONG = 'not the passphrase of the tests';
/** Signed by nobody. */
export const FORGED = `EP1.00.${'0'.repeat(26)}.${'0'.repeat(26)}`;
export const SECRET = 'the QR_SECRET of the earlier application';
/** A pass of the earlier application, signed with that secret. */
export const EARLIER = Buffer.from(
  JSON.stringify({ id: 'OLD-PASS-17', sig: createHmac('sha256', SECRET).update('OLD-PASS-17').digest('hex') }),
).toString('base64');
