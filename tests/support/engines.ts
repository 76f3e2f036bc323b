/**
 * What an office does must not depend on where its event is: these run once more on a store, a database for each.
 * CONTRIBUTING.md says where the line is.
 */
export const ON_BOTH_ENGINES = [
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
  'signing/{establish,key-handlers,key-protection,key-store,restore,signing}',
  'staff/{roles,set-up,sign-in,staff}',
  'transports/{conformance,gate-answers,gate-connections,gate-fuzz,gate-limits,gate-pages,gate-requests,https-limits}',
  'transports/{metrics-route,request-checks,rights,scanning-together,seed-endpoints,session-cookie}',
].map(testsNamed);

/** What else opens an event, and why on one engine alone. */
const REASONS: Readonly<Record<string, string>> = {
  'backups/{backups,damage,prune,seal,snapshot}': 'copies of a file; backups/office makes them of both',
  'backups/full-disk': 'the disk that a file is on',
  'database/{carry-over,migrate}': 'files of earlier versions',
  'database/{checkpoints,settle-wal,sqlite,storage}': 'the WAL of a file, and its I/O errors',
  'database/disk-space': 'the disk that a file is on',
  'database/{words,figures/figures}': 'asks both by itself',
  'database/postgres/**': 'what is PostgreSQL’s alone',
  'demo/**': 'a throw-away event is a file',
  'desks/**': 'desks share a store',
  'health/query-metrics': 'asks both by itself',
  'journal/**': 'only a file has a journal',
  'office-keeper': 'a file is replaced by a backup',
  'privacy/bytes': 'bytes of a file, its WAL and its journal',
  'restore/**': 'a backup becomes a file',
  'scans/{group-commit,scan-statements,scan-tally}': 'commits of a WAL, query plans, and what one connection has seen',
  serve: 'starts the program in a folder',
  'staff/earlier-accounts': 'a file of the earlier web application',
  'store/**': 'moves between both',
};
export const ON_ONE_ENGINE = Object.keys(REASONS).map(testsNamed);

function testsNamed(files: string): string {
  return `tests/src-main/${files}.test.ts`;
}
