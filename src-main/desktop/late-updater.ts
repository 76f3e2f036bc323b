import { app } from 'electron';
import type { Updater } from '../updates/updater';
import type { createUpdater, UpdaterOptions } from './updater';

/** Nothing of updates is needed for the first picture; they are opened with the office. */
export function createLateUpdater(options: Omit<UpdaterOptions, 'publisher'>) {
  let opened: ReturnType<typeof createUpdater> | null = null;

  async function open(): Promise<Updater> {
    const [library, source] = await Promise.all([import('./updater'), import('./update-source')]);
    opened ??= library.createUpdater({ ...options, publisher: app.isPackaged ? source.readPublisher() : null });
    return opened.updater;
  }

  return { open, finish: () => opened?.finish() };
}
