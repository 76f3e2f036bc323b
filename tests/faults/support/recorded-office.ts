/**
 * Run under strace: an office that sells, scans and backs up, and says into a file of its own what was asked and what was answered,
 * so that a trace has both in one order. Arguments: folder, that file, how many questions, seed.
 */
import { mkdirSync, openSync, writeSync } from 'node:fs';
import { createRandom } from '../../../src-main/demo/random';
import { ADMINISTRATOR, openReadyOffice, openTestOffice, PASSPHRASE, valueOf } from '../../support/box-office';

const [folder = '', saidFile = '', many = '', seed = ''] = process.argv.slice(2);
const AT_ONCE = 8;
const random = createRandom(Number(seed));
const said = openSync(saidFile, 'w');
const say = (line: object) => writeSync(said, `${JSON.stringify(line)}\n`);

const sold: { readonly passId: string; readonly code: string }[] = [];
let asked = 0;

async function sell(api: Api): Promise<void> {
  const id = crypto.randomUUID();
  const name1 = `Guest ${asked}`;
  const phone1 = String(9_000_000_000 + asked);
  say({ asked: { kind: 'sale', id, name: name1 } });
  const sale = { saleId: id, passType: 'SINGLE', name1, phone1, paymentMode: 'CASH' as const };
  const reply = await api['passes.sell'](sale);
  say({ told: id, reply });
  const { passId } = valueOf(reply);
  const { code } = valueOf(await api['passes.get']({ passId }));
  sold.push({ passId, code: code ?? '' });
}

async function scan(api: Api, { passId, code }: { readonly passId: string; readonly code: string }): Promise<void> {
  const id = crypto.randomUUID();
  say({ asked: { kind: 'scan', id, passId } });
  say({ told: id, reply: await api['scans.scan']({ scanId: id, code }) });
}

async function work(api: Api, until: number): Promise<void> {
  while (asked < until) {
    asked += 1;
    const pass = sold.at(-1 - Math.floor(random() * 12));
    await (pass && random() < 0.5 ? scan(api, pass) : sell(api));
  }
}

async function everybody(api: Api, until: number): Promise<void> {
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(api, until)));
}

type Office = Awaited<ReturnType<typeof openReadyOffice>>;
type Api = Office['api'];

mkdirSync(folder, { mode: 0o700 });
/** While everybody else sells and scans. */
async function backUp(api: Api): Promise<void> {
  const { kind, fileName } = valueOf(await api['backups.make']({}));
  say({ backup: `backups/${kind}/${fileName}` });
}

const office = await openReadyOffice({ folder, store: null });
await Promise.all([everybody(office.api, Number(many) / 2), backUp(office.api)]);
await office[Symbol.asyncDispose]();

// Once more over the same folder, so that opening and its recovery are in the trace as well.
const again = await openTestOffice({ folder, keyPassphrase: PASSPHRASE, store: null });
const api = again.clientOf(office.desk);
valueOf(await api['session.signIn']({ username: ADMINISTRATOR.username, password: ADMINISTRATOR.password }));
await Promise.all([everybody(api, Number(many)), backUp(api)]);
await again[Symbol.asyncDispose]();
