import { expect, test, vi } from 'vitest';

const { exposed, invoked } = vi.hoisted(() => ({
  exposed: {} as Record<string, Readonly<Record<string, unknown>>>,
  invoked: [] as unknown[],
}));
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: Readonly<Record<string, unknown>>) => (exposed[name] = value),
  },
  ipcRenderer: {
    invoke: (...args: unknown[]) => {
      invoked.push(args);
      return Promise.resolve('answer');
    },
  },
}));

test('a page gets one function and nothing of Electron’s own', async () => {
  await import('../../src-main/preload');
  expect(Object.keys(exposed)).toEqual(['epass']);
  expect(Object.keys(exposed['epass'] ?? {})).toEqual(['call']);
  const call = exposed['epass']?.['call'] as (...args: unknown[]) => Promise<unknown>;
  // Whichever channel a page would like to name, it is the second word.
  await expect(call('passes.search', { words: 'x' }, 'more', 'and more')).resolves.toBe('answer');
  expect(invoked).toEqual([['call', 'passes.search', { words: 'x' }]]);
});
