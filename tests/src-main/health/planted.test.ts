import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog, type Log } from '../../../src-main/log';
import { openLogFile } from '../../../src-main/log-file';
import type { OfficeContract } from '../../../src-shared/contract/contract';
import type { Client } from '../../../src-shared/contract/operation';
import {
  COUPLE,
  connection,
  openTestOffice,
  SINGLE,
  TEST_EVENT,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { serveGateFor, serveOverHttps } from '../../support/https-office';
import { apply, inviteTo } from '../../support/phones';
import type { Browser } from '../../support/served-browser';
import { ask, failInserts } from '../../support/test-database';

/** Words that nothing else has, so that each hit is a leak. */
const PERSON = { name: 'Zyxmara Quillfeather', phone: '+919812345670', typed: '98123 45670' };
const PARTNER = { name: 'Bromwell Oskatar', phone: '+919812345671', typed: '9812345671' };
const ADMINISTRATOR = {
  username: 'zorvina',
  displayName: 'Zorvina Pendlecrake',
  password: 'velvet harpoon custard nine',
};
const WRONG_PASSWORD = 'wobbly trombone lantern six';
const NEW_PASSWORD = 'gravel saxophone teacup four';
const KEY_PASSPHRASE = 'thimble ocelot marzipan seven';
const WRONG_PASSPHRASE = 'quagmire bicycle pudding two';
const BACKUP_PASSPHRASE = 'pelican doorknob violet eleven';
const EARLIER_SECRET = 'QR_SECRET_plantedSecretOfTheEarlierApplication';
const SET_UP_CODE = 'PL4NT-C0DE9';
const REFERENCE = 'UPIPLANTED77553311';
const EVENT = { ...TEST_EVENT, name: 'Quibberwick Ball', venue: 'Snorbeck Hall' };
const STAFF = { username: 'gluvia', displayName: 'Gluvia Tamblewick', role: 'seller' } as const;

const SEARCH = { filter: { search: PERSON.name }, sort: 'createdAt', descending: true, page: 0, pageSize: 25 } as const;

type Server = Awaited<ReturnType<typeof serveOverHttps>>;

/** An office with a log of its own kind, that is driven through everything that could let something slip. */
async function openDriven() {
  const temporary = temporaryFolder();
  const log: Log = createLog(openLogFile(path.join(temporary.folder, 'office.log'), { bytes: 2_000, files: 5 }));
  const office = await openTestOffice({ folder: temporary.folder, log, setUpCode: SET_UP_CODE });
  const server = await serveOverHttps(office, { log });
  const gate = await serveGateFor(office, { log, now: office.now });
  /** Everything that the office itself made up and that has to stay between it and a person. */
  const secrets: string[] = [];
  const references: string[] = [];
  return {
    folder: temporary.folder,
    office,
    server,
    gate,
    log,
    secrets,
    references,
    async [Symbol.asyncDispose]() {
      await gate[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await office[Symbol.asyncDispose]();
      temporary[Symbol.dispose]();
    },
  };
}
type Driven = Awaited<ReturnType<typeof openDriven>>;

async function setUp({ secrets }: Driven, browser: Browser): Promise<void> {
  const wanted = {
    event: EVENT,
    passTypes: [SINGLE, COUPLE],
    staff: [STAFF],
    key: { source: 'new', passphrase: KEY_PASSPHRASE } as const,
    administrator: ADMINISTRATOR,
  };
  expect(await browser.api['setUp.create']({ ...wanted, setUpCode: 'WRONG-CODE1' })).toMatchObject({ ok: false });
  const made = valueOf(await browser.api['setUp.create']({ ...wanted, setUpCode: SET_UP_CODE }));
  secrets.push(made.kit.text, ...made.invitations.map(({ oneTimePassword }) => oneTimePassword), browser.cookie);
}

async function signInAndOut({ server, secrets }: Driven, browser: Browser): Promise<void> {
  const { username, password } = ADMINISTRATOR;
  const other = server.browser();
  expect(await other.api['session.signIn']({ username, password: WRONG_PASSWORD })).toMatchObject({ ok: false });
  expect(await other.api['session.signIn']({ username: PERSON.name, password })).toMatchObject({ ok: false });
  valueOf(await other.api['session.signIn']({ username, password }));
  secrets.push(other.cookie);
  valueOf(await other.api['session.changePassword']({ currentPassword: password, newPassword: NEW_PASSWORD }));
  valueOf(await browser.api['session.signIn']({ username, password: NEW_PASSWORD }));
  secrets.push(browser.cookie);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await other.send('/login', {
    method: 'POST',
    headers: form,
    body: `username=${username}&password=${WRONG_PASSWORD}`,
  });
  await other.send('/logout');
}

async function sellAndScan(api: Client<OfficeContract>, { secrets }: Driven): Promise<string> {
  const sale = {
    saleId: crypto.randomUUID(),
    passType: 'COUPLE',
    name1: PERSON.name,
    phone1: PERSON.typed,
    name2: PARTNER.name,
    phone2: PARTNER.typed,
    paymentMode: 'ONLINE',
    txnInfo: REFERENCE,
  } as const;
  expect(await api['passes.sell']({ ...sale, phone1: PERSON.name })).toMatchObject({ ok: false });
  const { passId } = valueOf(await api['passes.sell'](sale));
  expect(await api['passes.sell']({ ...sale, saleId: crypto.randomUUID() })).toMatchObject({ ok: false });
  const code = valueOf(await api['passes.get']({ passId })).code ?? '';
  secrets.push(code, passId);
  for (const text of [code, code, `${code.slice(0, -1)}0`, PERSON.name]) {
    await api['scans.scan']({ scanId: crypto.randomUUID(), code: text });
  }
  valueOf(await api['passes.search'](SEARCH));
  return code;
}

async function importAndExport(browser: Browser): Promise<string> {
  const csv = [
    'pass type,name,phone,payment',
    `SINGLE,${PARTNER.name},9812345672,CASH`,
    `NONSENSE,${PERSON.name},not a phone,CASH`,
  ].join('\n');
  const mapping = { passType: 0, name1: 1, phone1: 2, paymentMode: 3 };
  valueOf(await browser.api['exchange.inspect']({ csv }));
  await browser.api['exchange.preview']({ csv, mapping });
  await browser.api['exchange.import']({ importId: crypto.randomUUID(), csv, mapping });
  return (await browser.send(`/export-csv?search=${encodeURIComponent(PERSON.name)}`)).text;
}

async function useKeys({ api }: Browser, { secrets }: Driven): Promise<void> {
  expect(await api['keys.printKit']({ passphrase: WRONG_PASSPHRASE })).toMatchObject({ ok: false });
  const imported = await api['keys.importSecret']({ secret: EARLIER_SECRET, passphrase: KEY_PASSPHRASE });
  secrets.push(valueOf(imported).text, valueOf(await api['keys.printKit']({ passphrase: KEY_PASSPHRASE })).text);
  const [kit = ''] = secrets;
  expect(await api['keys.restore']({ kit, passphrase: WRONG_PASSPHRASE })).toMatchObject({ ok: false });
}

async function usePhone({ office, gate, secrets }: Driven, browser: Browser, code: string): Promise<void> {
  const phone = gate.browser();
  const { invitationId, token } = await inviteTo(browser, { name: `Phone of ${PERSON.name}` });
  secrets.push(token);
  expect(await phone.api['gate.join']({ token: 'x'.repeat(43) })).toMatchObject({ ok: false });
  const check = await apply(phone, token);
  secrets.push(phone.cookie);
  valueOf(await browser.api['devices.accept']({ invitationId, check }));
  const { device } = valueOf(await phone.api['gate.status']({}));
  secrets.push(phone.cookie, device?.rejoinKey ?? phone.cookie);
  await phone.api['gate.scan']({ scanId: crypto.randomUUID(), code });
  await phone.api['gate.find']({ name: PERSON.name });
  await phone.send(`/gate?name=${encodeURIComponent(PERSON.name)}`);
  valueOf(await browser.api['devices.revoke']({ deviceId: device?.deviceId ?? '' }));
  await phone.api['gate.scan']({ scanId: crypto.randomUUID(), code });
  office.wait(1_000);
}

/** What no page of ours sends. */
async function sendNonsense(browser: Browser, server: Server, code: string): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: server.origin, 'x-box-office': '1' };
  for (const body of [`{"name1":"${PERSON.name}`, `"${PERSON.name}"`, `{"name1":${PERSON.name}}`]) {
    await browser.send('/api/call/passes.sell', { method: 'POST', headers, body });
  }
  await browser.call(PERSON.name, { password: NEW_PASSWORD });
  await browser.send(`/preview/${code}`);
  await browser.send(`/${encodeURIComponent(PERSON.name)}?phone=${encodeURIComponent(PERSON.phone)}`);
  await browser.send('/%E0%A4%A', { headers: { 'user-agent': PERSON.name, referer: PERSON.name } });
  await browser.api['health.reportPage']({
    kind: PERSON.name,
    frames: [`at ${PERSON.name} (${code})`, `${PERSON.phone} desk.js:1:2`, `/home/${PERSON.name}/desk.js:3:4`],
  });
}

/** Makes the database itself speak of what it was given, and the program stumble over it. */
async function crash({ folder, references }: Driven, api: Client<OfficeContract>): Promise<void> {
  const sale = { passType: 'SINGLE', name1: PERSON.name, phone1: '9812345673', paymentMode: 'CASH' } as const;
  const event = (statement: string) => ask(folder, statement);
  const attempt = async () => {
    const reply = await api['passes.sell']({ ...sale, saleId: crypto.randomUUID() });
    expect(reply).toMatchObject({ ok: false, code: 'internal' });
    if (!reply.ok && reply.reference) references.push(reply.reference);
  };
  const end = await failInserts(event, 'passes', PERSON.name);
  await attempt();
  await end();
  // A moment that is none: the answer does not parse.
  await event(`UPDATE passes SET scanned_at = NULL, cancelled_at = '${PERSON.name}'`);
  const search = await api['passes.search'](SEARCH);
  if (!search.ok && search.reference) references.push(search.reference);
  await event('UPDATE passes SET cancelled_at = NULL');
  await event('ALTER TABLE scans RENAME TO hidden');
  const recent = await api['scans.recent']({ limit: 5 });
  if (!recent.ok && recent.reference) references.push(recent.reference);
  await event('ALTER TABLE hidden RENAME TO scans');
}

/** All that leaves the office for whoever looks after it. */
async function readAll({ folder, log }: Driven, browser: Browser): Promise<Readonly<Record<string, string>>> {
  const files = readdirSync(folder).filter((name) => name.startsWith('office'));
  const logs = files.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
  return {
    ...Object.fromEntries(logs),
    recent: log.recent().join('\n'),
    metrics: (await browser.send('/metrics')).text,
    report: valueOf(await browser.api['health.report']({})).text,
    figures: JSON.stringify(valueOf(await browser.api['health.figures']({}))),
    notices: JSON.stringify(valueOf(await browser.api['health.notices']({}))),
  };
}

/** As it was planted, without its blanks, in an address, in Base64 and in hexadecimal. */
function formsOf(planted: string): string[] {
  const bytes = Buffer.from(planted);
  const forms = [planted, planted.replaceAll(' ', ''), encodeURIComponent(planted), bytes.toString('hex')];
  return [...forms, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
}

function hitsIn(texts: Readonly<Record<string, string>>, planted: readonly string[]): string[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    planted.flatMap((one) =>
      formsOf(one).some((form) => text.toLowerCase().includes(form.toLowerCase())) ? [`${one} in ${name}`] : [],
    ),
  );
}

describe('what was planted everywhere', () => {
  let driven: Driven;
  let texts: Readonly<Record<string, string>>;
  let exported: string;
  let planted: string[];
  beforeAll(async () => {
    driven = await openDriven();
    const { office, server, secrets } = driven;
    const browser = server.browser();
    await setUp(driven, browser);
    await signInAndOut(driven, browser);
    const window = office.clientOf(connection('ipc'));
    valueOf(await window['session.signIn']({ username: ADMINISTRATOR.username, password: NEW_PASSWORD }));
    const code = await sellAndScan(window, driven);
    exported = await importAndExport(browser);
    await useKeys(browser, driven);
    await usePhone(driven, browser, code);
    valueOf(await browser.api['backups.protect']({ passphrase: BACKUP_PASSPHRASE }));
    valueOf(await browser.api['backups.make']({}));
    valueOf(await browser.api['privacy.find']({ text: PERSON.name }));
    await sendNonsense(browser, server, code);
    await crash(driven, window);
    texts = await readAll(driven, browser);
    const people = [PERSON, PARTNER].flatMap(({ name, phone, typed }) => [
      name,
      ...name.split(' '),
      phone,
      phone.slice(3),
      typed,
    ]);
    const staff = [ADMINISTRATOR, STAFF].flatMap(({ username, displayName }) => [username, ...displayName.split(' ')]);
    const passwords = [ADMINISTRATOR.password, WRONG_PASSWORD, NEW_PASSWORD, KEY_PASSPHRASE, WRONG_PASSPHRASE];
    const others = [BACKUP_PASSPHRASE, EARLIER_SECRET, SET_UP_CODE, REFERENCE, EVENT.name, EVENT.venue];
    const cookies = secrets.flatMap((secret) => [secret, secret.slice(secret.indexOf('=') + 1)]);
    planted = [...people, ...staff, ...passwords, ...others, ...cookies].filter((one) => one !== '');
  }, 120_000);
  afterAll(() => driven[Symbol.asyncDispose]());

  test('is found where it belongs, so that the search can find it', () => {
    expect(hitsIn({ exported }, planted)).toContain(`${PERSON.name} in exported`);
    expect(hitsIn({ exported }, planted)).toContain(`${REFERENCE} in exported`);
    expect(planted.length).toBeGreaterThan(35);
    expect(driven.secrets.filter((secret) => secret.length < 8)).toEqual([]);
  });

  test('made the program stumble, and each reference that went out stands in the log', () => {
    const { references, log } = driven;
    expect(references.length).toBeGreaterThanOrEqual(3);
    const all = Object.entries(texts)
      .filter(([name]) => name.startsWith('office'))
      .map(([, text]) => text)
      .join('\n');
    for (const reference of references) expect(all).toContain(reference);
    expect(log.recent().length).toBeGreaterThan(3);
    expect(Object.keys(texts).filter((name) => name.startsWith('office')).length).toBeGreaterThan(1);
  });

  test('is nowhere in the log, the metrics, the report, the figures and the notices', () => {
    expect(hitsIn(texts, planted)).toEqual([]);
  });
});
