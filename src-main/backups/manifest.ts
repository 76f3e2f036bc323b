import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BackupKind, Holdings } from '../../src-shared/contract/backups';
import { readSmallFile, readSmallFileSoon, writeNewFile } from './safe-files.ts';

// The thread of backups reads this file as it is, and the contract's schemas are only for bundles: so they are said anew.
const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
const Count = z.number().int();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Base64 = z.base64().max(100);

export const KINDS = ['hourly', 'daily', 'manual', 'before-update', 'before-restore'] as const satisfies BackupKind[];

/** How a sealed file was sealed; the same stands in its head, so that it opens without its manifest. */
export const Encryption = z.strictObject({ salt: Base64, publicKey: Base64 });
export type Encryption = z.infer<typeof Encryption>;

const HoldingsSchema = z.strictObject({
  eventName: z.string(),
  passes: Count,
  people: Count,
  amount: Count,
  admitted: Count,
  scans: Count,
  lastAt: Instant.nullable(),
}) satisfies z.ZodType<Holdings>;

export const Manifest = z.strictObject({
  format: z.literal('epass-backup/1'),
  /** Null before the event was set up, and for a file of the earlier web application. */
  eventId: z.string().nullable(),
  /** Which journal goes on from here, and after which of its changes. */
  lineage: z.string().nullable(),
  sequence: Count.min(0),
  at: Instant,
  kind: z.enum(KINDS),
  /** The version of the program that made it. */
  program: z.string(),
  /** The last migration that the file has had; null for a file of the earlier web application. */
  migration: z.string().nullable(),
  fileName: z.string().regex(/^[\w.-]+$/),
  /** Of the file as it lies there. */
  bytes: Count.min(0),
  sha256: Sha256,
  /** Of the database in it; the same where it is not encrypted. */
  plain: z.strictObject({ bytes: Count.min(0), sha256: Sha256 }),
  /** Rows of every table, the journal's outbox left out. */
  tables: z.record(z.string(), Count),
  holdings: HoldingsSchema,
  encryption: Encryption.nullable(),
});
export type Manifest = z.infer<typeof Manifest>;

/** Longer than any manifest: something else lies there. */
const LONGEST = 65_536;

/** Beside its backup, under the same name with `.json` behind it. */
export function manifestPath(backup: string): string {
  return `${backup}.json`;
}

/** The manifest as text: its own SHA-256 is its last member, so that a changed letter anywhere shows. */
export function formatManifest(manifest: Manifest): string {
  // In the order of the schema, whoever made it.
  const ordered = Manifest.parse(manifest);
  const checksum = createHash('sha256').update(JSON.stringify(ordered)).digest('hex');
  return `${JSON.stringify({ ...ordered, checksum }, null, 2)}\n`;
}

/** Null for everything that `formatManifest` did not write, to the letter. */
export function parseManifest(text: string): Manifest | null {
  try {
    const { checksum: _, ...rest } = JSON.parse(text) as Record<string, unknown>;
    const manifest = Manifest.parse(rest);
    return formatManifest(manifest) === text ? manifest : null;
  } catch {
    return null;
  }
}

/** Writes it to the disk under a name that must be new. */
export function writeManifest(file: string, manifest: Manifest): void {
  writeNewFile(file, formatManifest(manifest));
}

/**
 * The manifest of a backup. Null when it is missing, damaged or a link.
 * @param backup path of the backup itself
 */
export function readManifest(backup: string): Manifest | null {
  try {
    return parseManifest(readSmallFile(manifestPath(backup), LONGEST).toString('utf8'));
  } catch {
    return null;
  }
}

/** The same for the main thread, which must not stand still when a share does not answer. */
export async function readManifestSoon(backup: string): Promise<Manifest | null> {
  try {
    return parseManifest((await readSmallFileSoon(manifestPath(backup), LONGEST)).toString('utf8'));
  } catch {
    return null;
  }
}
