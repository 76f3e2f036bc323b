import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as PeculiarCertificate,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import writeFileAtomic from 'write-file-atomic';
import type { AuthorityStore, SigningAuthority } from './authority';
import { ALGORITHM, type Certificate, DAY, randomSerial, readCertificate, toPem, withFingerprint } from './certificate';
import { importKeys, newKeys } from './key-pair';

export interface LeafOptions {
  /** Holds key and certificate together, so that a crash cannot leave the one without the other. */
  readonly file: string;
  /** Names and IP addresses that it has to be good for: it is made anew when it lacks one. */
  readonly needed: readonly string[];
  /** What a new one is made for. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Who signs it; null for itself. */
  readonly authority: AuthorityStore | null;
}

interface CertificateOptions {
  /** The office's folder. */
  readonly folder: string;
  /** Names and IP addresses that browsers may call this machine by. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Counted from a day before now, so that a device whose clock is behind accepts it too. */
const VALID_DAYS = 397;

/** The certificate of the desk in a browser on this machine. */
export function openCertificate({ folder, names, now }: CertificateOptions): Promise<Certificate> {
  const file = path.join(folder, 'tls', 'certificate.pem');
  return openLeaf({ file, needed: names, names, now, authority: null });
}

/**
 * A certificate that is made once and kept, because browsers tie their exceptions to it. A new one is made only when the
 * kept one runs out within a day, lacks a name or cannot be read; it has the same key if that can be read.
 */
export async function openLeaf(options: LeafOptions): Promise<Certificate> {
  const { file, authority } = options;
  const kept = readKept(file);
  if (kept && isUsable(kept, options) && (!authority || isSignedBy(kept, (await authority.current()).certificate))) {
    return kept;
  }
  const made = await makeLeaf(options, kept?.key ?? null, (await authority?.signing()) ?? null);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFileAtomic(file, made.key + made.cert, { mode: 0o600 });
  return made;
}

function readKept(file: string): Certificate | null {
  try {
    return readCertificate(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isUsable({ cert }: Certificate, { needed, now }: LeafOptions): boolean {
  const parsed = new X509Certificate(cert);
  const covers = (name: string) => (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) !== undefined;
  return Date.parse(parsed.validFrom) <= now && now + DAY < Date.parse(parsed.validTo) && needed.every(covers);
}

function isSignedBy({ cert }: Certificate, authority: string): boolean {
  return new X509Certificate(cert).verify(new X509Certificate(authority).publicKey);
}

async function makeLeaf(
  { names, now }: LeafOptions,
  keptKey: string | null,
  authority: SigningAuthority | null,
): Promise<Certificate> {
  cryptoProvider.set(crypto);
  const keys = keptKey === null ? await newKeys() : await importKeys(keptKey);
  const extensions = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(
      names.map((name) => ({ type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const), value: name })),
    ),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
  ];
  const wanted = {
    serialNumber: randomSerial(),
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + (VALID_DAYS - 1) * DAY),
    signingAlgorithm: ALGORITHM,
    extensions,
  };
  const name = 'CN=E-Pass Box Office';
  const certificate = authority
    ? await signBy(authority, { ...wanted, subject: name, publicKey: keys.publicKey })
    : await X509CertificateGenerator.createSelfSigned({ ...wanted, name, keys });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return withFingerprint(toPem('PRIVATE KEY', key), toPem('CERTIFICATE', certificate.rawData));
}

type Unsigned = Omit<Parameters<typeof X509CertificateGenerator.create>[0], 'signingKey' | 'issuer'>;

async function signBy(authority: SigningAuthority, unsigned: Unsigned): Promise<PeculiarCertificate> {
  const issuer = new PeculiarCertificate(authority.certificate);
  const { extensions = [], notAfter } = unsigned;
  return X509CertificateGenerator.create({
    ...unsigned,
    issuer: issuer.subjectName,
    signingKey: (await importKeys(authority.key)).privateKey,
    notAfter: notAfter && notAfter < issuer.notAfter ? notAfter : issuer.notAfter,
    extensions: [...extensions, await AuthorityKeyIdentifierExtension.create(issuer.publicKey)],
  });
}
