import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a server on which a test may make databases. */
    postgres: string;
  }
}

/** One server for all tests of a run: the one that `EPASS_TEST_DATABASE_URL` names, or one of its own. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const given = process.env['EPASS_TEST_DATABASE_URL'];
  if (given) {
    project.provide('postgres', given);
    return () => undefined;
  }
  const server = await startPostgres();
  project.provide('postgres', server.url);
  return () => server.remove();
}
