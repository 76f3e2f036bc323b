import { expect, test } from 'vitest';
import { createPassIds } from '../../../src-main/passes/pass-ids';
import { TEST_BEGINS } from '../../support/box-office';

test('pass ids sort in the order in which they were made, within a millisecond and after the clock was set back', () => {
  let time = TEST_BEGINS;
  const newPassId = createPassIds(() => time);
  const ids = Array.from({ length: 2_000 }, () => newPassId());
  time -= 5_000;
  ids.push(newPassId());
  time += 10_000;
  ids.push(newPassId());

  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a pass id carries the moment of the injected clock', () => {
  const id = createPassIds(() => TEST_BEGINS)();
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(TEST_BEGINS);
});
