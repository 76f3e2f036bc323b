import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';

/** A certificate with its key. */
export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  /** SHA-256 of the certificate as browsers show it. */
  readonly fingerprint: string;
}

export const DAY = 24 * 60 * 60_000;
export const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export function withFingerprint(key: string, cert: string): Certificate {
  return { key, cert, fingerprint: new X509Certificate(cert).fingerprint256 };
}

/** What stands between BEGIN and END of the wanted kinds, with those lines, in order; whatever else is in the text. */
export function pemBlocks(text: string, label: RegExp): string[] {
  const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g);
  return [...blocks].filter(([, kind]) => label.test(kind ?? '')).map(([block]) => `${block}\n`);
}

/** Null for a text that is not a certificate with its own key. */
export function readCertificate(text: string): Certificate | null {
  const [key = ''] = pemBlocks(text, /^PRIVATE KEY$/);
  const [cert = ''] = pemBlocks(text, /^CERTIFICATE$/);
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) ? withFingerprint(key, cert) : null;
  } catch {
    return null;
  }
}

/** 126 random bits, positive and always 16 bytes long. */
export function randomSerial(): string {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial.toString('hex');
}

/** With a final newline, without which two of them one after the other cannot be read. */
export function toPem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
