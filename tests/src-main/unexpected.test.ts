import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../src-main/log';
import { endingWords, isOfficeWell, watchUnexpected } from '../../src-main/unexpected';
import type { Reply } from '../../src-shared/contract/operation';
import { later } from '../support/later';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(isWell: () => Promise<boolean> = async () => true) {
  const source = new EventEmitter();
  const clock = { now: 1_000 };
  const lines: string[] = [];
  const ended: string[] = [];
  watchUnexpected({
    source,
    log: createLog({ write: (line) => void lines.push(line), recent: () => lines }),
    now: () => clock.now,
    isWell,
    end: async (reference) => void ended.push(reference),
  });
  const bugs = () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'unexpected error');
  return {
    clock,
    ended,
    lines,
    bugs,
    async fail(
      event: 'uncaughtException' | 'unhandledRejection' = 'uncaughtException',
      error: unknown = new TypeError('Asha Patel'),
    ) {
      source.emit(event, error);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test.each(['uncaughtException', 'unhandledRejection'] as const)(
  'what nobody caught (%s) stands in the log without its message, and the office goes on',
  async (event) => {
    const { fail, bugs, ended, lines } = watched();
    await fail(event);
    expect(bugs()).toMatchObject([{ reference: expect.stringMatching(/^[0-9A-F]{8}$/), kind: 'TypeError' }]);
    expect(lines.join()).not.toContain('Asha');
    expect(ended).toEqual([]);
  },
);

test('an office that is not well is closed, and the reference is the one in the log', async () => {
  const { fail, bugs, ended } = watched(async () => false);
  await fail();
  expect(ended).toEqual([bugs()[0]?.reference]);
});

test('so is one that cannot say how it is', async () => {
  const { fail, ended } = watched(async () => Promise.reject(new Error('broken')));
  await fail();
  expect(ended).toHaveLength(1);
});

test('so is one that does not answer', async () => {
  const { fail, ended } = watched(() => later<boolean>().promise);
  await fail();
  expect(ended).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ended).toHaveLength(1);
});

test('errors that follow one another close it, those that are far apart do not', async () => {
  const apart = watched();
  for (let count = 0; count < 20; count++) {
    await apart.fail();
    apart.clock.now += 15_000;
  }
  expect(apart.ended).toEqual([]);

  const { fail, ended } = watched();
  for (let count = 0; count < 5; count++) await fail();
  expect(ended).toEqual([]);
  await fail();
  expect(ended).toHaveLength(1);
});

test('it is closed once, and everything is still written down', async () => {
  const { fail, ended, bugs } = watched(async () => false);
  for (let count = 0; count < 20; count++) await fail();
  expect(ended).toHaveLength(1);
  expect(bugs()).toHaveLength(20);
});

test.each([
  ['answers', { ok: true, value: {} }, true],
  ['says that its disk fails', { ok: false, code: 'storage-failed', reference: '1A2B3C4D' }, true],
  ['meets the next error', { ok: false, code: 'internal', reference: '1A2B3C4D' }, false],
] as const)('an office that %s is judged by that', async (_what, reply, isWell) => {
  expect(await isOfficeWell(async (): Promise<Reply<unknown>> => reply)).toBe(isWell);
});

test('what is told to people has the reference, and what they need to know', () => {
  expect(endingWords('1A2B3C4D')).toMatch(
    /Every sale and every admission that was confirmed is saved[\s\S]*Start it again[\s\S]*1A2B3C4D/,
  );
});
