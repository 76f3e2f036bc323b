import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useLostFor } from '../../../src-renderer/gate/use-lost-for';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

test('only trouble that lasts is called so, and each time anew', () => {
  const lost = (since: number) => ({ reachable: false, since });
  const { result, rerender } = renderHook((state: { reachable: boolean; since: number }) => useLostFor(state, 20_000), {
    initialProps: lost(1_000_000),
  });
  act(() => void vi.advanceTimersByTime(19_900));
  expect(result.current).toBe(false);
  act(() => void vi.advanceTimersByTime(200));
  expect(result.current).toBe(true);
  rerender({ reachable: true, since: Date.now() });
  expect(result.current).toBe(false);
  rerender(lost(Date.now()));
  expect(result.current).toBe(false);
  act(() => void vi.advanceTimersByTime(20_000));
  expect(result.current).toBe(true);
});
