import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { newPrivateKey, rawPublicKey } from '../backups/agreed-keys';
import { syncFolder } from '../backups/safe-files';
import { type SecretBox, sealWithKeychain } from '../signing/key-store';

/** Who this desk is among those of a store. */
export interface DeskIdentity {
  readonly deskId: string;
  /** X25519: opens what other desks have sealed for this one. */
  readonly privateKey: KeyObject;
  /** Base64. */
  readonly publicKey: string;
}

const FILE_NAME = 'desk.json';
const DeskFile = z.strictObject({
  format: z.literal('epass-desk/1'),
  deskId: z.uuid(),
  /** `user`: nothing but the rights of the file, where there is no keychain. */
  protection: z.enum(['system', 'user']),
  /** PKCS 8, sealed by the keychain under `system`. */
  privateKey: z.base64(),
});
type DeskFile = z.infer<typeof DeskFile>;

/**
 * The identity in a desk's own folder, made when it is missing. A private key that cannot be opened any more is replaced
 * by another one: the desk stays the same, and is to be let in anew unless it has the signing keys.
 *
 * Without a keychain the file is protected by its rights alone. What it opens is on its way for as long as it takes this
 * desk to put it into its key file, which is then protected as any other.
 */
export async function openDeskIdentity(folder: string, keychain: SecretBox | null): Promise<DeskIdentity> {
  const file = path.join(folder, FILE_NAME);
  const found = await read(file);
  const privateKey = found && (await open(found, keychain));
  if (privateKey) return identityOf(found.deskId, privateKey);

  const made = identityOf(found?.deskId ?? randomUUID(), newPrivateKey());
  const text = JSON.stringify(await wrap(made, keychain), null, 2);
  await writeFileAtomic(file, `${text}\n`, { mode: 0o600 });
  syncFolder(folder);
  return made;
}

async function read(file: string): Promise<DeskFile | null> {
  try {
    return DeskFile.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

async function open({ protection, privateKey }: DeskFile, keychain: SecretBox | null): Promise<KeyObject | null> {
  const kept = Buffer.from(privateKey, 'base64');
  try {
    const key = protection === 'user' ? kept : await keychain?.open(kept);
    return key ? createPrivateKey({ key, format: 'der', type: 'pkcs8' }) : null;
  } catch {
    return null;
  }
}

async function wrap({ deskId, privateKey }: DeskIdentity, keychain: SecretBox | null): Promise<DeskFile> {
  const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = await sealWithKeychain(keychain, plain).catch(() => null);
  return {
    format: 'epass-desk/1',
    deskId,
    protection: sealed ? 'system' : 'user',
    privateKey: (sealed ?? plain).toString('base64'),
  };
}

function identityOf(deskId: string, privateKey: KeyObject): DeskIdentity {
  return { deskId, privateKey, publicKey: rawPublicKey(privateKey).toString('base64') };
}
