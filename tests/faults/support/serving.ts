import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PASSPHRASE } from '../../support/box-office';

const repository = path.resolve(import.meta.dirname, '../../..');
const FROM_SOURCE = path.join(import.meta.dirname, 'from-source.ts');
const NO_PAGES = { 'src-main/transports/assets.ts': 'tests/faults/support/assets.ts' };

/** How a program is started: arguments of Node, and what is added to the environment. */
export interface Program {
  /** A program that starts Node, and its arguments. */
  readonly within?: readonly string[];
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * A file of the repository, run from source by the Node that runs the tests.
 * @param replaced module of the repository -> file that takes its place
 */
export function fromSource(file: string, replaced: Readonly<Record<string, string>> = {}): Program {
  return {
    args: ['--import', FROM_SOURCE, path.join(repository, file)],
    environment: {
      FAULT_REPLACE: JSON.stringify(replaced),
      NODE_COMPILE_CACHE: path.join(repository, 'node_modules/.cache/faults'),
    },
  };
}

/** Serve mode: as it is built where the long run built it, else from source. A broken one always comes from source. */
export function serveMode(replaced: Readonly<Record<string, string>> = {}): Program {
  const built = process.env['FAULT_BUILT'];
  if (built && Object.keys(replaced).length === 0)
    return { args: [path.join(built, 'main/serve.js')], environment: {} };
  return fromSource('src-main/serve.ts', { ...NO_PAGES, ...replaced });
}

export interface Served {
  readonly origin: string;
  readonly certificate: string;
  /** Null once the office is set up. */
  readonly setUpCode: string | null;
}

/**
 * Serve mode on a folder, at a free port. `open` settles once it answers.
 * @param more arguments of the program itself
 */
export function startServing(
  { within = [], args, environment }: Program,
  folder: string,
  more: readonly string[] = [],
) {
  const passphraseFile = path.join(folder, '..', 'passphrase');
  writeFileSync(passphraseFile, PASSPHRASE);
  const words = [...within, process.execPath, ...args, '--serve', '--data', folder, '--port', '0', ...more];
  const process_ = spawn(words[0] ?? '', words.slice(1), {
    env: { ...process.env, ...environment, EPASS_KEY_PASSPHRASE_FILE: passphraseFile },
  });
  const ended = once(process_, 'close');
  const open = untilSaid(process_, 'Ctrl+C').then((output): Served => {
    const origin = /https:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    if (origin === undefined) throw new Error(`it did not say where it is open: ${output}`);
    return {
      origin,
      certificate: readFileSync(path.join(folder, 'tls/certificate.pem'), 'utf8'),
      setUpCode: /one-time code:\n {2}(\S+)/.exec(output)?.[1] ?? null,
    };
  });
  // Who kills it while it opens does not wait for that.
  open.catch(() => undefined);

  return {
    process: process_,
    open,
    /** kill -9, and not a word to it before. */
    async kill(): Promise<void> {
      process_.kill('SIGKILL');
      await ended;
    },
    /** As Ctrl+C does. */
    async close(): Promise<void> {
      process_.kill('SIGTERM');
      await ended;
    },
  };
}

/** @throws when the program ends before it says so, with what it said instead */
export function untilSaid(program: ChildProcess, text: string): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    for (const stream of [program.stdout, program.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes(text)) resolve(output);
      });
    }
    program.once('close', () => reject(new Error(`it ended and said: ${output}`)));
  });
}
