import { watchDiskSpace as watchReally } from '../../../src-main/database/disk-space';

export * from '../../../src-main/database/disk-space';

const MEBIBYTE = 1_048_576;

/** In the place of `watchDiskSpace`: limits for a disk of a few MiB. */
export function watchDiskSpace(folder: string) {
  return watchReally(folder, { full: 4 * MEBIBYTE, low: 8 * MEBIBYTE });
}
