import { networkInterfaces } from 'node:os';
import type { NetworkAddress } from '../../src-shared/contract/listener';

type Interfaces = ReturnType<typeof networkInterfaces>;
type Kind = NetworkAddress['kind'];

/** The addresses that computers have in networks that they make: Windows, macOS, Linux. */
export const HOTSPOT_ADDRESSES: readonly string[] = ['192.168.137.1', '192.168.2.1', '10.42.0.1'];

/** Networks inside this computer and tunnels out of it, by the names that Windows, macOS and Linux give. */
const INSIDE =
  /^(docker|br-|cni|flannel|lxc|veth|virbr|vmnet|vboxnet|tun|tap|utun|wg|tailscale|zt|llw|awdl)|vmware|virtualbox|hyper-v|vethernet|wsl|vpn|bluetooth|npcap|loopback/i;

/** The first that fits decides. */
const NAMES: readonly (readonly [Kind, RegExp])[] = [
  ['hotspot', /^(ap\d|bridge100$|local area connection\* )/i],
  ['wireless', /^(wl|ath|wifi)|wi-?fi|wlan|wireless/i],
  // macOS calls every port en0, en1 …; the first of a laptop is its Wi-Fi.
  ['wireless', /^en0$/],
  ['cable', /^(eth|en|em\d)|ethernet|local area connection/i],
];

/** Where phones are most likely to be. */
const BEST_FIRST: readonly Kind[] = ['hotspot', 'wireless', 'cable', 'other'];

/**
 * The IPv4 addresses of this computer that others can reach, the one that phones most likely share first. Addresses that
 * a computer gives itself for want of a network count only when there is nothing else.
 */
export function networkAddresses(interfaces: Interfaces = networkInterfaces()): NetworkAddress[] {
  const found = Object.entries(interfaces).flatMap(([network, addresses = []]) =>
    addresses
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ network, address, kind: kindOf(network, address) })),
  );
  const routed = found.filter(({ address }) => !address.startsWith('169.254.'));
  return byLikelihood(routed.length > 0 ? routed : found);
}

export function byLikelihood(addresses: readonly NetworkAddress[]): NetworkAddress[] {
  const rank = ({ kind, address }: NetworkAddress) => BEST_FIRST.indexOf(kind) * 2 + (isPrivate(address) ? 0 : 1);
  return addresses.toSorted((a, b) => rank(a) - rank(b));
}

function kindOf(network: string, address: string): Kind {
  if (INSIDE.test(network)) return 'other';
  if (HOTSPOT_ADDRESSES.includes(address)) return 'hotspot';
  return NAMES.find(([, pattern]) => pattern.test(network))?.[0] ?? 'other';
}

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}
