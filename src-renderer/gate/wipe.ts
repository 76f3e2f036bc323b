/**
 * Deletes everything that this page keeps in the browser. What others hold open is theirs to empty first.
 * @param keepers such as the store of recorded scans
 */
export async function wipePhone(keepers: readonly { wipe(): Promise<void> }[]): Promise<void> {
  await Promise.allSettled(keepers.map((keeper) => keeper.wipe()));
  for (const kept of ['localStorage', 'sessionStorage'] as const) {
    try {
      window[kept].clear();
    } catch {
      // A browser that refuses storage has kept nothing there.
    }
  }
}
