import { spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../support/box-office';
import { changeFile, journalText, openJournalStore, replayed, rowsOf, secondRoot } from './journal-store';

const PATIENT = { timeout: 15_000, interval: 20 };

test('a change is in the journal when its caller hears of it, with or without a transaction', async () => {
  await using store = await openJournalStore();
  await store.setting('alone', 'one');
  expect(journalText(store.folder)).toContain('alone');
  await store.db.transaction().execute(async (within) => {
    await within.insertInto('settings').values({ name: 'together', value: '1' }).execute();
    expect(journalText(store.folder)).not.toContain('together');
  });
  expect(journalText(store.folder)).toContain('together');
});

test('what was rolled back is not in the journal, and leaves no gap in its numbers', async () => {
  await using store = await openJournalStore();
  await store.setting('before', '');
  const rolledBack = store.db.transaction().execute(async (within) => {
    await within.insertInto('settings').values({ name: 'undone', value: '1' }).execute();
    throw new Error('changed my mind');
  });
  await expect(rolledBack).rejects.toThrow('changed my mind');
  await store.setting('after', '');
  expect(journalText(store.folder)).not.toContain('undone');
  expect(journalText(store.folder)).toContain('"first":2,"last":2');
});

test('writing counts and returns what it did before there was a journal', async () => {
  await using store = await openJournalStore();
  for (const name of ['a', 'b', 'c']) await store.setting(name, '');
  const updated = await store.db.updateTable('settings').set({ value: '2' }).where('name', '<', 'c').executeTakeFirst();
  expect(updated.numUpdatedRows).toBe(2n);
  const deleted = await store.db.deleteFrom('settings').where('name', '=', 'a').returning('value').execute();
  expect(deleted).toEqual([{ value: '2' }]);
  const missed = await store.db.deleteFrom('settings').where('name', '=', 'a').executeTakeFirst();
  expect(missed.numDeletedRows).toBe(0n);
});

test('an admission is one short line, and a replaced row takes the one in its way along', async () => {
  await using store = await openJournalStore();
  const copy = store.snapshot();
  store.storage.handle.exec(`
    INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text,
      sale_id) VALUES ('p1', 'Asha', '1', 'SINGLE', 549, 'CASH', '7 PM', 'now', 1, 'asha', 'sale');
    UPDATE passes SET scanned_at = 'then', scanned_by = 'gate1';
    UPDATE passes SET scanned_at = NULL, scanned_by = NULL, cancelled_at = 'later', cancelled_by = 'a';
    UPDATE passes SET scanned_at = 'again', scanned_by = 'gate2', cancelled_at = NULL, cancelled_by = NULL;
    INSERT INTO devices (device_id, name, responsible, platform, token_hash, origin, joined_at, accepted_by, expires_at)
      VALUES ('d1', 'Gate 1', 'a', 'Android', 'token', 'o', 'now', 'a', 'then');
    INSERT OR REPLACE INTO devices (device_id, name, responsible, platform, token_hash, origin, joined_at, accepted_by,
      expires_at) VALUES ('d2', 'Gate 2', 'a', 'Android', 'token', 'o', 'now', 'a', 'then');`);
  await store.setting('last', '');
  const rows = store.rows();
  await store.close();
  expect(journalText(store.folder)).toContain('["passes",{"pass_id":"p1"},{"scanned_at":"then","scanned_by":"gate1"}]');
  expect(journalText(store.folder)).toContain('["devices",{"device_id":"d1"},null]');
  expect(replayed(copy, [store.folder])).toMatchObject({ state: 'complete', rows });
});

test('what was committed when the office was killed is in the journal after the next start', async () => {
  using folder = temporaryFolder();
  const killed = await openJournalStore(folder);
  const copy = killed.snapshot();
  await killed.setting('written', '1');
  // Committed, and nobody came to hand it to the files.
  killed.storage.handle.exec(`INSERT INTO settings VALUES ('late', '1'); INSERT INTO settings VALUES ('later', '1')`);
  const rows = killed.rows();
  await killed.crash();
  expect(journalText(folder.folder)).not.toContain('late');

  await using store = await openJournalStore(folder);
  await store.close();
  expect(replayed(copy, [folder.folder])).toMatchObject({ state: 'complete', last: 3, rows });
});

test('a torn last line is cut off and written anew, wherever it was torn', { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const first = await openJournalStore(folder);
  const copy = first.snapshot();
  await first.setting('one', '1');
  const [segment = ''] = first.segments();
  const before = statSync(segment).size;
  await first.setting('two', '2');
  const rows = first.rows();
  await first.close();
  const whole = readFileSync(segment);

  await fc.assert(
    fc.asyncProperty(fc.integer({ min: before, max: whole.length - 1 }), async (length) => {
      writeFileSync(segment, whole.subarray(0, length));
      const again = await openJournalStore(folder);
      await again.close();
      expect(again.journal.status().hasGap).toBe(false);
      expect(readFileSync(segment).equals(whole)).toBe(true);
    }),
    { numRuns: 12 },
  );
  expect(replayed(copy, [folder.folder])).toMatchObject({ state: 'complete', rows });
});

test('of a transaction that is in the journal in part, nothing is replayed, and the next start completes it', async () => {
  using folder = temporaryFolder();
  const first = await openJournalStore(folder);
  await first.setting('before', '');
  const [early, late] = [first.snapshot(), first.snapshot()];
  const before = rowsOf(first.storage.handle);
  await first.db.transaction().execute(async (within) => {
    for (let number = 0; number < 1_700; number += 1) {
      await within
        .insertInto('settings')
        .values({ name: `setting ${number}`, value: '1' })
        .execute();
    }
  });
  const rows = first.rows();
  await first.close();
  const [segment = ''] = first.segments();
  const text = readFileSync(segment, 'utf8');
  expect(text.match(/"more":true/g)).toHaveLength(3);
  truncateSync(segment, Buffer.byteLength(text.slice(0, text.indexOf('\n', text.lastIndexOf('"more":true')) + 1)));

  expect(replayed(early, [folder.folder])).toMatchObject({ state: 'ends-early', last: 1, rows: before });
  const again = await openJournalStore(folder);
  await again.close();
  expect(replayed(late, [folder.folder])).toMatchObject({ state: 'complete', last: 1_701, rows });
});

test('a flipped bit never brings a wrong row: the journal ends before it, or another root has the line', {
  timeout: 60_000,
}, async () => {
  await using store = await openJournalStore();
  const stick = secondRoot(store);
  const copy = store.snapshot();
  store.journal.setSecondRoot(stick);
  await vi.waitUntil(() => store.journal.status().second === 'ok', PATIENT);
  const states = [store.rows()];
  for (let number = 1; number <= 6; number += 1) {
    await store.setting(`setting ${number}`, 'x'.repeat(number));
    states.push(store.rows());
  }
  await store.close();
  const [segment = ''] = store.segments();
  const whole = readFileSync(segment);
  const heading = whole.indexOf('\n');

  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(7), (at, bit) => {
      changeFile(segment, () => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        return bytes;
      });
      const [alone, both] = [path.join(store.folder, 'alone.db'), path.join(store.folder, 'both.db')];
      for (const target of [alone, both]) copyFileSync(copy, target);
      const { state, last, rows } = replayed(alone, [store.folder]);
      expect(rows).toEqual(states[last]);
      // The newline at the very end, and the heading, say nothing that anything depends on.
      if (at > heading && at < whole.length - 1) expect(state).toBe('ends-early');
      expect(replayed(both, [store.folder, stick])).toMatchObject({ state: 'complete', rows: states.at(-1) });
    }),
    { numRuns: 60 },
  );
});

test('a stick that is pulled out holds nobody up, and has everything soon after it is back', {
  timeout: 60_000,
}, async () => {
  await using store = await openJournalStore();
  const stick = secondRoot(store);
  const copy = store.snapshot();
  await store.setting('before the stick', '');
  store.journal.setSecondRoot(stick);
  await vi.waitUntil(() => store.journal.status().second === 'ok', PATIENT);
  await store.setting('on both', '');
  expect(journalText(stick)).toContain('before the stick');
  expect(journalText(stick)).toContain('on both');

  renameSync(stick, `${stick} gone`);
  await store.setting('pulled out', '');
  await vi.waitUntil(() => store.journal.status().second === 'away', PATIENT);
  await store.setting('while it was away', '');
  await store.setting('and still', '');
  await store.journal.startSegment();
  expect(store.journal.status()).toMatchObject({ state: 'ok', second: 'away', hasGap: false });
  // From here on the outbox has none of it any more.
  await expect(store.journal.redact([])).rejects.toThrow();

  renameSync(`${stick} gone`, stick);
  await vi.waitUntil(() => store.journal.status().second === 'ok', PATIENT);
  await store.setting('back again', '');
  const rows = store.rows();
  await store.close();
  expect(replayed(copy, [stick])).toMatchObject({ state: 'complete', rows });
});

test('a share that hangs holds nobody up, not even the close', { timeout: 60_000 }, async ({ skip }) => {
  await using store = await openJournalStore();
  const share = secondRoot(store, 'share');
  const folder = path.join(share, 'journal', store.lineage);
  mkdirSync(folder, { recursive: true });
  const pipe = path.join(folder, '000000000001.jsonl');
  // Whoever opens a pipe to read waits until somebody writes.
  if (spawnSync('mkfifo', [pipe]).status !== 0) return skip('needs a file that hangs');
  try {
    store.journal.setSecondRoot(share);
    await store.setting('one', '');
    await store.journal.startSegment();
    expect(store.journal.status()).toMatchObject({ state: 'ok', second: 'away' });
    await store.close();
    expect(journalText(store.folder)).toContain('one');
  } finally {
    closeSync(openSync(pipe, constants.O_RDWR));
  }
});

test('an empty folder where a stick was mounted is not taken for the stick', async () => {
  await using store = await openJournalStore();
  store.journal.setSecondRoot(path.join(store.folder, 'mount', 'E-Pass Box Office'));
  mkdirSync(path.join(store.folder, 'mount'));
  await store.setting('one', '');
  await vi.waitUntil(() => store.journal.status().secondSince !== null, PATIENT);
  expect(store.journal.status().second).toBe('away');
});

test('a journal that cannot be written holds nobody up, says so, and is written once it can be', {
  timeout: 60_000,
}, async () => {
  await using store = await openJournalStore();
  const copy = store.snapshot();
  await store.setting('before', '');
  renameSync(path.join(store.folder, 'journal'), path.join(store.folder, 'taken away'));
  writeFileSync(path.join(store.folder, 'journal'), 'in the way');
  await store.setting('unnoticed', '');
  await vi.waitUntil(() => store.journal.status().state === 'behind', PATIENT);
  await store.setting('behind', '');
  await store.db.transaction().execute((within) => within.selectFrom('settings').selectAll().execute());
  expect(store.journal.status().since).not.toBeNull();

  rmSync(path.join(store.folder, 'journal'));
  renameSync(path.join(store.folder, 'taken away'), path.join(store.folder, 'journal'));
  await vi.waitUntil(() => store.journal.status().state === 'ok', PATIENT);
  expect(store.journal.status()).toMatchObject({ since: null, hasGap: false });
  const rows = store.rows();
  await store.close();
  expect(replayed(copy, [store.folder])).toMatchObject({ state: 'complete', rows });
});

test('files that were taken away and cannot be had any more are a gap until a backup makes up for it', async () => {
  using folder = temporaryFolder();
  const first = await openJournalStore(folder);
  await first.setting('one', '');
  await first.setting('two', '');
  await first.journal.redact([]);
  await first.close();
  rmSync(path.join(folder.folder, 'journal'), { recursive: true });

  await using store = await openJournalStore(folder);
  expect(store.journal.status().hasGap).toBe(true);
  await store.setting('three', '');
  expect(journalText(folder.folder)).toContain('three');
  const copy = store.snapshot();
  await store.journal.startSegment();
  expect(store.journal.status().hasGap).toBe(false);
  await store.setting('four', '');
  const rows = store.rows();
  await store.close();
  expect(replayed(copy, [folder.folder])).toMatchObject({ state: 'complete', rows });
});

test('an older copy that was put in the place of the database is brought up to the journal at the start', async () => {
  using folder = temporaryFolder();
  const first = await openJournalStore(folder);
  await first.setting('one', '');
  const copy = first.snapshot();
  await first.setting('two', '');
  await first.setting('three', '');
  const rows = first.rows();
  await first.close();
  renameSync(copy, path.join(folder.folder, 'epass.db'));

  await using store = await openJournalStore(folder);
  expect(store.lineage).toBe(first.lineage);
  expect(store.rows()).toEqual(rows);
  await store.setting('four', '');
  expect(store.journal.sequence()).toBe(4);
});

test('a database that went another way than its journal begins one of its own', async () => {
  using folder = temporaryFolder();
  const first = await openJournalStore(folder);
  await first.setting('one', '');
  const copy = first.snapshot();
  await first.setting('two', '');
  await first.close();
  const text = journalText(folder.folder);
  // The copy is used on another computer for a while, and comes back to the journal that it knows nothing of.
  renameSync(copy, path.join(folder.folder, 'epass.db'));
  renameSync(path.join(folder.folder, 'journal'), path.join(folder.folder, 'left behind'));
  const elsewhere = await openJournalStore(folder);
  await elsewhere.setting('another second', '');
  const rows = elsewhere.rows();
  await elsewhere.close();
  rmSync(path.join(folder.folder, 'journal'), { recursive: true });
  renameSync(path.join(folder.folder, 'left behind'), path.join(folder.folder, 'journal'));

  await using store = await openJournalStore(folder);
  expect(store.lineage).not.toBe(first.lineage);
  expect(store.journal.status().hasGap).toBe(true);
  expect(store.rows()).toEqual(rows);
  await store.setting('three', '');
  expect(journalText(folder.folder)).toContain(text);
});

test('segments that no backup needs go, and what a kept one needs stays', async () => {
  await using store = await openJournalStore();
  await store.setting('one', '');
  await store.journal.startSegment();
  await store.setting('two', '');
  const copy = store.snapshot();
  await store.journal.startSegment();
  await store.setting('three', '');
  await store.journal.prune('here', 2);
  expect(store.segments()).toHaveLength(2);
  await store.journal.prune('here', 3);
  expect(store.segments()).toHaveLength(1);
  await store.journal.prune('here', 100);
  expect(store.segments()).toHaveLength(1);
  const rows = store.rows();
  await store.close();
  expect(replayed(copy, [store.folder])).toMatchObject({ state: 'complete', rows });
});

test('in a lull the outbox keeps no more than its newest row', { timeout: 60_000 }, async () => {
  await using store = await openJournalStore();
  await store.db.transaction().execute(async (within) => {
    for (let number = 0; number < 600; number += 1) {
      await within
        .insertInto('settings')
        .values({ name: `setting ${number}`, value: '1' })
        .execute();
    }
  });
  const count = () => store.storage.handle.prepare('SELECT count(*) FROM journal').pluck().get();
  expect(count()).toBe(600);
  await vi.waitUntil(() => count() === 1, { timeout: 40_000, interval: 50 });
  const copy = store.snapshot();
  await store.setting('after', '');
  const rows = store.rows();
  await store.close();
  expect(replayed(copy, [store.folder])).toMatchObject({ state: 'complete', last: 601, rows });
});
