import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * What an office does must not depend on where its event is: these run once more on a store, a database for each. What is
 * about the file itself does not, nor what never gets as far as the event; CONTRIBUTING.md says where the line is.
 */
const ON_BOTH_ENGINES = [
  'backups/office',
  'clock-watch',
  'database/constraint',
  'devices/{callers,devices,pairing,phones-together,registry,rejoin,unattended-desk}',
  'exchange/**',
  'health/{event-figures,planted}',
  'listener/{listener,listener-handlers,take-over}',
  'passes/**',
  'privacy/{csv-archives,erase,people,retention,whole-office}',
  'reports/{figures-equal-csv,gate-figures,reports}',
  'scans/**',
  'settings/**',
  'signing/{establish,key-handlers,key-protection,restore,signing}',
  'staff/{roles,sessions,set-up,sign-in,staff}',
  'transports/{conformance,gate-answers,gate-fuzz,gate-pages,gate-requests,metrics-route,rights,scanning-together,seed-endpoints}',
].map((files) => `tests/src-main/${files}.test.ts`);
/** Commits of a WAL, query plans, and what one connection has seen. */
const ON_FILES_ALONE = ['group-commit', 'scan-statements', 'scan-tally'].map(
  (name) => `tests/src-main/scans/${name}.test.ts`,
);

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
