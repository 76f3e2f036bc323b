import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { createBuilder } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openReadyOffice, openTestOffice, sellPass, temporaryFolder, valueOf } from '../support/box-office';
import { contentsOf, passesIn, pathOf } from './restore/restorable';

const repository = path.resolve(import.meta.dirname, '../..');
/** Inside the repository, because the modules with native code are found from there. */
const built = path.join(repository, 'node_modules', `.serve-test-${process.pid}`);

beforeAll(async () => {
  const builder = await createBuilder({
    configFile: path.join(repository, 'vite.config.ts'),
    logLevel: 'error',
    environments: { main: { build: { outDir: path.join(built, 'main'), sourcemap: false } } },
  });
  const main = builder.environments['main'];
  if (!main) throw new Error('vite.config.ts no longer builds main');
  await builder.build(main);
  mkdirSync(path.join(built, 'renderer'));
  for (const page of ['desk', 'gate']) writeFileSync(path.join(built, `renderer/${page}.html`), '<!doctype html>');
}, 120_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

const started: ChildProcess[] = [];
afterEach(() => {
  for (const one of started.splice(0)) one.kill('SIGKILL');
});

/** Starts the server as `npm start -- --serve` does. `said` resolves once its output contains a text. */
function start(args: readonly string[], environment: Record<string, string> = {}) {
  const serving = spawn(process.execPath, [path.join(built, 'main/serve.js'), ...args], {
    env: { ...process.env, ...environment },
  });
  started.push(serving);
  let output = '';
  const said = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => output.includes(text) && resolve(output);
      serving.stdout.on('data', look);
      serving.once('close', () => reject(new Error(`it ended and said: ${output}`)));
      look();
    });
  for (const stream of [serving.stdout, serving.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = once(serving, 'close').then(([code]) => ({ code: code as number | null, output }));
  return { serving, said, ended };
}

test('it opens the folder, says where and with which code to set it up, and closes on Ctrl+C', async () => {
  using temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'event');
  const { serving, said, ended } = start(['--serve', '--data', folder, '--port', '0']);
  const output = await said('Ctrl+C');
  expect(output).toMatch(/open at https:\/\/127\.0\.0\.1:\d+\n/);
  expect(output).toMatch(/\n {2}([0-9A-F]{2}:){31}[0-9A-F]{2}\n/);
  expect(output).toMatch(/one-time code:\n {2}[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\n/);
  for (const file of ['', 'epass.db', 'office.lock', 'last-open', 'tls', 'tls/certificate.pem']) {
    expect([file, statSync(path.join(folder, file)).mode & 0o077]).toEqual([file, 0]);
  }
  // As when the terminal and npm both pass one Ctrl+C on; two of a kind would become one on the way.
  serving.kill('SIGINT');
  serving.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
  // A file that was closed in order has no log beside it.
  expect(readdirSync(folder).filter((name) => name.startsWith('epass.db'))).toEqual(['epass.db']);
}, 60_000);

test('an error that nobody caught is noted and it goes on; errors without end close it in order, with their reference', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  // Loaded before the program: a signal is all it takes to throw in the middle of it.
  const failing = 'process.on("SIGUSR2", () => { throw new RangeError("Asha Patel") })';
  const { serving, said, ended } = start(['--data', folder, '--port', '0'], {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(failing)}`,
  });
  await said('Ctrl+C');
  const lines = () => readFileSync(path.join(folder, 'office.log'), 'utf8').trim().split('\n');
  const found = (message: string) => lines().filter((line) => line.includes(message));
  for (let count = 1; count <= 5; count++) {
    serving.kill('SIGUSR2');
    await vi.waitFor(() => expect(found('the office goes on')).toHaveLength(count), 20_000);
  }
  expect(serving.exitCode).toBeNull();

  serving.kill('SIGUSR2');
  const { code, output } = await ended;
  expect(code).toBe(1);
  const [closing = '{}'] = found('the office closes');
  const { reference } = JSON.parse(closing) as { reference: string };
  expect(output).toContain('Every sale and every admission that was confirmed is saved');
  expect(output).toContain(reference);
  expect(found('"RangeError"')).toHaveLength(6);
  expect(lines().join()).not.toContain('Asha');
  // Closed in order.
  expect(readdirSync(folder).filter((name) => name.startsWith('epass.db'))).toEqual(['epass.db']);
}, 120_000);

test('a second one keeps its hands off the folder, and says why in one sentence', async () => {
  using temporary = temporaryFolder();
  const first = start(['--data', temporary.folder, '--port', '0']);
  await first.said('Ctrl+C');
  const second = await start(['--data', temporary.folder, '--port', '0']).ended;
  expect(second).toEqual({
    code: 1,
    output: `Another E-Pass Box Office has the folder ${temporary.folder} open. Close it first, or choose another folder.\n`,
  });
  first.serving.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
}, 60_000);

test('it goes to the folder that was chosen at this computer, and says so where that is not there', async () => {
  using temporary = temporaryFolder();
  const [config, chosen] = ['config', 'chosen'].map((name) => path.join(temporary.folder, name)) as [string, string];
  const usual = path.join(config, 'E-Pass Box Office');
  mkdirSync(path.join(usual, 'window'), { recursive: true });
  mkdirSync(chosen);
  writeFileSync(path.join(usual, 'window/machine.json'), JSON.stringify({ eventFolder: chosen }));
  const environment = { XDG_CONFIG_HOME: config };
  const { code, output } = await start(['--serve', '--port', '0'], environment).ended;
  expect(code).toBe(1);
  expect(output).toContain(`The folder that was chosen for the event is not there: ${chosen}.`);
  expect(readdirSync(chosen)).toEqual([]);

  writeFileSync(path.join(chosen, 'office.lock'), '');
  const { serving, said, ended } = start(['--serve', '--port', '0'], environment);
  await said('Ctrl+C');
  serving.kill('SIGTERM');
  await ended;
  expect(readdirSync(chosen)).toContain('epass.db');
  // What belongs to the computer stays in the usual folder.
  expect(readdirSync(usual)).toEqual(['window']);
  expect(readdirSync(chosen)).not.toContain('window');
}, 60_000);

test('a port that somebody else has is said in one sentence, and the folder is free again', async () => {
  using temporary = temporaryFolder();
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const refused = await start(['--data', temporary.folder, '--port', String(port)]).ended;
  expect(refused).toEqual({
    code: 1,
    output: `Port ${port} is in use by another program. Close that, or choose another port with --port.\n`,
  });
  other.close();
  const again = start(['--data', temporary.folder, '--port', '0']);
  await again.said('Ctrl+C');
}, 60_000);

test.each<[string, (folder: string) => string[], Record<string, string>, RegExp]>([
  ['a port that is none', () => ['--port', 'many'], {}, /^--port takes a number from 0 to 65535, not many\.\n$/],
  [
    'a file that is no database',
    (folder) => {
      writeFileSync(path.join(folder, 'epass.db'), 'this is not a database, but it is long enough to look at');
      return ['--data', folder, '--port', '0'];
    },
    {},
    /^The file epass\.db in .* is not a database\.\n$/,
  ],
  ['a restore without a backup', () => ['--restore'], {}, /^--restore takes a backup\.\n$/],
  [
    'a restore of a demo',
    () => ['--demo', '--restore', 'epass.db'],
    {},
    /^--restore and --demo exclude each other\.\n$/,
  ],
  [
    'a backup that is not there',
    (folder) => ['--data', folder, '--restore', path.join(folder, 'gone.db'), '--port', '0'],
    {},
    /^\/.*\/gone\.db cannot be read\. Nothing was changed\.\n$/,
  ],
  [
    'a passphrase file that is not there',
    (folder) => ['--data', folder, '--port', '0'],
    { EPASS_KEY_PASSPHRASE_FILE: '/nowhere/passphrase' },
    /^\/nowhere\/passphrase cannot be opened \(ENOENT\)\.\n$/,
  ],
])(
  '%s is said in one sentence',
  async (_case, args, environment, sentence) => {
    using temporary = temporaryFolder();
    const { code, output } = await start(args(temporary.folder), environment).ended;
    expect(output).toMatch(sentence);
    expect(code).toBe(1);
  },
  60_000,
);

test('a backup is restored before the office opens, and the console says what it holds and what is kept', async () => {
  using temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'event');
  const elsewhere = path.join(temporary.folder, 'elsewhere');
  const ids: string[] = [];
  let id: string;
  {
    await using office = await openReadyOffice({ folder });
    ids.push((await sellPass(office.api)).passId);
    ({ id } = valueOf(await office.api['backups.make']({})));
    ids.push((await sellPass(office.api, 'COUPLE')).passId);
  }
  const backup = pathOf(folder, { id });
  const { serving, said, ended } = start(['--serve', '--data', folder, '--port', '0', '--restore', backup]);
  const output = await said('Ctrl+C');
  expect(output).toContain(`Restored ${backup}\nIt holds Winter Gala: 2 passes for 3 people, 0 of the passes admitted`);
  expect(output).toMatch(/\nThe journal added 1 sale and 0 admissions, up to 2026-11-28 12:30:00 UTC\n/);
  const [, kept = ''] = /is kept as (replaced\/epass-\w+\.db) in /.exec(output) ?? [];
  expect(passesIn(path.join(folder, kept))).toEqual(ids.toSorted());
  serving.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  expect(passesIn(path.join(folder, 'epass.db'))).toEqual(ids.toSorted());

  // On another computer, where there was nothing.
  const other = start(['--data', elsewhere, '--port', '0', '--restore', backup]);
  const words = await other.said('Ctrl+C');
  expect(words).toContain(`There was no event in ${elsewhere} before.\n`);
  expect(words).toContain('bring them back with the recovery kit.');
  expect(passesIn(path.join(elsewhere, 'epass.db'))).toEqual(ids.toSorted());
}, 120_000);

test('a backup that cannot be restored ends the start, and the event is what it was', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  let id: string;
  {
    await using office = await openReadyOffice({ folder });
    await sellPass(office.api);
    valueOf(await office.api['backups.protect']({ passphrase: 'seven quiet herons' }));
    ({ id } = valueOf(await office.api['backups.make']({})));
  }
  const before = contentsOf(folder);
  const backup = pathOf(folder, { id });
  const passphrase = path.join(folder, 'passphrase.log');
  writeFileSync(passphrase, 'seven loud herons\n');
  for (const environment of [{}, { EPASS_BACKUP_PASSPHRASE_FILE: passphrase }]) {
    const { code, output } = await start(['--data', folder, '--port', '0', '--restore', backup], environment).ended;
    expect([code, output]).toEqual([1, expect.stringMatching(/is encrypted, and .* Nothing was changed\.\n$/)]);
    expect(contentsOf(folder)).toEqual(before);
  }
  writeFileSync(passphrase, 'seven quiet herons\n');
  const { said } = start(['--data', folder, '--port', '0', '--restore', backup], {
    EPASS_BACKUP_PASSPHRASE_FILE: passphrase,
  });
  expect(await said('Ctrl+C')).toContain('1 pass for 1 person');
}, 120_000);

test('a restore that is killed leaves an event that opens, with everything that was sold', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const ids: string[] = [];
  let id: string;
  {
    await using office = await openReadyOffice({ folder });
    ids.push((await sellPass(office.api)).passId);
    ({ id } = valueOf(await office.api['backups.make']({})));
    ids.push((await sellPass(office.api)).passId);
  }
  const args = ['--data', folder, '--port', '0', '--restore', pathOf(folder, { id })];
  // Killed as soon as it can be seen to be there, and later and later from then on.
  for (const sign of [/^restore-scratch-/, /^restore-decided/, /^replaced$/, /^office\.lock$/]) {
    const { serving, ended } = start(args);
    await untilThereIs(folder, sign, serving);
    serving.kill('SIGKILL');
    await ended;
    await using office = await openTestOffice({ folder });
    expect(passesIn(path.join(folder, 'epass.db'))).toEqual(ids.toSorted());
    expect(office.log.bugs).toEqual([]);
  }
}, 120_000);

test('a demo prints its sign-ins and leaves nothing behind, even when it is ended while it is being made', async () => {
  using temporary = temporaryFolder();
  const isolated = { TMPDIR: temporary.folder, TMP: temporary.folder, TEMP: temporary.folder };
  const { serving, said, ended } = start(['--demo', '--port', '0'], isolated);
  const output = await said('Ctrl+C');
  expect(output).toMatch(
    /administrator +admin1 +[0-9a-z-]{19}\n +seller +seller1 +[0-9a-z-]{19}\n +gate +gate1 +[0-9a-z-]{19}\n/,
  );
  expect(readdirSync(temporary.folder)).toHaveLength(1);
  serving.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  expect(readdirSync(temporary.folder)).toEqual([]);

  const impatient = start(['--demo', '--port', '0'], isolated);
  await untilFolderExists(temporary.folder, impatient.serving);
  impatient.serving.kill('SIGINT');
  expect((await impatient.ended).code).toBe(1);
  expect(readdirSync(temporary.folder)).toEqual([]);
}, 120_000);

async function untilFolderExists(parent: string, serving: ChildProcess): Promise<void> {
  while (readdirSync(parent).length === 0) {
    if (serving.exitCode !== null) throw new Error('it ended before it made a folder');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Or until it has ended: then there is nothing left to kill. */
async function untilThereIs(folder: string, sign: RegExp, serving: ChildProcess): Promise<void> {
  while (serving.exitCode === null && !readdirSync(folder).some((name) => sign.test(name))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
