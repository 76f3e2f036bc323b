import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPostgres } from './find-postgres.ts';

/** A throw-away PostgreSQL of this computer. */
export interface PostgresServer {
  /** Of a user who may make databases; its path names one to begin with. */
  readonly url: string;
  readonly port: number;
  /** `immediate` is what a power cut leaves: no shutdown, and a recovery at the next start. */
  stop(mode: 'immediate' | 'fast'): void;
  start(): void;
  /** Stops it and removes what it kept. */
  remove(): void;
}

interface ServerOptions {
  /** An address of this computer where others reach it too. */
  readonly address?: string;
  /** Whether it keeps what it acknowledges in a power cut; tests that cut none are faster without. */
  readonly durable?: boolean;
}

/**
 * Starts a server of its own on a free port, with all it keeps in a folder that goes away with it.
 * @throws where PostgreSQL is not installed or does not start, with what it said
 */
export async function startPostgres({
  address = '127.0.0.1',
  durable = false,
}: ServerOptions = {}): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === null) throw new Error('PostgreSQL is not installed. On Debian: apt-get install postgresql');
  const folder = mkdtempSync(path.join(tmpdir(), 'epass-postgres-'));
  const data = path.join(folder, 'data');
  const port = await freePort(address);
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? 'postgres' : null;
  if (user !== null) {
    const id = Number(spawnSync('id', ['-u', user], { encoding: 'utf8' }).stdout);
    chownSync(folder, id, -1);
  }
  chmodSync(folder, 0o755);

  const run = (program: string, ...args: string[]) => {
    const words = [path.join(programs, program), ...args];
    const [command = '', ...rest] = user === null ? words : ['runuser', '-u', user, '--', ...words];
    const { status, stderr, stdout } = spawnSync(command, rest, { encoding: 'utf8', cwd: folder });
    if (status !== 0) throw new Error(`${program} failed: ${stdout}${stderr}`);
  };
  const settings = [
    `-p ${port}`,
    `-k ${folder}`,
    `-c listen_addresses=${address}`,
    '-c max_connections=200',
    ...(durable ? [] : ['-c fsync=off', '-c full_page_writes=off']),
  ].join(' ');
  const start = () => run('pg_ctl', '-D', data, '-w', '-o', settings, '-l', path.join(folder, 'log'), 'start');
  const stop = (mode: 'immediate' | 'fast') => run('pg_ctl', '-D', data, '-w', '-m', mode, 'stop');

  // English sorts otherwise than bytes do: nothing here may rely on the server's order.
  const language = ['-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US'];
  run('initdb', '-D', data, '-U', 'epass', '-A', 'trust', '--no-sync', ...language);
  start();
  return {
    url: `postgres://epass@${address}:${port}/postgres?sslmode=disable`,
    port,
    stop,
    start,
    remove() {
      try {
        stop('immediate');
      } catch {
        // It was stopped already.
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

function freePort(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, address, () => {
      const found = server.address();
      server.close(() => resolve(typeof found === 'object' && found !== null ? found.port : 0));
    });
  });
}
