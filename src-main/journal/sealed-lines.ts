import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { agreedKey, newPrivateKey, rawPublicKey } from '../backups/agreed-keys.ts';
import type { Encryption } from '../backups/manifest.ts';
import {
  type Batch,
  type Heading,
  isHeading,
  isSealed,
  readChanges,
  readLine,
  type Seal,
  type SealedBatch,
  toSealedLine,
} from './journal-lines.ts';

// A sealed segment can be added to without the passphrase and read only with it, like a sealed backup: its key is agreed
// between the public key that the office keeps and a pair that is thrown away when the segment ends. The numbers of a
// batch stay readable, because whoever goes on with the journal has to know where it ends.

const CONTEXT = 'epass/journal/v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals the lines of one segment. */
export interface Sealer {
  readonly seal: Seal;
  /** @param text whole lines, each of them a batch */
  sealLines(text: string): string;
}

/** Begins a segment that only the passphrase opens. @param lineage whose segment it is: in no other one it can be read */
export function createSealer({ salt, publicKey }: Encryption, lineage: string): Sealer {
  const own = newPrivateKey();
  const seal = { salt, office: publicKey, own: rawPublicKey(own).toString('base64') };
  const key = agreedKey(own, Buffer.from(publicKey, 'base64'), headOf(seal, lineage), CONTEXT);
  return {
    seal,
    sealLines: (text) =>
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => sealLine(key, line))
        .join(''),
  };
}

/**
 * What opens the batches of a segment.
 * @param key what the passphrase stands for
 * @returns null for a segment that is not sealed, or for another passphrase
 */
export function createOpener({ seal, lineage }: Heading, key: KeyObject) {
  if (!seal || rawPublicKey(key).toString('base64') !== seal.office) return null;
  const agreed = agreedKey(key, Buffer.from(seal.own, 'base64'), headOf(seal, lineage), CONTEXT);
  /** @returns null for a batch that is not as it was sealed */
  return (batch: SealedBatch): Batch | null => {
    const { first, last, at, more, sealed } = batch;
    const json = openText(agreed, Buffer.from(sealed, 'base64'), numbersOf(batch));
    const changes = json === null ? null : readChanges(json, batch);
    return changes && { first, last, at, ...(more ? { more } : {}), changes };
  };
}

function sealLine(key: Buffer, line: string): string {
  const batch = readLine(Buffer.from(line));
  if (!batch || isHeading(batch) || isSealed(batch)) throw new Error('only a batch can be sealed');
  const { changes, ...numbers } = batch;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(numbersOf(batch));
  const closed = [nonce, cipher.update(JSON.stringify(changes), 'utf8'), cipher.final(), cipher.getAuthTag()];
  return toSealedLine({ ...numbers, sealed: Buffer.concat(closed).toString('base64') });
}

function openText(key: Buffer, bytes: Buffer, numbers: Buffer): string | null {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(numbers).setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]).toString();
  } catch {
    return null;
  }
}

/** A batch opens only under the numbers that it was sealed with. */
function numbersOf({ first, last, at, more }: Omit<Batch, 'changes'>): Buffer {
  return Buffer.from([first, last, at, more === true].join('\n'));
}

function headOf({ salt, office, own }: Seal, lineage: string): Buffer {
  return Buffer.from([lineage, salt, office, own].join('\n'));
}
