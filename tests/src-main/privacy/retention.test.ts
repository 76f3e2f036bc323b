import { expect, test } from 'vitest';
import { dueAt } from '../../../src-main/privacy/retention';
import type { Instant } from '../../../src-shared/instant';
import { sale } from '../../support/passes-store';
import { openPrivacyStore } from '../../support/privacy-store';

const HOUR = 3_600_000;

test('names go at the end of the last day, where the event is', () => {
  const at = (date: string, timeZone: string, days: number) => dueAt({ date, timeZone }, days, null);
  expect(at('2026-11-28', 'Asia/Kolkata', 90)).toBe('2027-02-26T18:30:00.000Z');
  expect(at('2026-11-28', 'Asia/Kolkata', 1)).toBe('2026-11-29T18:30:00.000Z');
  expect(at('2026-10-24', 'Europe/Berlin', 1)).toBe('2026-10-25T23:00:00.000Z');
  expect(at('2024-02-28', 'America/Los_Angeles', 1)).toBe('2024-03-01T08:00:00.000Z');
  expect(at('9999-12-31', 'UTC', 3_650)).toBe('9999-12-31T00:00:00.000Z');
});

test('a day without a sale or a scan passes first, whatever the date of the event says', () => {
  const event = { date: '2025-11-28', timeZone: 'UTC' };
  expect(dueAt(event, 1, '2026-11-28T20:00:00.000Z' as Instant)).toBe('2026-11-29T20:00:00.000Z');
  expect(dueAt(event, 1, '2025-11-28T20:00:00.000Z' as Instant)).toBe('2025-11-30T00:00:00.000Z');
});

test('the check erases everybody when it is due, not a moment earlier, and leaves nobody over', async () => {
  await using store = await openPrivacyStore();
  for (let guest = 0; guest < 3; guest++) await store.passes.sell(sale(), 'admin1');
  expect((await store.privacy.status()).dueAt).toBeNull();
  await store.privacy.check();
  await store.privacy.save({ retentionDays: 30 });
  const due = '2026-12-28T18:30:00.000Z';
  expect(await store.privacy.status()).toMatchObject({ dueAt: due, named: 3, erased: 0, lastErasure: null });

  store.setClock(Date.parse(due) - 1);
  await store.privacy.check();
  expect(await store.privacy.status()).toMatchObject({ named: 3, erased: 0 });

  store.setClock(Date.parse(due));
  await store.privacy.check();
  expect(await store.privacy.status()).toEqual({
    settings: { retentionDays: 30 },
    dueAt: null,
    named: 0,
    erased: 3,
    lastErasure: { at: due, passes: 3, reason: 'retention' },
  });
  expect(await store.db.selectFrom('erasures').select('erased_by').execute()).toEqual([{ erased_by: null }]);
  expect(store.log.lines).toContainEqual(['everybody was erased', { passes: 3, bySchedule: true }]);

  // What somebody adds to an old event is due as well, once nobody works with it any more.
  await store.passes.sell(sale(), 'admin1');
  await store.privacy.check();
  expect(await store.privacy.status()).toMatchObject({ named: 1 });
  store.wait(24 * HOUR);
  await store.privacy.check();
  expect(await store.privacy.status()).toMatchObject({ named: 0, erased: 4 });
});

test('an event with a date long ago keeps its guests as long as it sells or scans', async () => {
  await using store = await openPrivacyStore();
  await store.settings.save('event', { ...store.settings.event(), date: '2025-11-28' });
  await store.privacy.save({ retentionDays: 1 });
  const { passId } = await store.passes.sell(sale(), 'admin1');
  store.wait(23 * HOUR);
  await store.privacy.check();
  expect(await store.privacy.status()).toMatchObject({ named: 1 });
  await store.db
    .insertInto('scans')
    .values({
      scan_id: 's',
      pass_id: passId,
      code_digest: '',
      outcome: 'already-used',
      at: '2026-11-29T11:30:00.000Z' as Instant,
      scanned_by: 'gate1',
      desk: null,
      people: 0,
      device_id: null,
      recorded_at: null,
      by_hand: 0,
    })
    .execute();
  store.wait(23 * HOUR);
  await store.privacy.check();
  expect(await store.privacy.status()).toMatchObject({ named: 1, dueAt: '2026-11-30T11:30:00.000Z' });
  store.wait(HOUR);
  await store.privacy.check();
  expect(await store.privacy.status()).toMatchObject({ named: 0 });
});

test('without a period nobody is ever erased by itself', async () => {
  await using store = await openPrivacyStore();
  await store.passes.sell(sale(), 'admin1');
  store.wait(20 * 365 * 24 * HOUR);
  await store.privacy.check();
  expect(await store.privacy.status()).toMatchObject({ named: 1, dueAt: null });
});
