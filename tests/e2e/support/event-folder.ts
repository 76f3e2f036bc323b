import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADMINISTRATOR, openReadyOffice, PASSPHRASE, sellPass, valueOf } from '../../support/box-office';

export interface SoldPass {
  readonly passId: string;
  readonly name: string;
  readonly code: string;
}

/** Sets up an event in a folder, as an afternoon at the desk would have: with an administrator and passes sold. */
export async function fillEventFolder(folder: string, passes: number): Promise<readonly SoldPass[]> {
  await using office = await openReadyOffice({ folder });
  const sold: SoldPass[] = [];
  while (sold.length < passes) {
    const pass = await sellPass(office.api);
    const { code } = valueOf(await office.api['passes.get']({ passId: pass.passId }));
    sold.push({ passId: pass.passId, name: pass.name1, code: code ?? '' });
  }
  return sold;
}

/** Signs in at the desk of such an event. */
export const EVENT_ADMINISTRATOR = { username: ADMINISTRATOR.username, password: ADMINISTRATOR.password };

/** A file with the passphrase of such an event, for a desk that nobody has to sit in front of. */
export function writePassphraseFile(folder: string): string {
  const file = join(folder, 'passphrase');
  writeFileSync(file, PASSPHRASE, { mode: 0o600 });
  return file;
}
