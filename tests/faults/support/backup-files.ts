import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readManifest } from '../../../src-main/backups/manifest';
import { verifyBackup } from '../../../src-main/backups/verify';

/** Files under a final name, in every folder of backups of these roots. */
export function finalBackups(roots: readonly string[]): string[] {
  return roots.flatMap((root) => {
    const folder = path.join(root, 'backups');
    return namesIn(folder)
      .filter((name) => /^epass-[\w-]+\.db(\.sealed)?$/.test(path.basename(name)))
      .map((name) => path.join(folder, name));
  });
}

/** Those that are not what they say, or do not say what they are. */
export async function badBackups(roots: readonly string[]): Promise<string[]> {
  const bad: string[] = [];
  for (const file of finalBackups(roots)) {
    try {
      const { manifest } = await verifyBackup(file);
      if (!manifest) bad.push(`${file} has no manifest`);
    } catch (error) {
      bad.push(`${file}: ${String(error)}`);
    }
  }
  return bad;
}

/** Of which journal a backup is the beginning; null when it does not say. */
export function lineageOfBackup(file: string): string | null {
  return readManifest(file)?.lineage ?? null;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}
