import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program of this machine, run on one of the two hosts. */
export interface Host {
  /** What comes before a command line to run it there. */
  readonly prefix: readonly string[];
  /** A small program that starts another one there with the same arguments, for whoever takes only a path. */
  wrap(program: string, folder: string): string;
}

export interface TwoHosts {
  readonly desk: Host;
  readonly phones: Host;
  /** Where the desk is at first, and where `moveDesk` may take it. */
  readonly addresses: readonly [string, string];
  moveDesk(from: string, to: string): void;
  /** Takes the phones' cable out, or the desk's Wi-Fi away, and brings it back. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** Why there can be no hosts here; null if there can. Network namespaces are Linux's, and only root may make them. */
export function whyNoHosts(): string | null {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  const probe = spawnSync('ip', ['netns', 'add', nameOf('probe')]);
  if (probe.status !== 0) return `network namespaces are not allowed here: ${String(probe.stderr ?? probe.error)}`;
  ip('netns', 'del', nameOf('probe'));
  return null;
}

/**
 * Two computers with a cable between them, on one machine: network namespaces joined by a pair of virtual cards. Nothing
 * that runs on one reaches the other but over that cable, and the machine's own network knows neither.
 */
export function openTwoHosts(): TwoHosts {
  const [desk, phones] = [nameOf('desk'), nameOf('phones')];
  const addresses = ['10.77.0.1', '10.77.0.7'] as const;
  const phoneAddress = '10.77.0.100';
  for (const name of [desk, phones]) {
    ip('netns', 'add', name);
    // Its addresses settle a second or two after the cable is in; a browser that has started by then would give up what
    // it is loading, for the network changed.
    ip(
      'netns',
      'exec',
      name,
      'sysctl',
      '-qw',
      'net.ipv6.conf.all.disable_ipv6=1',
      'net.ipv6.conf.default.disable_ipv6=1',
    );
    on(name, 'link', 'set', 'lo', 'up');
  }
  ip('link', 'add', 'wlan0', 'netns', desk, 'type', 'veth', 'peer', 'name', 'wlan0', 'netns', phones);
  on(desk, 'addr', 'add', `${addresses[0]}/24`, 'dev', 'wlan0');
  on(phones, 'addr', 'add', `${phoneAddress}/24`, 'dev', 'wlan0');
  for (const name of [desk, phones]) on(name, 'link', 'set', 'wlan0', 'up');

  return {
    desk: hostOf(desk),
    phones: hostOf(phones),
    addresses,
    moveDesk(from, to) {
      on(desk, 'addr', 'add', `${to}/24`, 'dev', 'wlan0');
      on(desk, 'addr', 'del', `${from}/24`, 'dev', 'wlan0');
      // With the first address of a network its later ones go too.
      on(desk, 'addr', 'replace', `${to}/24`, 'dev', 'wlan0');
    },
    cut: () => on(phones, 'link', 'set', 'wlan0', 'down'),
    mend: () => on(phones, 'link', 'set', 'wlan0', 'up'),
    close() {
      for (const name of [desk, phones]) ip('netns', 'del', name);
    },
  };
}

function hostOf(name: string): Host {
  const prefix = ['ip', 'netns', 'exec', name];
  return {
    prefix,
    wrap(program, folder) {
      const path = join(folder, `${name}-${program.split('/').at(-1)}`);
      writeFileSync(path, `#!/bin/sh\nexec ${prefix.join(' ')} '${program}' "$@"\n`);
      chmodSync(path, 0o755);
      return path;
    },
  };
}

/** One of its own for each process, so that two runs on a machine do not meet. */
function nameOf(host: string): string {
  return `epass-${host}-${process.pid}`;
}

function on(namespace: string, ...args: readonly string[]): void {
  ip('-n', namespace, ...args);
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
