import { expect, test } from 'vitest';
import { createTurns } from '../../../src-main/staff/turns';

/** Work that ends when it is told to. */
function startable(log: string[], name: string) {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = async () => {
    log.push(`${name} begins`);
    await finished;
    return name;
  };
  return { work, finish };
}

test('two work and the third waits for the first place that is free', async () => {
  const log: string[] = [];
  const take = createTurns(2);
  const [a, b, c] = [startable(log, 'a'), startable(log, 'b'), startable(log, 'c')];
  const results = [take(a.work), take(b.work), take(c.work)];
  expect(log).toEqual(['a begins', 'b begins']);

  b.finish();
  await results[1];
  a.finish();
  c.finish();
  expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
  expect(log).toEqual(['a begins', 'b begins', 'c begins']);
});

test('work that fails gives its place up like any other', async () => {
  const take = createTurns(1);
  const failed = take(() => Promise.reject(new Error('no')));
  const next = take(() => Promise.resolve('next'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('next');
  expect(await take(() => Promise.resolve('later'))).toBe('later');
});
