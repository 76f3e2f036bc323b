import type { CertificateKind, ListenerSettings, ListenerStatus } from '../../src-shared/contract/listener';

/** What a change of settings does to phones that are paired. `either`: one of the two, which shows only afterwards. */
export type Cut = 'rejoin' | 'warn' | 'either';

/**
 * Whether phones lose the address that they know. While it is not known which address a network will bring, it counts
 * as lost: rather one question too many than a gate that stops without a word.
 */
export function losesAddress(status: ListenerStatus, next: Pick<ListenerSettings, 'network' | 'port'>): boolean {
  if (next.port !== status.settings.port) return true;
  if (next.network === status.settings.network) return false;
  const addresses = status.networks.filter(({ network }) => network === next.network).map(({ address }) => address);
  return status.address === null || !addresses.includes(status.address);
}

/** What paired phones go through when another certificate is shown to them. Importing one is always another. */
export function cutOfCertificate({ settings, address, origin }: ListenerStatus, next: CertificateKind): Cut | null {
  // One of the venue may be good for a name only, which then stands in the address.
  if (next === 'imported') return 'either';
  if (next === settings.certificate) return null;
  if (settings.certificate !== 'imported') return 'warn';
  if (address === null || origin === null) return 'either';
  return new URL(origin).hostname === address ? 'warn' : 'rejoin';
}

/** How a person compares a fingerprint: pairs, four at a time. */
export function fingerprintGroups(fingerprint: string): string[] {
  const pairs =
    fingerprint
      .replace(/[^0-9a-f]/gi, '')
      .toUpperCase()
      .match(/../g) ?? [];
  const groups: string[] = [];
  for (let at = 0; at < pairs.length; at += 4) groups.push(pairs.slice(at, at + 4).join(' '));
  return groups;
}
