import { describe, expect, test } from 'vitest';
import { reportFileName, toReport } from '../../../src-main/health/report';
import { toReportLine } from '../../../src-main/health/report-log';
import { toInstant } from '../../../src-shared/instant';
import { TEST_BEGINS } from '../../support/box-office';

const at = toInstant(TEST_BEGINS);
const parts: Parameters<typeof toReport>[0] = {
  at,
  program: { version: '1.2.3', demo: false },
  settings: { country: 'IN', currency: null },
  notices: [{ kind: 'disk-low', freeBytes: 900 }],
  figures: {
    since: at,
    operations: [{ name: 'passes.sell', calls: 12, errors: 1, perMinute: 2.4, p50: 1.234_56, p95: 2, p99: null }],
    sessions: 2,
    devices: 5,
    queries: { count: 7, p50: 0.1, p95: 0.2, p99: 0.3 },
    database: { bytes: 4_096, walBytes: 0, freeBytes: null, connections: null },
    waits: { busy: 1, failed: 0 },
    lag: { p50: 0, p99: 3 },
    memoryBytes: 1,
    sales: { lastHour: 1, total: 2, revenue: 3 },
    scans: { lastHour: 4, total: 5, refused: 6 },
  },
  lines: [
    JSON.stringify({ level: 50, time: at, msg: 'unexpected error', reference: 'AB12CD34', message: 'Asha Patel' }),
    'no line of the log',
  ],
};

describe('a report for support', () => {
  test('holds versions, settings, notices, figures and the log, each under its heading', () => {
    const report = toReport(parts);
    expect(report).toContain(`Made ${at}.`);
    expect(report).toContain('version: 1.2.3');
    expect(report).toContain(`node: ${process.versions.node}`);
    expect(report).toContain('country: IN\ncurrency: none');
    expect(report).toContain('{"kind":"disk-low","freeBytes":900}');
    expect(report).toContain('database.bytes: 4096\ndatabase.walBytes: 0\ndatabase.freeBytes: none');
    expect(report).toMatch(/passes\.sell +12 +1 +2\.4 +1\.235 +2 +-/);
    expect(report).toContain('"reference":"AB12CD34"');
    expect(report).not.toContain('Asha');
  });

  test('says where there is nothing to tell', () => {
    const report = toReport({ ...parts, notices: [], lines: [], figures: { ...parts.figures, operations: [] } });
    for (const title of ['Notices', 'Operations (times in milliseconds)', 'Log']) {
      expect(report).toContain(`${title}\n${'-'.repeat(title.length)}\nnone`);
    }
  });

  test('is called after the moment at which it was made', () => {
    expect(reportFileName(TEST_BEGINS)).toBe('epass-report-20261128-123000.txt');
  });
});

describe('a line of the log in it', () => {
  test('of an earlier version loses its message and the folders of its stack', () => {
    const line = toReportLine(
      JSON.stringify({
        level: 50,
        time: at,
        reference: '98765432',
        operation: 'passes.sell',
        kind: 'Error',
        code: 'ENOENT',
        message: "no such file, open '/home/Asha Patel/epass.db'",
        stack: '    at sell (/home/Asha Patel/out/serve.js:1:2)\n    at x (/home/Asha/y.js:3:4)',
        msg: 'unexpected error',
      }),
    );
    expect(JSON.parse(line ?? '')).toEqual({
      level: 50,
      time: at,
      reference: '98765432',
      operation: 'passes.sell',
      kind: 'Error',
      code: 'ENOENT',
      stack: ['sell serve.js:1:2', 'x y.js:3:4'],
      msg: 'unexpected error',
    });
  });

  test('keeps what caused an error, in the same way', () => {
    const cause = {
      kind: 'TypeError',
      message: 'Asha',
      stack: 'a b.js:1:2',
      cause: { kind: 'Error', message: 'Asha' },
    };
    const line = toReportLine(JSON.stringify({ msg: 'unexpected error', cause }));
    expect(JSON.parse(line ?? '')).toEqual({
      msg: 'unexpected error',
      cause: { kind: 'TypeError', stack: ['b.js:1:2'], cause: { kind: 'Error' } },
    });
  });

  test.each(['', 'Asha', '[1]', '"Asha"', '{"half'])('is left out when it is none: %j', (line) => {
    expect(toReportLine(line)).toBeNull();
  });
});
