import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { pemBlocks } from './certificate';
import { checkLeaf, type ListenerCertificate, problemAt } from './import-checks';
import { trialHandshake } from './trial-handshake';

type PemInput = Extract<ListenerCertificate, { format: 'pem' }>;

/**
 * A certificate and its key in text. The one that belongs to the key comes first in what is kept, wherever it stood.
 * @throws ExpectedError `invalid-input` with a `certificate-…` problem on the field that has it
 */
export async function readPemImport({ certificates, key, passphrase }: PemInput, now: number) {
  const chain = pemBlocks(certificates, /^(X509 |TRUSTED )?CERTIFICATE$/).map(readable);
  if (chain.length === 0) throw problemAt('certificates', 'certificate-unreadable');
  const secret = readKey(key, passphrase);
  const leaf = chain.find((one) => one.checkPrivateKey(secret));
  if (!leaf) throw problemAt('key', 'certificate-key-mismatch');
  checkLeaf(leaf.raw, now, 'certificates');
  const identity = {
    cert: [leaf, ...chain.filter((one) => one !== leaf)].map((one) => one.toString()).join(''),
    key: secret.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  await trialHandshake(identity).catch(() => {
    throw problemAt('certificates', 'certificate-unreadable');
  });
  return identity;
}

function readable(block: string): X509Certificate {
  try {
    return new X509Certificate(block);
  } catch {
    throw problemAt('certificates', 'certificate-unreadable');
  }
}

function readKey(text: string, passphrase: string | undefined): KeyObject {
  const [block] = pemBlocks(text, /PRIVATE KEY$/);
  if (block === undefined) throw problemAt('key', 'certificate-key-missing');
  try {
    return createPrivateKey({ key: block, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    // A wrong passphrase often shows only in that what comes out is no key.
    throw block.includes('ENCRYPTED')
      ? problemAt('passphrase', 'certificate-passphrase')
      : problemAt('key', 'certificate-unreadable');
  }
}
