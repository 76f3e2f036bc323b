import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { X509Certificate as PeculiarCertificate, SubjectAlternativeNameExtension } from '@peculiar/x509';
import type { CertificateKind, ServedCertificate } from '../../src-shared/contract/listener';
import { toInstant } from '../../src-shared/instant';
import { HOTSPOT_ADDRESSES } from '../listener/networks';
import type { AuthorityFiles, TlsIdentity } from '../listener/serve-at';
import type { Log } from '../log';
import type { SecretBox } from '../signing/key-store';
import { createAuthorityStore } from './authority';
import type { ListenerCertificate } from './import-checks';
import { importCertificate, openImported } from './imported';
import { openLeaf } from './leaf';
import { mobileProfile } from './mobile-profile';
import { isPermitted } from './name-constraints';
import { noteAddresses } from './used-addresses';

export interface GateCertificate {
  readonly identity: TlsIdentity;
  /** What to tell of it. */
  readonly facts: ServedCertificate;
  /** Null unless it is signed by the authority of this office. */
  readonly authority: AuthorityFiles | null;
}

export interface GateCertificatesOptions {
  /** The office's folder. */
  readonly folder: string;
  readonly keychain: SecretBox | null;
  /** Of whom the authority's name tells. */
  readonly venue: () => string;
  /** Such as `till.local`; null where this computer has no name for it. */
  readonly localName: string | null;
  readonly now: () => number;
  readonly log: Log;
}

export type GateCertificates = ReturnType<typeof createGateCertificates>;

/** The certificates that phones may be shown. */
export function createGateCertificates({ now, localName, ...options }: GateCertificatesOptions) {
  const folder = path.join(options.folder, 'tls');
  const authority = createAuthorityStore({ ...options, folder, now });

  async function openOwn(address: string, names: readonly string[]): Promise<GateCertificate> {
    const { cert, key } = await openLeaf({
      file: path.join(folder, 'gate.pem'),
      needed: [address],
      names,
      now: now(),
      authority: null,
    });
    return { identity: { cert, key }, facts: factsOf('own', new X509Certificate(cert)), authority: null };
  }

  /** At an address for which the authority may not vouch, phones warn as they do of a certificate of our own. */
  async function openSigned(address: string, names: readonly string[]): Promise<GateCertificate> {
    const { cert, key } = await openLeaf({
      file: path.join(folder, 'gate-by-authority.pem'),
      needed: [address].filter(isPermitted),
      names: names.filter(isPermitted),
      now: now(),
      authority,
    });
    const facts = factsOf('authority', new X509Certificate(cert));
    return { identity: { cert, key }, facts, authority: await files() };
  }

  async function files(): Promise<AuthorityFiles> {
    const { name, certificate } = await authority.current();
    return { crt: certificate, mobileconfig: mobileProfile(name, certificate) };
  }

  return {
    /**
     * The certificate to show at an address.
     * @param addresses all that this computer has now
     * @throws Error when it can neither be read nor made
     */
    async open(kind: CertificateKind, address: string, addresses: readonly string[]): Promise<GateCertificate> {
      if (kind === 'imported') {
        const { identity, leaf } = await openImported(folder);
        return { identity, facts: factsOf(kind, leaf), authority: null };
      }
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const used = await noteAddresses(path.join(folder, 'addresses.json'), addresses, now());
      const wanted = [address, ...addresses, ...used, ...HOTSPOT_ADDRESSES, ...(localName === null ? [] : [localName])];
      const names = [...new Set(wanted)];
      return kind === 'own' ? openOwn(address, names) : openSigned(address, names);
    },

    /** @throws ExpectedError `invalid-input` with a `certificate-…` problem on the field that has it */
    import: (input: ListenerCertificate) => importCertificate(folder, input, now()),

    /** What the certificate that was imported last says of itself. */
    imported: async () => factsOf('imported', (await openImported(folder)).leaf),

    /** The authority for phones of the venue, made when there is none. */
    async authority() {
      const { name, certificate } = await authority.current();
      return { name, fingerprint: new X509Certificate(certificate).fingerprint256, ...(await files()) };
    },
  };
}

function factsOf(kind: CertificateKind, leaf: X509Certificate): ServedCertificate {
  const names = new PeculiarCertificate(new Uint8Array(leaf.raw)).getExtension(SubjectAlternativeNameExtension);
  return {
    kind,
    names: names?.names.items.filter(({ type }) => type === 'dns' || type === 'ip').map(({ value }) => value) ?? [],
    validFrom: toInstant(Date.parse(leaf.validFrom)),
    validUntil: toInstant(Date.parse(leaf.validTo)),
    fingerprint: leaf.fingerprint256,
  };
}
