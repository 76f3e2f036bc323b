import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { Instant } from '../../../src-shared/instant';

// Puts a copy in the place of an event and is killed before the step of that number: whatever has been asked of the
// system until then has happened, and nothing else.
const [, , folder = '', copy = '', at = '', last = ''] = process.argv;

// Loaded before steps are counted.
const { putInPlace } = await import('../../../src-main/restore/put-in-place.ts');

let steps = 0;
const STEPS = ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync', 'mkdirSync'] as const;
const functions = fs as unknown as Record<string, (...values: unknown[]) => unknown>;
for (const name of STEPS) {
  const original = functions[name];
  functions[name] = (...values) => {
    steps += 1;
    if (steps === Number(last)) process.kill(process.pid, 'SIGKILL');
    return original?.(...values);
  };
}
syncBuiltinESMExports();

putInPlace(folder, copy, at as Instant);
