import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { MACHINE_FILE } from './machine-folder';

/**
 * One thing of what belongs to this computer, read past the library that keeps it and opens much later.
 * @param folder where the file is kept
 * @returns null where it is not there or cannot be read
 */
export function readEarly<T>(folder: string, name: string, type: z.ZodType<T>): T | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(path.join(folder, `${MACHINE_FILE}.json`), 'utf8'));
    return type.parse((kept as Readonly<Record<string, unknown>>)[name]);
  } catch {
    return null;
  }
}
