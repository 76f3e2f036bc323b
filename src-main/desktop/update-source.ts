import { createReadStream, lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { app, session } from 'electron';
import { z } from 'zod';
import { readKept } from '../updates/kept-versions';
import { readSignedMetadata, type UpdateMetadata } from '../updates/signed-metadata';
import { UpdateRefused } from '../updates/update-refused';
import type { UpdateSource } from '../updates/updater';

const Publisher = z.object({
  /** Where the list of the newest version lies; ends with a slash. */
  url: z.url().endsWith('/'),
  /** Ed25519, as SPKI in base64. */
  publicKey: z.string().min(1),
});
export type Publisher = z.infer<typeof Publisher>;

const PATIENCE_MS = 20_000;
const LONGEST = 64 * 1024;
/** electron-updater's own, which pages never use and which keeps nothing. */
const SESSION = 'electron-updater';

/** Who publishes this build, as its package says; null for one that was built without a publisher. */
export function readPublisher(): Publisher | null {
  const text = readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8');
  const read = z.object({ updates: Publisher }).safeParse(JSON.parse(text));
  return read.success ? read.data.updates : null;
}

interface Found {
  readonly metadata: UpdateMetadata;
  /** Where its files lie: an address, or a folder of this computer. */
  readonly base: URL | string;
}

/** @throws UpdateRefused */
export async function readSource(source: UpdateSource, { url, publicKey }: Publisher): Promise<Found> {
  if (source.kind === 'kept') return { metadata: readKept(source.folder), base: source.folder };
  const name = LIST[process.platform] ?? 'latest.yml';
  const read = source.kind === 'server' ? readFrom(url) : readIn(source.folder);
  const text = await read(name);
  const signature = await read(`${name}.sig`).catch(() => null);
  if (signature === null) throw new UpdateRefused('not-signed');
  const metadata = readSignedMetadata(text, signature.toString('utf8'), publicKey);
  return { metadata, base: source.kind === 'server' ? new URL(url) : source.folder };
}

/** As electron-builder calls them. */
const LIST: Partial<Record<NodeJS.Platform, string>> = {
  linux: process.arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml',
  darwin: 'latest-mac.yml',
};

function readFrom(url: string) {
  return async (name: string): Promise<Buffer> => {
    const from = session.fromPartition(SESSION, { cache: false });
    const reply = await from
      .fetch(new URL(name, url).href, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) })
      .catch((error: unknown) => {
        throw new UpdateRefused('unreachable', error);
      });
    if (reply.status === 404) throw new UpdateRefused('nothing-there');
    if (!reply.ok) throw new UpdateRefused('unreachable', reply.status);
    const bytes = Buffer.from(await reply.arrayBuffer());
    if (bytes.length > LONGEST) throw new UpdateRefused('damaged');
    return bytes;
  };
}

function readIn(folder: string) {
  return async (name: string): Promise<Buffer> => {
    const file = path.join(folder, name);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > LONGEST) throw new UpdateRefused('nothing-there');
    const parts: Buffer[] = [];
    for await (const part of createReadStream(file)) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };
}
