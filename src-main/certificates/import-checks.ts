import 'reflect-metadata';
import { type KeyObject, X509Certificate } from 'node:crypto';
import { X509Certificate as PeculiarCertificate } from '@peculiar/x509';
import type { contract } from '../../src-shared/contract/contract';
import type { FieldProblem, Input } from '../../src-shared/contract/operation';
import { ExpectedError } from '../expected-error';

/** A certificate of the venue, as it is given in. */
export type ListenerCertificate = Input<(typeof contract)['listener.importCertificate']>;

export function problemAt(field: string, problem: FieldProblem): ExpectedError {
  return new ExpectedError('invalid-input', { fields: { [field]: problem } });
}

/**
 * What phones would refuse in a certificate, whoever made it.
 * @param now milliseconds since 1970
 */
export function checkLeaf(raw: Buffer, now: number, field: string): void {
  const leaf = new X509Certificate(raw);
  if (now < Date.parse(leaf.validFrom) || now >= Date.parse(leaf.validTo))
    throw problemAt(field, 'certificate-expired');
  if (!isStrong(leaf.publicKey) || isWeaklySigned(raw)) throw problemAt(field, 'certificate-weak');
}

/** Of the kinds that browsers know: Chrome knows no larger curve, and none knows Ed25519. */
function isStrong({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === 'rsa') return modulusLength >= 2_048;
  return asymmetricKeyType === 'ec' && ['prime256v1', 'secp384r1'].includes(namedCurve);
}

function isWeaklySigned(raw: Buffer): boolean {
  const { signatureAlgorithm } = new PeculiarCertificate(new Uint8Array(raw));
  const hash = 'hash' in signatureAlgorithm ? signatureAlgorithm.hash : null;
  return !hash || !['SHA-256', 'SHA-384', 'SHA-512'].includes(hash.name);
}
