import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const repository = resolve(import.meta.dirname, '../..');
const folder = resolve(repository, '.github/workflows');

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly needs?: readonly string[];
        readonly permissions?: object;
        readonly 'timeout-minutes'?: number;
        readonly steps: readonly Step[];
      }
    >
  >;
}
const { scripts } = JSON.parse(readFileSync(resolve(repository, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe.each(readdirSync(folder))('%s', (name) => {
  const workflow = parse(readFileSync(resolve(folder, name), 'utf8')) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test('may read the repository, and only its draft may write to it', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const writing = jobs.filter(([, { permissions }]) => permissions !== undefined).map(([job]) => job);
    expect(writing).toEqual(['draft']);
  });

  test('uses actions of GitHub itself, by their major version', () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([]);
  });

  test('runs scripts that exist, after jobs that exist, and ends by itself', () => {
    const named = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((script) => !((script ?? '') in scripts))).toEqual([]);
    const names = jobs.map(([job]) => job);
    expect(jobs.flatMap(([, { needs = [] }]) => needs).filter((job) => !names.includes(job))).toEqual([]);
    expect(jobs.filter(([, job]) => job['timeout-minutes'] === undefined)).toEqual([]);
  });
});
