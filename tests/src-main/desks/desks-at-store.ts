import { cpSync } from 'node:fs';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { migrate } from '../../../src-main/database/migrate';
import type { DeskRow } from '../../../src-main/database/tables';
import { change } from '../../../src-main/database/transact';
import { openDeskIdentity } from '../../../src-main/desks/desk-identity';
import { openDesks } from '../../../src-main/desks/desks';
import { followOthers } from '../../../src-main/desks/follow';
import { createKeyExchange } from '../../../src-main/desks/key-exchange';
import { openSettings } from '../../../src-main/settings/settings';
import type { SecretBox } from '../../../src-main/signing/key-store';
import { openSigning } from '../../../src-main/signing/signing';
import { PASSPHRASE, TEST_BEGINS, TEST_EVENT, temporaryFolder, testLog } from '../../support/box-office';
import { copyDatabase, joinStore, makeDatabase, openTestStore } from '../../support/shared-stores';
import { PASS_ID, testKeychain } from '../signing/office-keys';

interface TestDesk {
  /** Opens the same desk again, as after a restart. */
  readonly folder?: string;
  /** Null for a computer that has none. */
  readonly keychain?: SecretBox | null;
  readonly keyPassphrase?: string;
}

export type OpenedDesk = Awaited<ReturnType<typeof openDesk>>;

/** One desk at a store: its identity, settings, keys and what it hears, over a line of its own. */
async function openDesk(url: string, name: string, { folder, keychain, keyPassphrase }: TestDesk = {}) {
  const temporary = folder === undefined ? temporaryFolder() : null;
  const home = folder ?? temporary?.folder ?? '';
  const box = keychain === undefined ? testKeychain() : keychain;
  const now = () => TEST_BEGINS;
  const log = testLog();
  const store = await joinStore(url);
  const { db } = store;
  const identity = await openDeskIdentity(home, box);
  const settings = await openSettings(db, identity.deskId);
  const exchange = createKeyExchange({ db, identity, now });
  const signing = await openSigning({ folder: home, db, settings, keychain: box, exchange, now });
  const desks = await openDesks({
    db,
    identity,
    name,
    exchange,
    settings,
    signing,
    keyPassphrase: keyPassphrase ?? null,
    version: '1.0.0-test',
    now,
    log,
  });
  const stopFollowing = followOthers({
    store,
    work: {
      settings: [settings.reload, desks.follow],
      desks: [desks.follow],
      desk_keys: [desks.follow],
      signing_keys: [desks.follow],
    },
    log,
  });
  let isOpen = true;

  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await stopFollowing();
    await desks.close();
    await store.close();
  }

  return {
    folder: home,
    keychain: box,
    store,
    db,
    identity,
    settings,
    signing,
    desks,
    log,
    deskId: identity.deskId,
    close,
    /** Nothing that others say reaches it any more. */
    stopFollowing,
    /** The desk is closed and its folder is gone. */
    async remove() {
      await close();
      expect(log.bugs).toEqual([]);
      temporary?.[Symbol.dispose]();
    },
  };
}

/** Desks at one store, each of which is closed with it. */
function desksAt(url: string) {
  const opened: OpenedDesk[] = [];
  return {
    async open(name: string, options?: TestDesk): Promise<OpenedDesk> {
      const desk = await openDesk(url, name, options);
      opened.push(desk);
      return desk;
    },
    async close(): Promise<void> {
      for (const desk of opened) await desk.remove();
    },
  };
}

/** A store that nobody has set up. Use with `await using`. */
export async function openEmptyStore() {
  const store = await openTestStore();
  const { open, close } = desksAt(store.url);
  return {
    store,
    open,
    async [Symbol.asyncDispose]() {
      await close();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** What set-up does at a desk: the event and the keys in one transaction. */
export function setUp(desk: OpenedDesk) {
  return desk.signing.establish({ key: { source: 'new', passphrase: PASSPHRASE } }, (keys) =>
    change(desk.db, async (within) => {
      await desk.settings.write(within, 'event', TEST_EVENT);
      await keys.record(within);
    }),
  );
}

/** A store with an event and its first desk, set up once for a test file; each test takes a copy of both. */
export function modelStore() {
  const keychain = testKeychain();
  const model = temporaryFolder();
  let database: Awaited<ReturnType<typeof makeDatabase>>;
  let kit: Awaited<ReturnType<typeof setUp>>;

  beforeAll(async () => {
    database = await makeDatabase();
    const store = await joinStore(database.url);
    await migrate(store.db);
    await store.close();
    const { open, close } = desksAt(database.url);
    const first = await open('Door', { folder: model.folder, keychain });
    kit = await setUp(first);
    await hasState(first, 'approved');
    await close();
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
    model[Symbol.dispose]();
  });

  /** Use with `await using`. */
  return async () => {
    const copy = await copyDatabase(database);
    const folder = temporaryFolder();
    cpSync(model.folder, folder.folder, { recursive: true });
    const store = await joinStore(copy.url);
    const { open, close } = desksAt(copy.url);
    const first = await open('Door', { folder: folder.folder, keychain });
    return {
      store,
      first,
      kit,
      open,
      /** A desk that was let in at the first one, and has its keys. */
      async openApproved(name: string, options?: TestDesk) {
        const desk = await open(name, options);
        await first.desks.approve(desk.deskId, desk.desks.own().check, 'asha');
        await hasKeys(desk, 'ready');
        return desk;
      },
      row: (desk: OpenedDesk): Promise<DeskRow> =>
        store.db.selectFrom('desks').selectAll().where('desk_id', '=', desk.deskId).executeTakeFirstOrThrow(),
      async [Symbol.asyncDispose]() {
        await close();
        await store.close();
        await copy[Symbol.asyncDispose]();
        folder[Symbol.dispose]();
      },
    };
  };
}

export async function hasState(desk: OpenedDesk, state: 'waiting' | 'approved' | 'removed'): Promise<void> {
  await vi.waitFor(() => expect(desk.desks.own().state).toBe(state), { timeout: 10_000 });
}

export async function hasKeys(desk: OpenedDesk, state: 'ready' | 'locked' | 'missing'): Promise<void> {
  await vi.waitFor(() => expect(desk.signing.state()).toBe(state), { timeout: 10_000 });
}

/** The code of a pass as a desk prints it. */
export function printed(desk: OpenedDesk, passId: string = PASS_ID): string {
  const code = desk.signing.codeOf(passId);
  if (code === null) throw new Error('this desk signs nothing');
  return code;
}
