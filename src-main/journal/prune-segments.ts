import { rm } from 'node:fs/promises';
import path from 'node:path';
import { flushFolder } from './journal-file.ts';
import { segmentsOf } from './read-journal.ts';

/** Removes the segments of a lineage in which every change comes before this one. The newest segment stays. */
export async function pruneSegments(root: string, lineage: string, before: number): Promise<void> {
  const segments = segmentsOf(root, lineage);
  for (const [index, { file }] of segments.entries()) {
    const next = segments[index + 1];
    if (!next || next.first > before) break;
    await rm(file);
    await flushFolder(path.dirname(file));
  }
}
