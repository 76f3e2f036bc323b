import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests of what there is for files alone, and of what asks no database. */
const ON_FILES_ALONE = [
  // Commits of a WAL, query plans, and waits for the one connection.
  'tests/src-main/scans/group-commit.test.ts',
  'tests/src-main/scans/scan-statements.test.ts',
  'tests/src-main/health/query-metrics.test.ts',
];

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
        },
      },
      {
        extends: true,
        test: {
          // What an office does must not depend on where its event is: the same tests once more, on a store.
          name: 'postgres',
          include: ['passes', 'scans', 'reports', 'devices', 'exchange', 'staff', 'transports', 'health'].map(
            (feature) => `tests/src-main/${feature}/**/*.test.ts`,
          ),
          exclude: ON_FILES_ALONE,
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
