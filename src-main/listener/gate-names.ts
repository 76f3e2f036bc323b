import { isIP } from 'node:net';
import type { ServedCertificate } from '../../src-shared/contract/listener';

/**
 * The name of this computer that phones on its network can find it by, such as `till.local`; null for one that does not
 * fit into an address.
 */
export function localNameOf(hostname: string): string | null {
  const label = hostname.split('.')[0]?.toLowerCase() ?? '';
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) ? `${label}.local` : null;
}

interface Place {
  readonly address: string;
  readonly localName: string | null;
  readonly certificate: ServedCertificate;
}

/** How phones may call the server: the address first, then what names it. */
export function namesOf({ address, localName, certificate }: Place): string[] {
  const own = localName === null ? [] : [localName];
  return [...new Set([address, ...own, ...(certificate.kind === 'imported' ? domainsOf(certificate, localName) : [])])];
}

/** What phones are told to open: the address, unless the certificate of the venue is good for a name only. */
export function hostOf({ address, localName, certificate }: Place): string {
  if (certificate.kind !== 'imported' || certificate.names.includes(address)) return address;
  return domainsOf(certificate, localName)[0] ?? address;
}

/** Of a certificate for every name of a domain, the one that this computer would have. */
function domainsOf({ names }: ServedCertificate, localName: string | null): string[] {
  const label = localName?.split('.')[0];
  return names
    .filter((name) => isIP(name) === 0)
    .map((name) => (label === undefined ? name : name.replace(/^\*(?=\.)/, label)).toLowerCase())
    .filter((name) => !name.includes('*'));
}
