import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

interface UpdateList {
  readonly version: string;
  readonly files: readonly object[];
}

/**
 * Puts what each system has built side by side, as it is downloaded: one list of updates for each system (macOS builds one
 * for each processor), the signature of each, and the SHA-256 of everything.
 * @param parts a folder for each system
 * @param to an empty folder
 * @param privateKey Ed25519, as PEM
 */
export function gatherRelease(parts: string, to: string, privateKey: string): void {
  mkdirSync(to, { recursive: true });
  const lists = new Map<string, UpdateList>();
  const files = readdirSync(parts, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    if (name.endsWith('.yml'))
      lists.set(name, merged(lists.get(name), parse(readFileSync(file, 'utf8')) as UpdateList));
    else if (!name.endsWith('.sig')) copyFileSync(file, join(to, name));
  }
  for (const [name, list] of lists) {
    writeFileSync(join(to, name), stringify(list, { lineWidth: 0 }));
    signList(join(to, name), privateKey);
  }
  const sums = readdirSync(to).toSorted((one, other) => (one < other ? -1 : 1));
  writeFileSync(join(to, 'SHA256SUMS'), sums.map((name) => `${sha256(join(to, name))}  ${name}\n`).join(''));
}

function merged(one: UpdateList | undefined, other: UpdateList): UpdateList {
  if (!one) return other;
  if (one.version !== other.version) throw new Error(`Two versions in one release: ${one.version}, ${other.version}.`);
  return { ...one, files: [...one.files, ...other.files] };
}

/** Beside a list of updates, its signature: exactly these bytes, in base64. */
export function signList(file: string, privateKey: string): void {
  const signature = sign(null, readFileSync(file), createPrivateKey(privateKey));
  writeFileSync(`${file}.sig`, `${signature.toString('base64')}\n`);
}

/** The half that is built into the program, as it stands there. */
export function publicKeyOf(privateKey: string): string {
  const key = createPublicKey(createPrivateKey(privateKey));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('Updates are signed with a key of the kind Ed25519.');
  return key.export({ format: 'der', type: 'spki' }).toString('base64');
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** What a package says of itself, when it is somebody's release: where it comes from and who signs what follows it. */
export function publisherArguments(releases: string | undefined, privateKey: string | undefined): readonly string[] {
  const homepage = releases ? [`-c.extraMetadata.homepage=${releases}`] : [];
  if (!releases || !privateKey) return homepage;
  if (!releases.startsWith('https://')) throw new Error('A release comes over https.');
  return [
    ...homepage,
    `-c.extraMetadata.updates.url=${releases}/latest/download/`,
    `-c.extraMetadata.updates.publicKey=${publicKeyOf(privateKey)}`,
  ];
}
