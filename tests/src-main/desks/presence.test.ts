import { afterEach, expect, test, vi } from 'vitest';
import { hasKeys, hasState, modelStore } from './desks-at-store';

const openStore = modelStore();

afterEach(() => {
  vi.useRealTimers();
});

/** Every timer of a desk that is not the store's own: the one that says that it is here. */
function beats(): () => void {
  const real = setInterval;
  const works: (() => void)[] = [];
  vi.spyOn(globalThis, 'setInterval').mockImplementation(((work: () => void, milliseconds: number) => {
    if (milliseconds === 20_000) works.push(work);
    return real(work, milliseconds);
  }) as typeof setInterval);
  return () => {
    for (const work of works) work();
  };
}

test('a desk says that it is here without telling all the others, and enters itself again where it was forgotten', async () => {
  const beat = beats();
  await using at = await openStore();
  const second = await at.openApproved('Bar');
  const heard: string[] = [];
  second.store.onHeard((what) => heard.push(what));
  await at.store.db
    .updateTable('desks')
    .set({ last_seen_at: '2020-01-01T00:00:00.000Z' as never })
    .execute();
  beat();
  await vi.waitFor(async () => expect((await at.row(at.first)).last_seen_at).toBe('2026-11-28T12:30:00.000Z'));
  await at.store.tell('that is all');
  await vi.waitFor(() => expect(heard).toContain('that is all'));
  expect(heard).not.toContain('desks');

  // As a restore of the server from before it joined.
  await at.store.db.deleteFrom('desks').where('desk_id', '=', second.deskId).execute();
  beat();
  await vi.waitFor(async () => expect(await at.row(second)).toMatchObject({ name: 'Bar', removed_at: null }));
  await hasState(second, 'approved');
  await hasKeys(second, 'ready');
});
