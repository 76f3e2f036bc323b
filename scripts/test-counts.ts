import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './run.ts';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly { readonly tests: readonly PlaywrightTest[] }[];
}

interface PlaywrightTest {
  readonly projectName: string;
  readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
}

export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0 };

export function sum(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

export function vitestCounts(file: string): TestCounts {
  const report = read<VitestReport>(file);
  if (!report) return noTests;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A test that passed only when repeated counts as failed. */
export function playwrightCounts(file: string) {
  const tests = testsIn(read<PlaywrightSuite>(file) ?? {});
  return (project: string): TestCounts => {
    const count = (...statuses: readonly PlaywrightTest['status'][]) =>
      tests.filter((test) => test.projectName === project && statuses.includes(test.status)).length;
    return { passed: count('expected'), failed: count('unexpected', 'flaky'), skipped: count('skipped') };
  };
}

function testsIn({ suites = [], specs = [] }: PlaywrightSuite): readonly PlaywrightTest[] {
  return [...specs.flatMap((spec) => spec.tests), ...suites.flatMap(testsIn)];
}

/** A report that a crashed runner did not write is no report. */
function read<T>(file: string): T | null {
  const path = join(repository, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;
}
