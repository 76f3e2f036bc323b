import { Gauge, type Registry } from 'prom-client';
import type { HealthFigures, Notice } from '../../src-shared/contract/health';

type Figures = Omit<HealthFigures, 'operations' | 'since'>;

const NOTICES = {
  'disk-low': 1,
  'disk-full': 1,
  'storage-failing': 1,
  'store-away': 1,
  'store-over': 1,
  'backup-failed': 1,
  'second-folder-away': 1,
  'journal-behind': 1,
  'clock-back': 1,
} as const satisfies Record<Notice['kind'], 1>;

/** The figures that are read when somebody asks for them, as gauges. */
export function createGauges(registry: Registry) {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `epass_${name}`, help, labelNames, registers: [registry] });
  const sessions = gauge('sessions', 'Desks that somebody is signed in at.');
  const devices = gauge('devices', 'Phones that have called within the last minute.');
  const databaseBytes = gauge('database_bytes', 'Size of the database.', 'part');
  const connections = gauge('store_connections', 'Connections to a shared store.', 'state');
  const freeBytes = gauge('disk_free_bytes', 'Free space on the disk of the event.');
  const lag = gauge('event_loop_lag_seconds', 'How late the office gets to what is due.', 'quantile');
  const memory = gauge('memory_bytes', 'Memory that the process takes.');
  const passes = gauge('passes_sold', 'Passes that were sold and not cancelled.', 'within');
  const revenue = gauge('revenue', 'Revenue in the smallest unit of the currency.');
  const scans = gauge('scans', 'Scans of the event, by what became of them.', 'outcome');
  const scansOfHour = gauge('scans_last_hour', 'Scans of the last hour.');
  const notices = gauge('notice', '1 while everybody at a desk is told so.', 'kind');

  return (figures: Figures, shown: readonly Notice[]): void => {
    sessions.set(figures.sessions);
    devices.set(figures.devices);
    databaseBytes.set({ part: 'file' }, figures.database.bytes);
    databaseBytes.set({ part: 'wal' }, figures.database.walBytes);
    for (const [state, count] of Object.entries(figures.database.connections ?? {})) connections.set({ state }, count);
    if (figures.database.freeBytes !== null) freeBytes.set(figures.database.freeBytes);
    lag.set({ quantile: '0.5' }, (figures.lag.p50 ?? 0) / 1_000);
    lag.set({ quantile: '0.99' }, (figures.lag.p99 ?? 0) / 1_000);
    memory.set(figures.memoryBytes);
    passes.set({ within: 'event' }, figures.sales.total);
    passes.set({ within: 'hour' }, figures.sales.lastHour);
    revenue.set(figures.sales.revenue);
    scans.set({ outcome: 'admitted' }, figures.scans.total - figures.scans.refused);
    scans.set({ outcome: 'refused' }, figures.scans.refused);
    scansOfHour.set(figures.scans.lastHour);
    for (const kind of Object.keys(NOTICES)) notices.set({ kind }, shown.some((one) => one.kind === kind) ? 1 : 0);
  };
}
