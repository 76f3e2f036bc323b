import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Instant } from '../../../src-shared/instant';
import { changeFile, type JournalStore, journalText, openJournalStore, replayed, secondRoot } from './journal-store';

const PATIENT = { timeout: 15_000, interval: 20 };
const AT = '2026-11-28T12:30:00.000Z' as Instant;

async function sell(store: JournalStore, passId: string, name: string): Promise<void> {
  await store.db
    .insertInto('passes')
    .values({
      pass_id: passId,
      name1: name,
      phone1: `phone of ${name}`,
      name2: `partner of ${name}`,
      phone2: null,
      pass_type: 'COUPLE',
      amount: 999,
      payment_mode: 'ONLINE',
      txn_info: `paid by ${name}`,
      timing: '7:00 PM',
      created_at: AT,
      scanned_at: null,
      scanned_by: null,
      admits: 2,
      sold_by: 'admin1',
      sale_id: null,
      holder_key: `key of ${name}`,
      reference_key: `reference of ${name}`,
      search_text: `text of ${name}`,
      cancelled_at: null,
      cancelled_by: null,
      erased_at: null,
    })
    .execute();
}

async function erase(store: JournalStore, passId: string): Promise<void> {
  await store.db
    .updateTable('passes')
    .set({
      name1: '',
      phone1: '',
      name2: null,
      phone2: null,
      txn_info: null,
      holder_key: null,
      reference_key: null,
      search_text: passId,
      erased_at: AT,
    })
    .where('pass_id', '=', passId)
    .execute();
}

function outboxText(store: JournalStore): string {
  const rows = store.storage.handle.prepare('SELECT change FROM journal').pluck().all();
  return rows.join('\n');
}

test('after an erasure nobody finds the person in any segment, in any root, nor in what waits', async () => {
  await using store = await openJournalStore();
  const stick = secondRoot(store);
  const copies = [store.snapshot()];
  store.journal.setSecondRoot(stick);
  await vi.waitUntil(() => store.journal.status().second === 'ok', PATIENT);
  await sell(store, 'p1', 'Asha');
  await sell(store, 'p2', 'Ravi');
  copies.push(store.snapshot());
  await store.journal.startSegment();
  await store.db.updateTable('passes').set({ timing: '8:00 PM' }).execute();
  await erase(store, 'p1');
  await store.journal.redact(['p1']);

  for (const text of [journalText(store.folder), journalText(stick), outboxText(store)]) {
    expect(text).not.toContain('Asha');
  }
  expect(journalText(store.folder)).toContain('paid by Ravi');
  await sell(store, 'p3', 'Meera');
  const rows = store.rows();
  await store.close();
  for (const copy of copies) {
    for (const root of [store.folder, stick]) {
      const target = `${copy}.${path.basename(root)}`;
      copyFileSync(copy, target);
      expect(replayed(target, [root])).toMatchObject({ state: 'complete', rows });
    }
  }
});

test('while a root is away an erasure says that it is not finished, and finishes when it is back', {
  timeout: 60_000,
}, async () => {
  await using store = await openJournalStore();
  const stick = secondRoot(store);
  store.journal.setSecondRoot(stick);
  await vi.waitUntil(() => store.journal.status().second === 'ok', PATIENT);
  await sell(store, 'p1', 'Asha');
  renameSync(stick, `${stick} gone`);
  await erase(store, 'p1');
  await vi.waitUntil(() => store.journal.status().second === 'away', PATIENT);
  await expect(store.journal.redact(['p1'])).rejects.toThrow();

  renameSync(`${stick} gone`, stick);
  await vi.waitUntil(() => store.journal.status().second === 'ok', PATIENT);
  expect(journalText(stick)).toContain('Asha');
  await store.journal.redact(['p1']);
  expect(journalText(stick)).not.toContain('Asha');
  expect(journalText(store.folder)).not.toContain('Asha');
});

test('the journal of another event in the same folder is left as it is', async () => {
  await using store = await openJournalStore();
  const stick = secondRoot(store);
  mkdirSync(path.join(stick, 'journal'));
  await using other = await openJournalStore();
  await sell(other, 'p1', 'Somebody else');
  await other.close();
  renameSync(path.join(other.folder, 'journal', other.lineage), path.join(stick, 'journal', other.lineage));
  // The heading names the event; of another one there is another name in it.
  changeFile(path.join(stick, 'journal', other.lineage, '000000000001.jsonl'), (bytes) =>
    Buffer.from(bytes.toString().replace('0b5c1f5e-5f43-4d6c-9a49-4a1d5b0f8f2e', 'another')),
  );
  store.journal.setSecondRoot(stick);
  await vi.waitUntil(() => store.journal.status().second === 'ok', PATIENT);
  await sell(store, 'p1', 'Asha');
  await erase(store, 'p1');
  await store.journal.redact(['p1']);
  expect(journalText(stick)).not.toContain('Asha');
  expect(journalText(stick)).toContain('Somebody else');
});
