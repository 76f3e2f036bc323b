import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OfficeKeeper } from '../office-keeper';
import { type KeptOfficeOptions, openKeptOffice } from '../restore/open-kept-office';
import { type DemoSignIn, inventPassword } from './demo-staff';
import { fillDemo } from './fill-demo';

export interface DemoOffice {
  readonly office: OfficeKeeper;
  /** Goes away when the office is closed. */
  readonly folder: string;
  readonly signIns: readonly DemoSignIn[];
}

interface DemoOptions
  extends Omit<
    KeptOfficeOptions,
    'folder' | 'store' | 'keychain' | 'keyPassphrase' | 'setUpCode' | 'demo' | 'rescue' | 'machine'
  > {
  /** What belongs to this computer for as long as the demo goes on. */
  readonly machineOf: (folder: string) => KeptOfficeOptions['machine'];
}

/** An event in full swing in a throw-away folder, which goes away when the office is closed. */
export async function openDemoOffice(options: DemoOptions): Promise<DemoOffice> {
  const folder = mkdtempSync(path.join(tmpdir(), 'epass-demo-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // However the process ends: names in a demo are made up, but nobody should have to tidy up after one.
  process.once('exit', remove);
  // While the past is being made, the office lives in it.
  let past: number | null = null;
  const passphrase = inventPassword();
  try {
    const office = await openKeptOffice({
      ...options,
      folder,
      machine: options.machineOf(folder),
      now: () => past ?? options.now(),
      keychain: null,
      // Nobody knows it, so the office has to open its keys by itself after a restore.
      keyPassphrase: passphrase,
      setUpCode: null,
      demo: true,
      rescue: false,
    });
    const signIns = await fillDemo({
      dispatch: office.dispatch,
      passphrase,
      now: options.now(),
      setClock: (milliseconds) => {
        past = milliseconds;
      },
    });
    past = null;
    const close = async () => {
      await office.close();
      remove();
      process.off('exit', remove);
    };
    return { office: { ...office, close }, folder, signIns };
  } catch (error) {
    remove();
    throw error;
  }
}
