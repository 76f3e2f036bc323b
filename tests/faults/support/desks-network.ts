import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findPostgres } from '../../support/find-postgres';

/** A computer of its own: what comes before a command line to run it there. */
type Prefix = readonly string[];

export interface DesksNetwork {
  readonly store: Prefix;
  /** Where the store is for the desks. */
  readonly storeAddress: string;
  readonly desks: readonly Prefix[];
  /** From here on so many of a hundred packets are lost, each way, to the store as well as to a desk's own clients. */
  lose(percent: number): void;
  mend(): void;
  close(): void;
}

const STORE = '10.78.0.1';
/** Each packet meets one of these rules, where it arrives. TCP repeats it, as over Wi-Fi in a full hall. */
const rules = (percent: number) => `table ip epass {
  chain input { type filter hook input priority 0; numgen random mod 100 < ${percent} counter drop; }
}`;

/** Why desks cannot be put on computers of their own here; null if they can. */
export function whyNoDesks(): string | null {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  if (findPostgres() === null) return 'PostgreSQL is not installed';
  const name = nameOf('probe');
  const made = spawnSync('ip', ['netns', 'add', name]);
  if (made.status !== 0) return `network namespaces are not allowed here: ${String(made.stderr ?? made.error)}`;
  const lossy = nft(name, rules(5));
  ip('netns', 'del', name);
  return lossy.status === 0 ? null : `nftables cannot lose packets here: ${String(lossy.stderr ?? lossy.error)}`;
}

/** A computer for the store and one for each desk, at one switch. The machine's own network knows none of them. */
export function openDesksNetwork(many: number): DesksNetwork {
  sweep();
  const store = nameOf('store');
  const desks = Array.from({ length: many }, (_, which) => nameOf(`desk${which + 1}`));
  const all = [store, ...desks];
  for (const name of all) {
    ip('netns', 'add', name);
    on(name, 'link', 'set', 'lo', 'up');
  }
  on(store, 'link', 'add', 'switch', 'type', 'bridge');
  on(store, 'addr', 'add', `${STORE}/24`, 'dev', 'switch');
  on(store, 'link', 'set', 'switch', 'up');
  for (const [which, name] of desks.entries()) {
    const port = `port${which + 1}`;
    ip('link', 'add', 'lan', 'netns', name, 'type', 'veth', 'peer', 'name', port, 'netns', store);
    on(store, 'link', 'set', port, 'master', 'switch');
    on(store, 'link', 'set', port, 'up');
    on(name, 'addr', 'add', `10.78.0.${which + 11}/24`, 'dev', 'lan');
    on(name, 'link', 'set', 'lan', 'up');
  }
  const mend = () => {
    for (const name of all) nft(name, 'delete table ip epass');
  };
  return {
    store: prefixOf(store),
    storeAddress: STORE,
    desks: desks.map(prefixOf),
    lose(percent) {
      mend();
      for (const name of all) {
        const { status, stderr } = nft(name, rules(percent));
        if (status !== 0) throw new Error(`no packets are lost: ${stderr}`);
      }
    },
    mend,
    close() {
      for (const name of all) ip('netns', 'del', name);
    },
  };
}

/** Takes away what a run left that was killed. */
function sweep(): void {
  for (const line of execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' }).split('\n')) {
    const [, name, pid] = /^(epass-[a-z0-9]+-(\d+))/.exec(line) ?? [];
    if (name !== undefined && !existsSync(`/proc/${pid}`)) ip('netns', 'del', name);
  }
}

/** One of its own for each process, so that two runs on a machine do not meet. */
function nameOf(host: string): string {
  return `epass-${host}-${process.pid}`;
}

function prefixOf(name: string): Prefix {
  return ['ip', 'netns', 'exec', name];
}

function nft(name: string, input: string) {
  return spawnSync('ip', ['netns', 'exec', name, 'nft', '-f', '-'], { input, encoding: 'utf8' });
}

function on(namespace: string, ...args: readonly string[]): void {
  ip('-n', namespace, ...args);
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
