import { cpus, release, totalmem } from 'node:os';
import type { HealthFigures, Notice } from '../../src-shared/contract/health';
import { type Instant, toInstant } from '../../src-shared/instant';
import { toReportLine } from './report-log';

type Facts = Readonly<Record<string, string | number | boolean | null>>;

export interface ReportParts {
  readonly at: Instant;
  /** Of the program and of the event, without whom and what it is about. */
  readonly program: Facts;
  readonly settings: Facts;
  readonly notices: readonly Notice[];
  readonly figures: HealthFigures;
  /** Of the log, oldest first. */
  readonly lines: readonly string[];
}

/** One text for whoever helps, that can be read before it is handed on. */
export function toReport({ at, program, settings, notices, figures, lines }: ReportParts): string {
  const { operations, ...others } = figures;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Program', toLines({ ...program, ...machine() })],
    ['Settings', toLines(settings)],
    ['Notices', notices.map((notice) => JSON.stringify(notice))],
    ['Figures', toLines(flatten(others))],
    ['Operations (times in milliseconds)', toTable(operations)],
    ['Log', lines.flatMap((line) => toReportLine(line) ?? [])],
  ];
  const body = sections.map(([title, content]) => [title, '-'.repeat(title.length), ...orNone(content)].join('\n'));
  return `${[INTRODUCTION.replace('{at}', at), ...body].join('\n\n')}\n`;
}

/** Such as `epass-report-20261128-123000.txt`. */
export function reportFileName(now: number): string {
  const digits = toInstant(now).replace(/\D/g, '');
  return `epass-report-${digits.slice(0, 8)}-${digits.slice(8, 14)}.txt`;
}

const INTRODUCTION = `E-Pass Box Office: report for support
Made {at}. It holds no names of people, no phone numbers, no codes of passes, no keys and no passwords.`;

function machine(): Facts {
  const { platform, arch, versions } = process;
  const { node } = versions;
  const electron = Object.hasOwn(versions, 'electron') ? (versions.electron ?? null) : null;
  const upFor = Math.round(process.uptime());
  return { node, electron, platform, arch, release: release(), processors: cpus().length, memory: totalmem(), upFor };
}

function toLines(facts: Facts): string[] {
  return Object.entries(facts).map(([name, fact]) => `${name}: ${fact === null ? 'none' : String(fact)}`);
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['none'] : lines;
}

interface Figures {
  readonly [name: string]: string | number | null | Figures;
}

/** `{ a: { b: 1 } }` as `{ 'a.b': 1 }`. */
function flatten(figures: Figures): Record<string, string | number | null> {
  const entries = Object.entries(figures).flatMap(([name, figure]): [string, string | number | null][] => {
    if (figure === null || typeof figure === 'string') return [[name, figure]];
    if (typeof figure === 'number') return [[name, rounded(figure)]];
    return Object.entries(flatten(figure)).map(([part, value]) => [`${name}.${part}`, value]);
  });
  return Object.fromEntries(entries);
}

function toTable(operations: HealthFigures['operations']): string[] {
  if (operations.length === 0) return [];
  const rows = operations.map(({ name, calls, errors, perMinute, p50, p95, p99 }) => [
    name,
    ...[calls, errors, perMinute, p50, p95, p99].map((figure) => String(rounded(figure) ?? '-')),
  ]);
  return [['operation', 'calls', 'errors', 'a minute', 'p50', 'p95', 'p99'], ...rows].map(([name = '', ...cells]) =>
    [name.padEnd(28), ...cells.map((cell) => cell.padStart(10))].join(''),
  );
}

function rounded(figure: number | null): number | null {
  return figure === null ? null : Math.round(figure * 1_000) / 1_000;
}
