import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchPage } from '../../../src-renderer/errors/lazy-page';

const LOST = new TypeError('Failed to fetch dynamically imported module: https://192.168.1.5:8443/assets/staff.js');
const reload = vi.fn();
const ask = vi.fn<typeof fetch>();
let loadedAgo = 0;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', ask);
  vi.stubGlobal('location', { pathname: '/staff', reload });
  loadedAgo = 60_000;
  vi.spyOn(performance, 'now').mockImplementation(() => loadedAgo);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.clearAllMocks();
});

const inReach = () => ask.mockImplementation(async () => new Response(''));
const outOfReach = () => ask.mockRejectedValue(new TypeError('Failed to fetch'));

test('a page whose files do not come waits for the network, and then is there without loading the desk anew', async () => {
  outOfReach();
  const load = vi.fn(() => Promise.reject<string>(LOST));
  const page = fetchPage(load);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(load.mock.calls.length).toBeGreaterThan(10);
  load.mockResolvedValue('the page');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await page).toBe('the page');
  expect(reload).not.toHaveBeenCalled();
});

test('a browser that never asks again for a file that failed loads the desk anew, once the office answers', async () => {
  outOfReach();
  void fetchPage(() => Promise.reject(LOST));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(reload).not.toHaveBeenCalled();
  inReach();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reload).toHaveBeenCalledOnce();
});

test('a file that does not come to a desk just loaded is an error, and loads nothing over and over', async () => {
  inReach();
  loadedAgo = 5_000;
  const page = expect(fetchPage(() => Promise.reject(LOST))).rejects.toBe(LOST);
  await vi.advanceTimersByTimeAsync(10_000);
  await page;
  expect(reload).not.toHaveBeenCalled();
});

test('an error in a page that did come is told at once', async () => {
  const error = new TypeError('x is not a function');
  await expect(fetchPage(() => Promise.reject(error))).rejects.toBe(error);
  expect(ask).not.toHaveBeenCalled();
});
