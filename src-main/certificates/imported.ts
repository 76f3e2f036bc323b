import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { TlsIdentity } from '../listener/serve-at';
import type { ListenerCertificate } from './import-checks';
import { readPemImport } from './imported-pem';
import { readPfxImport } from './imported-pfx';
import { trialHandshake } from './trial-handshake';

const ImportedFile = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('pem'), cert: z.string(), key: z.string() }),
  z.strictObject({ format: z.literal('pfx'), file: z.base64(), passphrase: z.string() }),
]);

export interface Imported {
  readonly identity: TlsIdentity;
  readonly leaf: X509Certificate;
}

/**
 * Checks a certificate of the venue and keeps it in a file that only this user can read, in the place of an earlier one.
 * @throws ExpectedError `invalid-input` with a `certificate-…` problem on the field that has it
 */
export async function importCertificate(folder: string, input: ListenerCertificate, now: number): Promise<void> {
  const content =
    input.format === 'pem'
      ? { format: input.format, ...(await readPemImport(input, now)) }
      : { format: input.format, ...(await readPfxImport(input, now)) };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await writeFileAtomic(fileIn(folder), `${JSON.stringify(content)}\n`, { mode: 0o600 });
}

/**
 * The certificate of the venue, also one that has run out since: phones warn of it, and the gate stays open.
 * @throws Error when none was imported, or it can no longer be read
 */
export async function openImported(folder: string): Promise<Imported> {
  const kept = ImportedFile.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  const identity =
    kept.format === 'pem'
      ? { cert: kept.cert, key: kept.key }
      : { pfx: Buffer.from(kept.file, 'base64'), passphrase: kept.passphrase };
  return { identity, leaf: new X509Certificate(await trialHandshake(identity)) };
}

function fileIn(folder: string): string {
  return path.join(folder, 'imported.json');
}
