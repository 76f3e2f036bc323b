import type { Connection } from '../../../src-main/caller';
import type { OfficeContract } from '../../../src-shared/contract/contract';
import type { Client } from '../../../src-shared/contract/operation';
import {
  ADMINISTRATOR,
  connection,
  openReadyOffice,
  openTestOffice,
  PASSPHRASE,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { joinPhone } from '../../support/phones';

export const PHONES = 3;

/** A whole box office with phones that can be closed and opened again in the middle of an event. Use with `await using`. */
export async function openRestartingOffice() {
  const temporary = temporaryFolder();
  const ready = await openReadyOffice({ folder: temporary.folder });
  let office: Awaited<ReturnType<typeof openTestOffice>> = ready;
  let api: Client<OfficeContract> = ready.api;
  const phones: Connection[] = [];
  for (let number = 1; number <= PHONES; number += 1) {
    const { at } = await joinPhone(ready, { name: `Gate ${number}` });
    phones.push(at);
  }

  return {
    api: () => api,
    phone(number: number): Client<OfficeContract> {
      const at = phones[number];
      if (!at) throw new Error('there are not as many phones');
      return office.clientOf(at);
    },
    now: () => office.now(),
    bugs: () => office.log.bugs,
    wait: (milliseconds: number) => office.wait(milliseconds),
    async restart() {
      const elapsed = office.now();
      await office.close();
      office = await openTestOffice({ folder: temporary.folder, keyPassphrase: PASSPHRASE });
      office.wait(elapsed - office.now());
      api = office.clientOf(connection());
      const { username, password } = ADMINISTRATOR;
      valueOf(await api['session.signIn']({ username, password }));
    },
    async [Symbol.asyncDispose]() {
      await office.close();
      temporary[Symbol.dispose]();
    },
  };
}
export type RestartingOffice = Awaited<ReturnType<typeof openRestartingOffice>>;
