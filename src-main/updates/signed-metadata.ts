import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { UpdateRefused } from './update-refused';

/** The longest list of files that is looked at, in bytes. */
const LONGEST = 64 * 1024;

const UpdateFile = z.object({
  /** A name and nothing else: what is installed lies beside the list that was signed. */
  url: z.string().regex(/^[\w][\w .()+-]{0,200}$/),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  size: z.number().int().min(1),
});
const Metadata = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/),
  files: z.array(UpdateFile).min(1).max(20),
  path: z.string(),
  sha512: z.string(),
  releaseDate: z.string(),
});
export type UpdateMetadata = z.infer<typeof Metadata>;

/**
 * What electron-builder writes about a release (`latest*.yml`), if the publisher signed exactly these bytes. Nothing of it is
 * read before.
 * @param signature Ed25519, in base64, of a file of its own
 * @param publicKey of the publisher, as SPKI in base64; built into the program
 * @throws UpdateRefused `not-signed` or `damaged`
 */
export function readSignedMetadata(text: Buffer, signature: string, publicKey: string): UpdateMetadata {
  if (text.length > LONGEST || !isSigned(text, signature, publicKey)) throw new UpdateRefused('not-signed');
  const read = Metadata.safeParse(parse(text.toString('utf8'), { maxAliasCount: 0 }));
  if (!read.success) throw new UpdateRefused('damaged', read.error);
  return read.data;
}

function isSigned(text: Buffer, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, text, key, Buffer.from(signature.trim(), 'base64'));
  } catch {
    return false;
  }
}

/** @throws UpdateRefused `damaged` for a file that is not the one in the list */
export async function checkFile(
  file: string,
  { sha512 }: Pick<UpdateMetadata['files'][number], 'sha512'>,
): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') !== sha512) throw new UpdateRefused('damaged');
}

/** Whether `one` comes after `other`; a version that is not finished comes before the one of the same number. */
export function isNewer(one: string, other: string): boolean {
  const [numbers, before] = [partsOf(one), partsOf(other)];
  for (let index = 0; index < 3; index += 1) {
    const [mine = 0, its = 0] = [numbers[index], before[index]];
    if (mine !== its) return mine > its;
  }
  const [draft, itsDraft] = [one.includes('-'), other.includes('-')];
  return draft === itsDraft ? draft && one > other : itsDraft;
}

function partsOf(version: string): number[] {
  return (version.split('-')[0] ?? '').split('.').map(Number);
}
