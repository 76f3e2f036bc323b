import { expect, test } from 'vitest';
import { UpdateRefused } from '../../../src-main/updates/update-refused';
import type { Updater } from '../../../src-main/updates/updater';
import { createUpdates } from '../../../src-main/updates/updates';
import type { Backup } from '../../../src-shared/contract/backups';
import { TEST_EVENT, testLog } from '../../support/box-office';

/** In India; the event is on the day after. */
const QUIET = Date.parse('2026-11-26T06:00:00.000Z');
const DOORS = Date.parse('2026-11-28T13:30:00.000Z');

interface Wanted {
  readonly there?: string | UpdateRefused;
  readonly way?: Updater['way'];
  readonly kept?: string;
  readonly fetch?: () => Promise<void>;
  readonly state?: Backup['state'];
  readonly encrypted?: boolean;
}

function open({ there = '0.2.0', way = 'self', kept, fetch, state = 'verified', encrypted = false }: Wanted = {}) {
  const did: string[] = [];
  let time = QUIET;
  const updater: Updater = {
    way,
    look: async (source) => {
      did.push(`look ${source.kind}`);
      if (there instanceof UpdateRefused) throw there;
      return there;
    },
    fetch: async (onProgress) => {
      did.push('fetch');
      await fetch?.();
      onProgress(1);
    },
    keep: async () => void did.push('keep'),
    kept: () => (kept === undefined ? null : { version: kept, folder: '/kept' }),
    replace: () => void did.push('replace'),
  };
  const backup = { id: 'here/before-update/x', encrypted } as Backup;
  const updates = createUpdates({
    updater,
    version: '0.1.0',
    event: () => TEST_EVENT,
    backups: {
      make: async (kind) => {
        did.push(`backup ${kind}`);
        return backup;
      },
      check: async () => {
        did.push('check');
        return { ...backup, state };
      },
    },
    chooseFolder: async () => '/stick',
    now: () => time,
    log: testLog(),
  });
  return {
    updates,
    did,
    at: (next: number) => {
      time = next;
    },
    /** What was begun is over. */
    async settled() {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      return updates.status();
    },
  };
}

test('an update is looked for, fetched, backed up, kept and put in place, in this order', async () => {
  const { updates, did, settled } = open();
  expect(await updates.check('server')).toMatchObject({ phase: 'found', found: { version: '0.2.0', from: 'server' } });
  expect(updates.install()).toMatchObject({ phase: 'downloading', problem: null });
  expect(await settled()).toMatchObject({ phase: 'installing', problem: null });
  expect(did).toEqual(['look server', 'fetch', 'backup before-update', 'check', 'keep', 'replace']);
});

test('so is one from a stick', async () => {
  const { updates, did, settled } = open();
  expect(await updates.check('stick')).toMatchObject({ found: { from: 'stick' } });
  updates.install();
  await settled();
  expect(did).toEqual(['look stick', 'fetch', 'backup before-update', 'check', 'keep', 'replace']);
});

test.each(['0.1.0', '0.0.9', '0.1.0-beta.1'])('version %s is no update', async (there) => {
  const { updates, did } = open({ there });
  expect(await updates.check('server')).toMatchObject({ phase: 'current', found: null });
  expect(updates.install()).toMatchObject({ problem: 'nothing-there' });
  expect(did).toEqual(['look server']);
});

test('during an event nothing is looked for, fetched or installed, and nothing gone back to', async () => {
  const { updates, did, at, settled } = open({ kept: '0.0.9' });
  await updates.check('server');
  at(DOORS);
  const held = { eventInProgress: true, problem: 'event-in-progress' };
  expect(updates.install()).toMatchObject(held);
  expect(updates.goBack()).toMatchObject(held);
  expect(await updates.check('server')).toMatchObject(held);
  expect(await updates.check('stick')).toMatchObject(held);
  await settled();
  expect(did).toEqual(['look server']);
});

test.each([
  ['the day before, in the evening', '2026-11-27T18:29:00.000Z', false],
  ['at midnight of its day', '2026-11-27T18:30:00.000Z', true],
  ['while people come in', '2026-11-28T14:00:00.000Z', true],
  ['long after midnight', '2026-11-28T22:00:00.000Z', true],
  ['the next day at noon', '2026-11-29T06:31:00.000Z', false],
])('an event is in progress %s: %s %s', (_when, instant, expected) => {
  const { updates, at } = open();
  at(Date.parse(instant));
  expect(updates.status().eventInProgress).toBe(expected);
});

test('a download that lasts until the doors open installs nothing', async () => {
  let arrive = () => undefined as void;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const { updates, did, at, settled } = open({ fetch: () => arrived });
  await updates.check('server');
  updates.install();
  at(DOORS);
  arrive();
  expect(await settled()).toMatchObject({ phase: 'found', problem: 'event-in-progress' });
  expect(did).not.toContain('replace');
});

test('without a good backup nothing is installed', async () => {
  const { updates, did, settled } = open({ state: 'damaged' });
  await updates.check('server');
  updates.install();
  expect(await settled()).toMatchObject({ phase: 'found', problem: 'backup-failed' });
  expect(did).not.toContain('replace');
});

test.each(['not-signed', 'damaged', 'unreachable', 'disk-full'] as const)(
  'what is %s is told, and installs nothing',
  async (problem) => {
    const { updates, did, settled } = open({ there: new UpdateRefused(problem) });
    expect(await updates.check('stick')).toMatchObject({ phase: 'idle', problem, found: null });
    const late = open({ fetch: () => Promise.reject(new UpdateRefused(problem)) });
    await late.updates.check('server');
    late.updates.install();
    expect(await late.settled()).toMatchObject({ phase: 'found', problem });
    await settled();
    expect([...did, ...late.did]).not.toContain('replace');
    expect(late.did).not.toContain('backup before-update');
  },
);

test('the version before comes back in the same way', async () => {
  const { updates, did, settled } = open({ there: '0.0.9', kept: '0.0.9' });
  expect(updates.status().wayBack).toBe('0.0.9');
  updates.goBack();
  expect(await settled()).toMatchObject({ phase: 'installing' });
  expect(did).toEqual(['look kept', 'fetch', 'backup before-update', 'check', 'keep', 'replace']);
  expect(open().updates.goBack()).toMatchObject({ problem: 'not-kept' });
});

test.each(['package', 'file', 'none'] as const)(
  'a program that is a %s says what is there and changes nothing',
  async (way) => {
    const { updates, did, settled } = open({ way, kept: '0.0.9' });
    expect(await updates.check('server')).toMatchObject({ found: { version: '0.2.0' }, wayBack: null });
    updates.install();
    updates.goBack();
    await settled();
    expect(did).toEqual(['look server']);
  },
);
