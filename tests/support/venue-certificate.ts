import 'reflect-metadata';
import { createPrivateKey } from 'node:crypto';
import { cryptoProvider, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { TEST_BEGINS } from './box-office';

const DAY = 24 * 60 * 60_000;
const KINDS = {
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  'P-521': { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
  'RSA-2048': rsa(2048, 'SHA-256'),
  'RSA-1024': rsa(1024, 'SHA-256'),
  'RSA-2048 signed with SHA-1': rsa(2048, 'SHA-1'),
  Ed25519: { name: 'Ed25519' },
};
export type KeyKind = keyof typeof KINDS;

function rsa(modulusLength: number, hash: string) {
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent: new Uint8Array([1, 0, 1]), hash };
}

interface Wanted {
  readonly kind?: KeyKind;
  readonly name?: string;
  /** Milliseconds since 1970. */
  readonly from?: number;
  readonly until?: number;
}

/** A certificate of some other program, with its key: PEM both. */
export async function venueCertificate(wanted: Wanted = {}) {
  const { kind = 'P-256', name = 'gate.venue.example', from = TEST_BEGINS - DAY, until = TEST_BEGINS + DAY } = wanted;
  cryptoProvider.set(crypto);
  const algorithm = KINDS[kind];
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  // Ed25519 alone is typed as one key or two.
  if (!('privateKey' in keys)) throw new Error('a pair of keys was asked for');
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: new Date(from),
    notAfter: new Date(until),
    keys,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  });
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return {
    certificates: `${certificate.toString('pem')}\n`,
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sealedBy: (passphrase: string) =>
      key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString(),
    /** As OpenSSL wrote keys for long. */
    sealedTheOldWay: (passphrase: string) =>
      key.export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString(),
  };
}
