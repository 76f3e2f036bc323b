import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadOrReload } from '../../src-renderer/load-or-reload';

const reload = vi.fn();
const ask = vi.fn<typeof fetch>();
let late: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.stubGlobal('fetch', ask);
  vi.stubGlobal('location', { pathname: '/p', reload });
  const opening = document.createElement('div');
  opening.className = 'opening';
  late = opening.appendChild(document.createElement('p'));
  late.hidden = true;
  document.body.replaceChildren(opening);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.clearAllMocks();
  document.body.replaceChildren();
});

test('a page whose parts arrive starts, and says nothing', async () => {
  expect(await loadOrReload(async () => 'started')).toBe('started');
  expect(late.hidden).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reload).not.toHaveBeenCalled();
});

test('a page of which a part was lost says so at once, and is loaded anew when the office answers', async () => {
  ask.mockRejectedValueOnce(new TypeError('network changed'));
  ask.mockResolvedValueOnce(new Response('', { status: 503 }));
  ask.mockResolvedValueOnce(new Response(''));
  void loadOrReload(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
  await vi.advanceTimersByTimeAsync(0);
  expect(late.hidden).toBe(false);

  await vi.advanceTimersByTimeAsync(2_000);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ask).toHaveBeenLastCalledWith('/p', { cache: 'no-store' });
  expect(reload).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reload).toHaveBeenCalledOnce();
});
