import { z } from 'zod';
import { ListenerSettings } from '../../src-shared/contract/listener';
import { EventDetails, OfficeSettings } from '../../src-shared/contract/office';
import { PrivacySettings } from '../../src-shared/contract/privacy';
import type { Database } from '../database/sqlite';
import { ExpectedError } from '../expected-error';

/** Every setting of the event: its name in the table and the shape of its JSON. */
const SETTINGS = {
  /** A UUID made at set-up; part of what is signed, so that a pass of one event is not a pass of another. */
  eventId: z.uuid(),
  event: EventDetails,
  office: OfficeSettings,
  listener: ListenerSettings,
  privacy: PrivacySettings,
  /** `encryption` is what seals backups; the passphrase that opens them is kept nowhere. */
  backups: z.strictObject({
    secondFolder: z.string().nullable(),
    encryption: z.strictObject({ salt: z.string(), publicKey: z.string() }).nullable(),
  }),
  /** What still has the names of erased passes in it: `files` are the journal and the CSV archives. */
  erasureLeft: z.strictObject({ files: z.boolean(), database: z.boolean() }),
};
type Shapes = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]> };

const DEFAULT_OFFICE: OfficeSettings = { codeFormat: 'compact', idleMinutes: 15 };
const DEFAULT_LISTENER: ListenerSettings = {
  on: false,
  network: null,
  port: 8443,
  certificate: 'own',
  desks: false,
};
/** Nothing is taken away that nobody has decided on. */
const DEFAULT_PRIVACY: PrivacySettings = { retentionDays: null };

const NO_BACKUP_SETTINGS: Shapes['backups'] = { secondFolder: null, encryption: null };

export type Settings = Awaited<ReturnType<typeof openSettings>>;

/** The event's settings, read once and held: this process is the only one that writes them. */
export async function openSettings(db: Database) {
  let held: Partial<Shapes> = {};

  /** After a transaction that wrote settings has committed. */
  async function reload(): Promise<void> {
    const read: Partial<Shapes> = {};
    for (const { name, value } of await db.selectFrom('settings').selectAll().execute()) {
      if (isSetting(name)) Object.assign(read, { [name]: SETTINGS[name].parse(JSON.parse(value)) });
    }
    held = read;
  }

  /** Writes within a transaction. What this process holds stays as it is until `reload`. */
  async function write<K extends keyof Shapes>(within: Database, name: K, value: Shapes[K]): Promise<void> {
    const row = { name, value: JSON.stringify(value) };
    await within
      .insertInto('settings')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: row.value }))
      .execute();
  }

  async function save<K extends keyof Shapes>(name: K, value: Shapes[K]): Promise<void> {
    await write(db, name, value);
    await reload();
  }

  await reload();
  return {
    save,
    write,
    reload,
    /** Null until the set-up is done. */
    eventOrNull: () => held.event ?? null,
    /** @throws ExpectedError `not-found` before the set-up is done */
    event(): EventDetails {
      if (!held.event) throw new ExpectedError('not-found');
      return held.event;
    },
    eventId: () => held.eventId ?? null,
    office: () => held.office ?? DEFAULT_OFFICE,
    listener: () => held.listener ?? DEFAULT_LISTENER,
    backups: () => held.backups ?? NO_BACKUP_SETTINGS,
    privacy: () => held.privacy ?? DEFAULT_PRIVACY,
    erasureLeft: () => held.erasureLeft ?? { files: false, database: false },
  };
}

function isSetting(name: string): name is keyof Shapes {
  return Object.hasOwn(SETTINGS, name);
}
