import type { CertificateKind, ListenerSettings, ListenerStatus } from '../../src-shared/contract/listener';

/** What a change of settings does to phones that are paired. */
export type Cut = 'rejoin' | 'warn';

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

/** What paired phones go through when another certificate is shown to them; null for the same kind again. */
export function cutOfCertificate(status: ListenerStatus, next: CertificateKind): Cut | null {
  return next === status.settings.certificate && next !== 'imported' ? null : 'warn';
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
