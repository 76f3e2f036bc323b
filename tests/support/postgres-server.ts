import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPostgres } from './find-postgres.ts';

/** A throw-away PostgreSQL of this computer. */
export interface PostgresServer {
  /** Of a user who may make databases; its path names one to begin with. */
  readonly url: string;
  readonly port: number;
  /** The same by a socket of this computer, for whoever is in another network. */
  readonly socketUrl: string;
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
  /** What comes before a command line to run it in a network of its own, where every port is free. */
  readonly within?: readonly string[];
}

/**
 * Starts a server of its own on a free port, with all it keeps in a folder that goes away with it.
 * @throws where PostgreSQL is not installed or does not start, with what it said
 */
export async function startPostgres({
  address = '127.0.0.1',
  durable = false,
  within = [],
}: ServerOptions = {}): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === null) throw new Error('PostgreSQL is not installed. On Debian: apt-get install postgresql');
  const folder = mkdtempSync(path.join(tmpdir(), 'epass-postgres-'));
  const data = path.join(folder, 'data');
  const port = within.length > 0 ? 5432 : await freePort(address);
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? 'postgres' : null;
  if (user !== null) {
    const id = Number(spawnSync('id', ['-u', user], { encoding: 'utf8' }).stdout);
    chownSync(folder, id, -1);
  }
  chmodSync(folder, 0o755);

  const run = (program: string, ...args: string[]) => {
    const words = [path.join(programs, program), ...args];
    const as = user === null ? [] : ['runuser', '-u', user, '--'];
    const [command = '', ...rest] = [...within, ...as, ...words];
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
  // Beside this computer itself, whoever is in the same network as its address.
  appendFileSync(path.join(data, 'pg_hba.conf'), 'host all all samenet trust\n');
  start();
  return {
    url: `postgres://epass@${address}:${port}/postgres?sslmode=disable`,
    port,
    socketUrl: `postgres://epass@localhost:${port}/postgres?host=${encodeURIComponent(folder)}`,
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
