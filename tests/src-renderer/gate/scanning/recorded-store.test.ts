import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RecordedScan } from '../../../../src-renderer/gate/scanning/recorded-scan';
import { openRecordedStore } from '../../../../src-renderer/gate/scanning/recorded-store';
import { createScanFile, type ScanFile } from '../../../../src-renderer/gate/scanning/scan-file';
import { toInstant } from '../../../../src-shared/moment';
import { codeOf } from './gate-world';

const NOW = Date.UTC(2026, 10, 28, 13, 30);

function idOf(number: number): string {
  return `0190f0a1-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

function recorded(number: number, change: Partial<RecordedScan> = {}): RecordedScan {
  return {
    scanId: idOf(number),
    code: codeOf(number),
    at: NOW - 60_000 + number,
    told: 'recorded',
    tries: 0,
    fate: { kind: 'waiting' },
    ...change,
  };
}

const COLLIDED = recorded(7, {
  fate: {
    kind: 'collided',
    outcome: { status: 'refused', reason: 'cancelled', at: toInstant(NOW), pass: null, firstAdmission: null },
  },
});

const open = (file?: ScanFile) => openRecordedStore({ now: () => NOW, ...(file ? { file } : {}) });

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('in the browser’s own database', () => {
  test('everything is there when the page is opened again, oldest first', async () => {
    const store = await open();
    for (const one of [recorded(3), recorded(1), COLLIDED, recorded(2)]) await store.put(one);
    await store.put(recorded(2, { tries: 4 }));
    await store.remove(idOf(1));
    expect(store.isDurable()).toBe(true);
    const again = await open();
    expect(again.all()).toEqual([recorded(2, { tries: 4 }), recorded(3), COLLIDED]);
    expect(again.all()).toEqual(store.all());
  });

  test('what somebody is told to be recorded waits for the disk; a scan that waits for its verdict does not', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const store = await open();
    const lastWrite = () => transaction.mock.lastCall?.slice(1);
    await store.put(recorded(1, { told: 'nothing' }));
    expect(lastWrite()).toEqual(['readwrite', { durability: 'relaxed' }]);
    await store.put(recorded(1));
    expect(lastWrite()).toEqual(['readwrite', { durability: 'strict' }]);
  });

  test('scans of the same millisecond keep the order in which they were read', async () => {
    const store = await open();
    for (const number of [2, 1, 3]) await store.put(recorded(number, { at: NOW }));
    expect((await open()).all().map(({ scanId }) => scanId)).toEqual([1, 2, 3].map(idOf));
  });

  test('nothing is left of it after it was wiped', async () => {
    const store = await open();
    await store.put(recorded(1));
    await store.wipe();
    expect(store.all()).toEqual([]);
    expect((await open()).all()).toEqual([]);
  });

  test('many scans that are kept at the same time all come back', async () => {
    const store = await open();
    await Promise.all(Array.from({ length: 60 }, (_, number) => store.put(recorded(number))));
    expect((await open()).all()).toEqual(store.all());
    expect(store.all()).toHaveLength(60);
  });
});

describe('where the browser keeps nothing', () => {
  test.each<[string, () => void]>([
    ['is not there', () => vi.stubGlobal('indexedDB', undefined)],
    [
      'refuses',
      () =>
        vi.spyOn(indexedDB, 'open').mockImplementation(() => {
          throw new DOMException('private window', 'SecurityError');
        }),
    ],
  ])('because its database %s, scans are kept in memory and that is told', async (_case, spoil) => {
    spoil();
    const store = await open();
    expect(store.isDurable()).toBe(false);
    await store.put(recorded(1));
    expect(store.all()).toEqual([recorded(1)]);
    expect(store.isDurable()).toBe(false);
  });

  test('because its database never answers, nobody waits for it longer than a moment, and never again', async () => {
    // A newer version cannot be opened while the older one is.
    const other = new IDBFactory();
    const held = other.open('other', 1);
    await vi.waitFor(() => expect(held.readyState).toBe('done'));
    vi.spyOn(indexedDB, 'open').mockImplementation(() => other.open('other', 2));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opening = open();
    await vi.advanceTimersByTimeAsync(1_600);
    const store = await opening;
    expect(store.isDurable()).toBe(false);
    // Resolves without any time passing.
    await store.put(recorded(1));
    expect(store.all()).toHaveLength(1);
  });
});

/** A disk that can be full. */
function fakeFile() {
  const disk = new Map<string, RecordedScan>();
  let full = false;
  const file: ScanFile = {
    read: async () => [...disk.values()],
    async write(scans, remove) {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      for (const scan of scans) disk.set(scan.scanId, scan);
      for (const scanId of remove) disk.delete(scanId);
      return remove;
    },
    clear: async () => disk.clear(),
  };
  return { file, disk, setFull: (isFull: boolean) => void (full = isFull) };
}

test('what could not be written goes to the disk with the next scan that can, and what was removed meanwhile goes', async () => {
  const { file, disk, setFull } = fakeFile();
  const store = await open(file);
  const changes = vi.fn();
  store.subscribe(changes);
  await store.put(recorded(1));
  await store.put(recorded(2));
  setFull(true);
  await store.put(recorded(3));
  await vi.waitFor(() => expect(store.isDurable()).toBe(false));
  await store.remove(idOf(1));
  await store.remove(idOf(2));
  expect([...disk.keys()]).toEqual([idOf(1), idOf(2)]);
  setFull(false);
  const before = changes.mock.calls.length;
  await store.put(recorded(4));
  await vi.waitFor(() => expect(store.isDurable()).toBe(true));
  expect(changes.mock.calls.length).toBeGreaterThan(before + 1);
  expect([...disk.keys()].toSorted()).toEqual([idOf(3), idOf(4)]);
});

test('a database that the browser closed is opened again', async () => {
  const file = createScanFile();
  const store = await open(file);
  await store.put(recorded(1));
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    throw new DOMException('the connection is closing', 'InvalidStateError');
  });
  await store.put(recorded(2));
  await vi.waitFor(() => expect(transaction).toHaveBeenCalled());
  await store.put(recorded(3));
  await vi.waitFor(() => expect(store.isDurable()).toBe(true));
  expect((await open()).all()).toHaveLength(3);
});

describe('moving to another address', () => {
  test('takes everything that the office has to hear of, once, however often the list comes', async () => {
    const here = await open();
    for (const one of [recorded(1), recorded(2, { told: 'nothing', tries: 3 }), COLLIDED]) await here.put(one);
    const list: unknown = JSON.parse(JSON.stringify(here.exportRecorded()));

    vi.stubGlobal('indexedDB', new IDBFactory());
    const there = await open();
    expect(await there.importRecorded(list)).toBe(3);
    // The office says again that it collided, and nobody has read it here.
    expect(there.all()).toEqual([
      recorded(1),
      recorded(2, { told: 'nothing' }),
      { ...COLLIDED, fate: { kind: 'waiting' } },
    ]);
    await there.put(recorded(1, { tries: 2 }));
    expect(await there.importRecorded(list)).toBe(0);
    expect(there.all()[0]?.tries).toBe(2);
    expect((await open()).all()).toEqual(there.all());
  });

  const good = [idOf(1), codeOf(1), NOW - 1_000, 'recorded'];
  test.each<[string, unknown]>([
    ['no list', null],
    ['an object', { 0: good, length: 1 }],
    ['a text', 'recorded'],
    ['a list of texts', [JSON.stringify(good)]],
    ['too short', [good.slice(0, 3)]],
    ['too long', [[...good, 1]]],
    ['no scan id', [[idOf(1).slice(1), ...good.slice(1)]]],
    ['a scan id in capitals', [[idOf(0xab).toUpperCase(), ...good.slice(1)]]],
    ['a scan id that is a number', [[1, ...good.slice(1)]]],
    ['a code that is none', [[good[0], 'hello', ...good.slice(2)]]],
    ['a code that is an object', [[good[0], { toString: () => codeOf(1) }, ...good.slice(2)]]],
    ['a moment in the future', [[...good.slice(0, 2), NOW + 1, 'recorded']]],
    ['a moment before the event', [[...good.slice(0, 2), NOW - 172_800_001, 'recorded']]],
    ['a moment that is no number', [[...good.slice(0, 2), '1', 'recorded']]],
    ['half a millisecond', [[...good.slice(0, 2), NOW - 0.5, 'recorded']]],
    ['told something else', [[...good.slice(0, 3), 'admitted']]],
    ['without end', Array.from({ length: 5_001 }, (_, number) => [idOf(number), ...good.slice(1)])],
  ])('takes nothing that is no scan: %s', async (_case, list) => {
    const store = await open();
    expect(await store.importRecorded(list)).toBe(0);
    expect(store.all()).toEqual([]);
  });

  test('one bad entry costs the others nothing', async () => {
    const store = await open();
    expect(await store.importRecorded([null, good, [['__proto__'], good]])).toBe(1);
  });
});
