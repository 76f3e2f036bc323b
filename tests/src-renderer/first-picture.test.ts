import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstPicture } from '../../src-renderer/first-picture';

/** What the page paints, as a browser tells of it: one entry at a time. */
let paint: (name: string) => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      constructor(tell: (list: { getEntriesByName(name: string): unknown[] }) => void) {
        paint = (painted) => tell({ getEntriesByName: (name) => (name === painted ? [{}] : []) });
      }
      observe(options: unknown): void {
        // One that was painted before anybody looked counts.
        expect(options).toEqual({ type: 'paint', buffered: true });
      }
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the background alone is no picture', async () => {
  const shown = vi.fn();
  void firstPicture().then(shown);
  paint('first-paint');
  await vi.advanceTimersByTimeAsync(100);
  expect(shown).not.toHaveBeenCalled();
  paint('first-contentful-paint');
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toHaveBeenCalledOnce();
});

test('a page that nobody sees is loaded all the same', async () => {
  const shown = vi.fn();
  void firstPicture().then(shown);
  await vi.advanceTimersByTimeAsync(300);
  expect(shown).toHaveBeenCalledOnce();
});
