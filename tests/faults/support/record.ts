import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type Program } from './serving';
import { STRACE } from './trace';

/**
 * Runs a program under strace.
 * @returns the file with the trace
 * @throws when the program does not end well, with what it said
 */
export async function recordCalls(program: Program, args: readonly string[], folder: string): Promise<string> {
  const trace = path.join(folder, 'trace');
  const recorded = spawn('strace', [...STRACE, '-o', trace, process.execPath, ...program.args, ...args], {
    env: { ...process.env, ...program.environment, UV_USE_IO_URING: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [recorded.stdout, recorded.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = (await once(recorded, 'close')) as [number | null];
  if (code !== 0) throw new Error(`it ended with ${code} and said: ${output}`);
  return trace;
}
