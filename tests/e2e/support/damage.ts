import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** As a failing disk leaves it: the first page is still there, what follows is not what was written. */
export function damageTheEvent(folder: string): void {
  const file = join(folder, 'epass.db');
  for (const beside of ['-wal', '-shm']) rmSync(`${file}${beside}`, { force: true });
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(size - 4_096, 0x5a), 0, size - 4_096, 4_096);
  closeSync(handle);
}
