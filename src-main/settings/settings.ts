import { z } from 'zod';
import { EventDetails, OfficeSettings } from '../../src-shared/contract/office';
import { PrivacySettings } from '../../src-shared/contract/privacy';
import type { Database } from '../database/sqlite';
import { ExpectedError } from '../expected-error';
import { oneAtATime } from '../signing/one-at-a-time';
import { nameAt, SECOND_FOLDER } from './desk-settings';
import { putSetting, readSetting } from './setting-rows';

/** Every setting of the event: its name in the table and the shape of its JSON. */
const SETTINGS = {
  /** A UUID made at set-up; part of what is signed, so that a pass of one event is not a pass of another. */
  eventId: z.uuid(),
  event: EventDetails,
  office: OfficeSettings,
  privacy: PrivacySettings,
  /** `encryption` is what seals backups; the passphrase that opens them is kept nowhere. */
  backups: z.strictObject({
    secondFolder: z.string().nullable(),
    encryption: z.strictObject({ salt: z.string(), publicKey: z.string() }).nullable(),
  }),
  /** What still has the names of erased passes in it: `files` are the journal and the CSV archives. */
  erasureLeft: z.strictObject({ files: z.boolean(), database: z.boolean() }),
  /** Passes that were erased when the files of this desk were last gone through; of a desk that shares its store. */
  erasedInFiles: z.number().int(),
};
type Shapes = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]> };

const DEFAULT_OFFICE: OfficeSettings = { codeFormat: 'compact', idleMinutes: 15 };
/** Nothing is taken away that nobody has decided on. */
const DEFAULT_PRIVACY: PrivacySettings = { retentionDays: null };

const NO_BACKUP_SETTINGS: Shapes['backups'] = { secondFolder: null, encryption: null };

export type Settings = Awaited<ReturnType<typeof openSettings>>;

/**
 * The event's settings, read once and held. Where desks share a store, `reload` follows what another one has saved.
 * @param deskId of a desk that shares its store, which has settings of its own there; null for an event in a file
 */
export async function openSettings(db: Database, deskId: string | null = null) {
  const queued = oneAtATime();
  let held: Partial<Shapes> = {};

  async function read(): Promise<void> {
    const rows = new Map((await db.selectFrom('settings').selectAll().execute()).map((row) => [row.name, row.value]));
    const next: Partial<Shapes> = {};
    for (const name of Object.keys(SETTINGS) as (keyof Shapes)[]) {
      const value = rows.get(nameAt(name, deskId));
      if (value !== undefined) Object.assign(next, { [name]: SETTINGS[name].parse(JSON.parse(value)) });
    }
    if (deskId !== null) {
      const secondFolder = z
        .string()
        .nullable()
        .parse(JSON.parse(rows.get(nameAt(SECOND_FOLDER, deskId)) ?? 'null'));
      next.backups = { ...(next.backups ?? NO_BACKUP_SETTINGS), secondFolder };
    }
    held = next;
  }

  /** After a transaction that wrote settings has committed. What was read first never replaces what was read last. */
  const reload = (): Promise<void> => queued(read);

  /** Writes within a transaction. What this process holds stays as it is until `reload`. */
  async function write<K extends keyof Shapes>(within: Database, name: K, value: Shapes[K]): Promise<void> {
    await putSetting(within, nameAt(name, deskId), value);
  }

  async function writeBackups(within: Database, value: Shapes['backups']): Promise<void> {
    if (deskId === null) return putSetting(within, 'backups', value);
    await putSetting(within, 'backups', { ...value, secondFolder: null });
    await putSetting(within, nameAt(SECOND_FOLDER, deskId), value.secondFolder);
  }

  async function save<K extends keyof Shapes>(name: K, value: Shapes[K]): Promise<void> {
    if (name === 'backups') await writeBackups(db, value as Shapes['backups']);
    else await write(db, name, value);
    await reload();
  }

  await reload();
  return {
    save,
    write,
    reload,
    /** Null for an event in a file. */
    deskId,
    /** Whether a setting stands in the table at this moment. */
    isWritten: async (within: Database, name: keyof Shapes): Promise<boolean> =>
      (await readSetting(within, nameAt(name, deskId))) !== null,
    /** Null until the set-up is done. */
    eventOrNull: () => held.event ?? null,
    /** @throws ExpectedError `not-found` before the set-up is done */
    event(): EventDetails {
      if (!held.event) throw new ExpectedError('not-found');
      return held.event;
    },
    eventId: () => held.eventId ?? null,
    office: () => held.office ?? DEFAULT_OFFICE,
    backups: () => held.backups ?? NO_BACKUP_SETTINGS,
    privacy: () => held.privacy ?? DEFAULT_PRIVACY,
    erasureLeft: () => held.erasureLeft ?? { files: false, database: false },
    erasedInFiles: () => held.erasedInFiles ?? 0,
  };
}
