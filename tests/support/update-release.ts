import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** Somebody who publishes a program: the key that is built into it, and the one that signs. */
export function newPublisher() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    sign: (text: Buffer) => sign(null, text, privateKey).toString('base64'),
  };
}

/** As electron-builder writes it. */
export function metadataOf(version: string, name: string, file: Buffer): string {
  const sha512 = createHash('sha512').update(file).digest('base64');
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${JSON.stringify(name)}`,
    `    sha512: ${sha512}`,
    `    size: ${file.length}`,
    `path: ${JSON.stringify(name)}`,
    `sha512: ${sha512}`,
    `releaseDate: '2026-12-01T10:00:00.000Z'`,
    '',
  ].join('\n');
}
