import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ON_BOTH_ENGINES, ON_ONE_ENGINE } from './tests/support/engines.ts';

export default defineConfig({
  test: {
    // bcrypt at its real cost takes a quarter of a second a time, and a whole office some more: on a busy machine many times
    // as long. What a test waits for comes when it comes.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/src-renderer/**', 'tests/e2e/**', 'tests/bench/**'],
          globalSetup: ['tests/support/postgres-setup.ts'],
          provide: { engine: 'sqlite' },
          // It asks for Electron, in whose place a test puts a few words.
          server: { deps: { inline: ['electron-store'] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ON_BOTH_ENGINES,
          exclude: ON_ONE_ENGINE,
          globalSetup: ['tests/support/postgres-setup.ts'],
          provide: { engine: 'postgres' },
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['tests/src-renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/dom.ts'],
        },
      },
    ],
  },
});
