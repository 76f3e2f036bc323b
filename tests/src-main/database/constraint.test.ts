import { expect, test } from 'vitest';
import { againAfterRace, isForeignKeyViolation, isUniqueViolation } from '../../../src-main/database/constraint';
import { openStore, type Store } from '../../support/passes-store';

function setting(store: Store, name: string) {
  return store.db.insertInto('settings').values({ name, value: '1' }).execute();
}

test('a refused write is recognised by what refused it', async () => {
  await using store = await openStore();
  const error = (statement: string): Promise<unknown> =>
    store.run(statement).then(
      () => null,
      (thrown: unknown) => thrown,
    );
  const twin = await error('INSERT INTO pass_types SELECT * FROM pass_types');
  const orphan = await error(`INSERT INTO scans (scan_id, pass_id, code_digest, outcome, at, scanned_by, people)
    VALUES ('s', 'no pass', '', 'cancelled', '', '', 0)`);
  const broken = await error('UPDATE pass_types SET price = -1');

  expect([twin, orphan, broken].map(isUniqueViolation)).toEqual([true, false, false]);
  expect([twin, orphan, broken].map(isForeignKeyViolation)).toEqual([false, true, false]);
});

test('work that lost a race looks again and finds the winner', async () => {
  await using store = await openStore();
  const looked: boolean[] = [];
  const answer = await againAfterRace(async () => {
    const found = await store.db.selectFrom('settings').selectAll().where('name', '=', 'raced').executeTakeFirst();
    looked.push(found !== undefined);
    if (found) return 'the winner’s';
    // Somebody else writes between the look and the write.
    await setting(store, 'raced');
    await setting(store, 'raced');
    return 'mine';
  });
  expect(answer).toBe('the winner’s');
  expect(looked).toEqual([false, true]);
});

test('work for several at a time that loses one race after another finds all who won', async () => {
  await using store = await openStore();
  const wanted = ['first', 'second', 'third', 'fourth'];
  let races = 0;
  await againAfterRace(async () => {
    const found = new Set((await store.db.selectFrom('settings').select('name').execute()).map(({ name }) => name));
    const [next] = wanted.filter((name) => !found.has(name));
    if (next === undefined) return;
    races += 1;
    await setting(store, next);
    await setting(store, next);
  });
  expect(races).toBe(wanted.length);
});

test('work that is refused for ever, or for another reason, fails', async () => {
  await using store = await openStore();
  await setting(store, 'taken');
  await expect(againAfterRace(() => setting(store, 'taken'))).rejects.toThrow(/unique/i);
  let tries = 0;
  const failing = againAfterRace(async () => {
    tries += 1;
    throw new Error('something else');
  });
  await expect(failing).rejects.toThrow('something else');
  expect(tries).toBe(1);
});
