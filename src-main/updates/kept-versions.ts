import { createHash } from 'node:crypto';
import {
  constants,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { isNewer, type UpdateMetadata } from './signed-metadata';
import { UpdateRefused } from './update-refused';

const Kept = z.object({
  version: z.string(),
  file: z.string().regex(/^[^/\\]+$/),
  sha512: z.string(),
  size: z.number(),
});
const NOTE = 'kept.json';
const VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * The files of versions that were installed here, so that there is a way back without a network. They lie where only the
 * person of this computer can write, as the program itself does; the digest finds out damage.
 * @param root a folder of its own
 */
export function createKeptVersions(root: string) {
  return {
    /** @throws UpdateRefused `disk-full` */
    async add(version: string, file: string, name: string): Promise<void> {
      const folder = path.join(root, version);
      if (existsSync(path.join(folder, NOTE))) return;
      const work = path.join(root, `${version}.${process.pid}`);
      try {
        mkdirSync(work, { recursive: true, mode: 0o700 });
        await copyFile(file, path.join(work, name), constants.COPYFILE_FICLONE);
        const hash = createHash('sha512');
        await pipeline(createReadStream(path.join(work, name)), hash);
        const { size } = await stat(path.join(work, name));
        writeFileSync(
          path.join(work, NOTE),
          JSON.stringify({ version, file: name, sha512: hash.digest('base64'), size }),
        );
        rmSync(folder, { recursive: true, force: true });
        renameSync(work, folder);
      } catch (error) {
        rmSync(work, { recursive: true, force: true });
        throw new UpdateRefused((error as { code?: string }).code === 'ENOSPC' ? 'disk-full' : 'unknown', error);
      }
    },

    /** Takes away every version but these. */
    prune(wanted: readonly string[]): void {
      for (const name of readdirSync(root))
        if (!wanted.includes(name)) rmSync(path.join(root, name), { recursive: true, force: true });
    },

    /** The newest one that is older than this version. */
    before(version: string): { readonly version: string; readonly folder: string } | null {
      const names = existsSync(root) ? readdirSync(root).filter((name) => VERSION.test(name)) : [];
      const older = names.filter((name) => isNewer(version, name) && existsSync(path.join(root, name, NOTE)));
      const [newest] = older.toSorted((one, other) => (isNewer(one, other) ? -1 : 1));
      return newest === undefined ? null : { version: newest, folder: path.join(root, newest) };
    },
  };
}

/** @throws UpdateRefused `not-kept` for a folder without a note that can be read */
export function readKept(folder: string): UpdateMetadata {
  try {
    const { version, file, sha512, size } = Kept.parse(JSON.parse(readFileSync(path.join(folder, NOTE), 'utf8')));
    return {
      version,
      files: [{ url: file, sha512, size }],
      path: file,
      sha512,
      releaseDate: new Date(0).toISOString(),
    };
  } catch (error) {
    throw new UpdateRefused('not-kept', error);
  }
}
