import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Connection } from '../../src-main/caller';
import type { DiskLimits } from '../../src-main/database/disk-space';
import type { Log } from '../../src-main/log';
import { openMachine } from '../../src-main/machine/open-machine';
import type { Dialogs } from '../../src-main/restore/dialogs';
import { openKeptOffice } from '../../src-main/restore/open-kept-office';
import type { StoreChoice } from '../../src-main/store/store-config';
import type { GateDoor } from '../../src-main/transports/gate-door';
import { createClient } from '../../src-shared/client';
import type { OfficeContract } from '../../src-shared/contract/contract';
import type { Client, Reply, Role, Transport } from '../../src-shared/contract/operation';
import { databaseOf, forgetDatabase, isInFile } from './test-database';

export const CHECKPOINT_WORKER = new URL('../../src-main/database/checkpoint-worker.ts', import.meta.url);
export const BACKUP_WORKER = new URL('../../src-main/backups/backup-worker.ts', import.meta.url);
/** When every test begins: in the evening before the doors of the test event open, in its own zone. */
export const TEST_BEGINS = Date.parse('2026-11-28T12:30:00.000Z');
export const PASSPHRASE = 'the passphrase of the tests';
export const ADMINISTRATOR = { username: 'admin1', displayName: 'Asha', password: 'correct horse battery' };

/** Of a computer without a network, where phones cannot get in. */
export const NO_GATE: GateDoor = {
  networks: () => [],
  hostname: 'till',
  serve: () => Promise.reject(new Error('there is no network to serve phones on')),
};

/** Of a computer in one network, where nobody listens: tests that need a server of phones start one of their own. */
function quietGate() {
  let address = '192.168.137.1';
  const gate: GateDoor = {
    networks: () => [{ network: 'hotspot', address, kind: 'hotspot' }],
    hostname: 'till',
    every: () => () => undefined,
    serve: async (_office, { port }) => ({ port, routes: [], close: async () => undefined }),
  };
  return {
    gate,
    moveTo: (next: string) => {
      address = next;
    },
  };
}

/** Collects what would be logged; `bugs` must be empty at the end unless a test made one on purpose. */
export function testLog(): Log & { readonly bugs: unknown[]; readonly lines: unknown[] } {
  const bugs: unknown[] = [];
  const lines: unknown[] = [];
  const note = (...line: readonly unknown[]) => void lines.push(line);
  return {
    bugs,
    lines,
    info: note,
    warn: note,
    bug: (_operation, error) => `BUG${bugs.push(error)}`,
    recent: () => [],
  };
}

/** A window or a browser, as a transport would make it. */
export function connection(transport: Transport = 'ipc', desk = 'Desk 1'): Connection {
  let sessionId: string | null = null;
  return {
    transport,
    desk,
    source: transport === 'ipc' ? 'window' : '127.0.0.1',
    get sessionId() {
      return sessionId;
    },
    attach: (next) => {
      sessionId = next;
    },
  };
}

export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'epass-'));
  // A program that a test has started may still be writing its last lines.
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  return { folder, [Symbol.dispose]: remove };
}

interface TestOffice {
  /** Opens the same folder again, as after a restart. */
  readonly folder?: string;
  readonly setUpCode?: string | null;
  readonly keyPassphrase?: string | null;
  readonly gate?: GateDoor;
  readonly diskLimits?: DiskLimits;
  readonly dialogs?: Dialogs;
  /** Instead of one that only collects. */
  readonly log?: Log;
  /** A store that is shared with other desks, instead of a file. */
  readonly store?: StoreChoice | null;
  /** As in the desk's own window: an event that cannot be opened is stood in for. */
  readonly rescue?: boolean;
}

/** A whole box office over a real file, with only the clock as a stand-in. Use with `await using`. */
export async function openTestOffice(options: TestOffice = {}) {
  const temporary = options.folder === undefined ? temporaryFolder() : null;
  const folder = options.folder ?? temporary?.folder ?? '';
  const log = testLog();
  let time = TEST_BEGINS;
  const quiet = quietGate();
  const office = await openKeptOffice({
    folder,
    now: () => time,
    log: options.log ?? log,
    keychain: null,
    keyPassphrase: options.keyPassphrase ?? null,
    checkpointWorker: CHECKPOINT_WORKER,
    backupWorker: BACKUP_WORKER,
    setUpCode: options.setUpCode ?? null,
    machine: openMachine(folder, '0.1.0'),
    gate: options.gate ?? quiet.gate,
    ...(options.diskLimits ? { diskLimits: options.diskLimits } : {}),
    desktop: null,
    dialogs: options.dialogs ?? null,
    demo: false,
    rescue: options.rescue ?? false,
    store: options.store === undefined ? await storeOf(folder) : options.store,
    version: '0.0.0-test',
  });
  const clientOf = (at: Connection): Client<OfficeContract> =>
    createClient((name, input) => office.dispatch(name, input, at));

  return {
    ...office,
    folder,
    log,
    now: () => time,
    /** Moves the clock. */
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    /** Gives the computer another address; the listener follows when it is saved. */
    moveTo: quiet.moveTo,
    clientOf,
    async [Symbol.asyncDispose]() {
      await office.close();
      if (temporary) await forgetDatabase(folder);
      temporary?.[Symbol.dispose]();
    },
  };
}

/** Where these tests work on a server, the folder's event is in a store there. */
async function storeOf(folder: string): Promise<StoreChoice | null> {
  return isInFile() ? null : { address: await databaseOf(folder), deskName: 'Desk 1', fixed: true };
}

/** What an operation answered, or a failed test that says how it was refused. */
export function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`refused: ${JSON.stringify(reply)}`);
  return reply.value;
}

export const TEST_EVENT = {
  name: 'Winter Gala',
  venue: 'Town Hall',
  date: '2026-11-28',
  timing: '7:00 PM - 11:00 PM',
  currency: { code: 'INR', decimals: 0 },
  country: 'IN',
  timeZone: 'Asia/Kolkata',
};
export const SINGLE = { code: 'SINGLE', label: 'Single', price: 549, admits: 1, capacity: null, onSale: true };
export const COUPLE = { code: 'COUPLE', label: 'Couple', price: 999, admits: 2, capacity: null, onSale: true };

/** An office that is set up, with its administrator signed in at the desk. */
export async function openReadyOffice(options: TestOffice = {}) {
  const office = await openTestOffice(options);
  const desk = connection();
  const api = office.clientOf(desk);
  const setUp = valueOf(
    await api['setUp.create']({
      event: TEST_EVENT,
      passTypes: [SINGLE, COUPLE],
      staff: [],
      key: { source: 'new', passphrase: PASSPHRASE },
      administrator: ADMINISTRATOR,
    }),
  );
  return { ...office, desk, api, setUp };
}

let sold = 0;
/** Sells a pass to somebody who has none yet. */
export async function sellPass(api: Client<OfficeContract>, passType: 'SINGLE' | 'COUPLE' = 'SINGLE') {
  sold += 1;
  return valueOf(
    await api['passes.sell']({
      saleId: crypto.randomUUID(),
      passType,
      name1: `Guest ${sold}`,
      phone1: `98765${String(sold).padStart(5, '0')}`,
      ...(passType === 'COUPLE' ? { name2: `Partner ${sold}` } : {}),
      paymentMode: 'CASH',
    }),
  );
}

type ReadyOffice = Awaited<ReturnType<typeof openReadyOffice>>;

/** Somebody whom the administrator has invited and who has chosen a password, signed in at a place of their own. */
export async function signInStaff(office: ReadyOffice, username: string, role: Role, at: Connection = connection()) {
  const password = 'three lazy green tortoises';
  const invited = valueOf(await office.api['staff.invite']({ username, displayName: `The ${username}`, role }));
  const api = office.clientOf(at);
  const currentPassword = invited.oneTimePassword;
  valueOf(await api['session.signIn']({ username, password: currentPassword }));
  valueOf(await api['session.changePassword']({ currentPassword, newPassword: password }));
  return { username, password, at, api };
}
