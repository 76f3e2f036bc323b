import { expect, test, vi } from 'vitest';
import { StoreAwayError } from '../../../src-main/database/postgres/store-errors';
import { EVERYTHING } from '../../../src-main/database/postgres/watch';
import { followOthers } from '../../../src-main/desks/follow';
import { testLog } from '../../support/box-office';

/** Something to be done, which ends when the test says so. */
function slow() {
  const ends: (() => void)[] = [];
  let begun = 0;
  return {
    begun: () => begun,
    end: () => ends.shift()?.(),
    work: () => {
      begun += 1;
      return new Promise<void>((resolve) => ends.push(resolve));
    },
  };
}

function follow(work: Readonly<Record<string, readonly (() => Promise<void>)[]>>) {
  let say: (what: string) => void = () => undefined;
  const log = testLog();
  const store = {
    onHeard: (listener: (what: string) => void) => {
      say = listener;
      return () => {
        say = () => undefined;
      };
    },
  };
  return { stop: followOthers({ store, work, log }), say: (what: string) => say(what), log };
}

test('what is heard while it is at work makes it start once more, and no more than once', async () => {
  const one = slow();
  const { say, stop } = follow({ desks: [one.work] });
  for (const what of ['desks', 'desks', 'other', 'written']) say(what);
  await vi.waitFor(() => expect(one.begun()).toBe(1));
  for (const what of ['desks', 'desks', 'desks']) say(what);
  one.end();
  await vi.waitFor(() => expect(one.begun()).toBe(2));
  const stopped = stop();
  one.end();
  await stopped;
  expect(one.begun()).toBe(2);
});

test('after the line was cut everything is looked at, each thing once', async () => {
  const [one, other] = [slow(), slow()];
  const { say, stop } = follow({ desks: [one.work], desk_keys: [one.work], admins: [other.work] });
  say(EVERYTHING);
  await vi.waitFor(() => expect([one.begun(), other.begun()]).toEqual([1, 1]));
  one.end();
  other.end();
  await stop();
  expect([one.begun(), other.begun()]).toEqual([1, 1]);
});

test('a store that is away is no bug, and anything else is one that stops nothing', async () => {
  const errors: unknown[] = [new StoreAwayError('gone'), new TypeError('broken')];
  let done = 0;
  const work = async () => {
    const error = errors.shift();
    if (error) throw error;
    done += 1;
  };
  const { say, stop, log } = follow({ desks: [work] });
  for (const left of [1, 0]) {
    say('desks');
    await vi.waitFor(() => expect(errors).toHaveLength(left));
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  say('desks');
  await vi.waitFor(() => expect(done).toBe(1));
  await stop();
  expect(log.bugs).toEqual([new TypeError('broken')]);
});

test('whoever ends it waits for what is under way, and nothing begins any more', async () => {
  const one = slow();
  const { say, stop } = follow({ desks: [one.work] });
  say('desks');
  await vi.waitFor(() => expect(one.begun()).toBe(1));
  let isOver = false;
  const stopped = stop().then(() => {
    isOver = true;
  });
  say('desks');
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  one.end();
  await stopped;
  expect(one.begun()).toBe(1);
});
