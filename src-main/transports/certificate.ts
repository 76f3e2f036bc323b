import 'reflect-metadata';
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import writeFileAtomic from 'write-file-atomic';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  /** SHA-256 of the certificate as browsers show it. */
  readonly fingerprint: string;
}

interface CertificateOptions {
  /** The office's folder. */
  readonly folder: string;
  /** Names and IP addresses that browsers may call this machine by. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

const DAY = 24 * 60 * 60_000;
/** Counted from a day before now, so that a device whose clock is behind accepts it too. */
const VALID_DAYS = 397;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * The certificate of this office: made once and kept, because browsers tie their exceptions to it. A new one is made
 * only when the kept one has run out, lacks a name or cannot be read.
 */
export async function openCertificate(options: CertificateOptions): Promise<Certificate> {
  const folder = path.join(options.folder, 'tls');
  // Key and certificate in one file, so that a crash cannot leave the one without the other.
  const file = path.join(folder, 'certificate.pem');
  const kept = existsSync(file) ? readPem(readFileSync(file, 'utf8')) : null;
  if (kept && isUsable(kept, options)) return kept;

  const made = await makeCertificate(options);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await writeFileAtomic(file, made.key + made.cert, { mode: 0o600 });
  return made;
}

async function makeCertificate({ names, now }: CertificateOptions): Promise<Certificate> {
  cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: 'CN=E-Pass Box Office',
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + (VALID_DAYS - 1) * DAY),
    keys: keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((name) => ({ type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const), value: name })),
      ),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return describe(toPem('PRIVATE KEY', key), toPem('CERTIFICATE', certificate.rawData));
}

function describe(key: string, cert: string): Certificate {
  return { key, cert, fingerprint: new X509Certificate(cert).fingerprint256 };
}

/** Null for a file that is not a certificate with its own key. */
function readPem(text: string): Certificate | null {
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n/.exec(text)?.[0] ?? '';
  const cert = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/.exec(text)?.[0] ?? '';
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) ? describe(key, cert) : null;
  } catch {
    return null;
  }
}

function isUsable({ cert }: Certificate, { names, now }: CertificateOptions): boolean {
  const parsed = new X509Certificate(cert);
  const covers = (name: string) => (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) !== undefined;
  return Date.parse(parsed.validFrom) <= now && now < Date.parse(parsed.validTo) && names.every(covers);
}

/** 126 random bits, positive and always 16 bytes long. */
function randomSerial(): string {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial.toString('hex');
}

/** With a final newline, without which two of them one after the other cannot be read. */
function toPem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
