import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Program } from './serving';

export const hasLibfiu = isOnPath('fiu-run') && isOnPath('fiu-ctrl');

/** What libfiu can make fail, with the error number of an I/O error or of a full disk. */
export type DiskFault = readonly { readonly name: string; readonly errno: 5 | 28 }[];

/**
 * The same program, with a disk that can be made to fail while it runs.
 * @param folder where the pipes lie by which it is told to
 */
export function withFailingDisk(program: Program, folder: string) {
  const pipes = path.join(folder, 'fiu');
  const tell = (pid: number, commands: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('fiu-ctrl', [
      '-f',
      pipes,
      ...commands.flatMap((command) => ['-c', command]),
      String(pid),
    ]);
    if (status !== 0 || stdout.length > 0) throw new Error(`fiu-ctrl said ${String(stdout)}${String(stderr)}`);
  };
  return {
    program: { ...program, within: ['fiu-run', '-x', '-f', pipes] },
    fail: (pid: number, fault: DiskFault) =>
      tell(
        pid,
        fault.map(({ name, errno }) => `enable name=${name},failinfo=${errno}`),
      ),
    mend: (pid: number, fault: DiskFault) =>
      tell(
        pid,
        fault.map(({ name }) => `disable name=${name}`),
      ),
  };
}

/** Whether this user may make a small disk. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && triesToMount();

/** A disk of so many MiB in memory, on a folder that is there. */
export function mountSmallDisk(folder: string, mebibytes: number) {
  mkdirSync(folder, { recursive: true });
  if (!mount(folder, mebibytes)) throw new Error(`no disk could be mounted on ${folder}`);
  const ballast = path.join(folder, 'ballast');
  return {
    /** Leaves so many bytes free, or a little less. */
    fillUpTo(left: number): void {
      const file = openSync(ballast, 'a');
      try {
        for (let free = freeBytes(folder); free > left; free = freeBytes(folder)) {
          writeSync(file, Buffer.alloc(Math.min(1_048_576, Math.max(4_096, free - left))));
        }
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        closeSync(file);
      }
    },
    /** Nothing can be written to it any more. */
    protect(): void {
      if (spawnSync('mount', ['-o', 'remount,ro', folder]).status !== 0) throw new Error(`${folder} is not protected`);
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    [Symbol.dispose]: () => void spawnSync('umount', ['-l', folder]),
  };
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function mount(folder: string, mebibytes: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=700`, 'tmpfs', folder]).status === 0;
}

function triesToMount(): boolean {
  const folder = `/tmp/epass-mount-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const mounted = mount(folder, 1);
  if (mounted) spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
  return mounted;
}

export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(path.join(folder, program)));
}
