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

/** A whole box office that can be closed and opened again in the middle of an event. Use with `await using`. */
export async function openRestartingOffice() {
  const temporary = temporaryFolder();
  const ready = await openReadyOffice({ folder: temporary.folder });
  let office: Awaited<ReturnType<typeof openTestOffice>> = ready;
  let api: Client<OfficeContract> = ready.api;

  return {
    api: () => api,
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
