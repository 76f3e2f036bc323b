import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';

export const repository = resolve(import.meta.dirname, '..');

type RunOptions = Pick<SpawnOptions, 'cwd' | 'env' | 'timeout'>;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program in the foreground and answers its exit code. Signals are passed on to it, and this process outlives it. */
export function run(command: string, args: readonly string[], options: RunOptions = {}) {
  return new Promise<number>((settle, reject) => {
    const child = spawn(command, args, { cwd: repository, ...options, stdio: 'inherit' });
    const passOn = (signal: NodeJS.Signals) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, passOn);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const each of SIGNALS) process.off(each, passOn);
      settle(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** Runs a program whose words matter only when it fails: then they are the error's message. */
export function runQuietly(command: string, args: readonly string[], options: RunOptions = {}) {
  return new Promise<void>((settle, reject) => {
    const child = spawn(command, args, { cwd: repository, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return settle();
      reject(
        new Error(
          `${Buffer.concat(output).toString()}\nThis failed (exit code ${code}): ${[command, ...args].join(' ')}`,
        ),
      );
    });
  });
}

/** What a program prints, or null when it is absent or fails. */
export function outputOf(command: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trim() : null;
}

/** The path of the first of these programs that is installed, or null. */
export function findProgram(...names: readonly string[]): string | null {
  for (const name of names) {
    const path = outputOf('sh', ['-c', `command -v ${name}`]);
    if (path) return path;
  }
  return null;
}

/** Runs the body of a script. A failure is its message, without a stack, and exit code 1. */
export async function script(body: () => Promise<number>) {
  try {
    process.exitCode = await body();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
