import { createPublicKey } from 'node:crypto';
import { ALGORITHM, pemBlocks } from './certificate';

/** Keys of the kind that this office makes. */
export async function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** @param pem PKCS #8, of the kind that this office makes */
export async function importKeys(pem: string): Promise<CryptoKeyPair> {
  const [block = ''] = pemBlocks(pem, /^PRIVATE KEY$/);
  const der = Buffer.from(block.replace(/-----[^-]+-----/g, ''), 'base64');
  const publicDer = createPublicKey(block).export({ type: 'spki', format: 'der' });
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', new Uint8Array(publicDer), ALGORITHM, true, ['verify']),
  };
}
