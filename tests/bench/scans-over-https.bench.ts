import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { v7 as uuidv7 } from 'uuid';
import { test } from 'vitest';
import { ADMINISTRATOR, openReadyOffice, PASSPHRASE, temporaryFolder, valueOf } from '../support/box-office';
import type { LoadPlan, LoadResult } from './load-client';
import { median, printTable } from './table';

const TABLE = 100_000;
const ROUNDS = 3;
/** How many scans one measurement makes: a second or two of work. */
const SCANS: Readonly<Record<number, number>> = { 1: 1_500, 8: 5_000, 64: 6_000 };
const repository = path.resolve(import.meta.dirname, '../..');

/**
 * Durable first scans through the whole office (TLS, cookie, dispatch, HMAC, commit on disk), beside a bare `node:https`
 * server that echoes JSON, in turns, so that a busy machine slows both alike.
 */
test('scans over HTTPS, beside an echo', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const codes = await fillOffice(folder);
  const passphraseFile = path.join(folder, 'passphrase');
  writeFileSync(passphraseFile, PASSPHRASE);

  const office = spawn(
    process.execPath,
    [path.join(repository, 'out/main/serve.js'), '--data', folder, '--port', '0'],
    {
      env: { ...process.env, EPASS_KEY_PASSPHRASE_FILE: passphraseFile },
    },
  );
  const officePort = await portOf(office);
  const certificate = path.join(folder, 'tls/certificate.pem');
  const echo = spawn(process.execPath, [path.join(import.meta.dirname, 'echo-server.ts'), certificate, certificate]);
  const echoPort = await portOf(echo);
  try {
    const headers = await signIn(officePort);
    let next = 0;
    const rows = [];
    for (const clients of [1, 8, 64]) {
      const results: { echo: LoadResult[]; office: LoadResult[] } = { echo: [], office: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const scans = codes.slice(next, next + (SCANS[clients] ?? 0));
        next += scans.length;
        const bodies = path.join(folder, 'bodies');
        writeFileSync(bodies, scans.map((code) => JSON.stringify({ scanId: uuidv7(), code })).join('\n'));
        const plan = { path: '/api/call/scans.scan', headers, bodies, clients };
        results.echo.push(await load({ ...plan, port: echoPort }));
        results.office.push(await load({ ...plan, port: officePort }));
      }
      const mid = (of: LoadResult[], figure: 'perSecond' | 'p50' | 'p99') => median(of.map((one) => one[figure]));
      rows.push({
        clients,
        'echo/s': mid(results.echo, 'perSecond'),
        'scans/s': mid(results.office, 'perSecond'),
        'of the echo': mid(results.office, 'perSecond') / mid(results.echo, 'perSecond'),
        'echo p50/p99 ms': `${mid(results.echo, 'p50').toFixed(2)} / ${mid(results.echo, 'p99').toFixed(2)}`,
        'scan p50/p99 ms': `${mid(results.office, 'p50').toFixed(2)} / ${mid(results.office, 'p99').toFixed(2)}`,
        'p99 × echo': mid(results.office, 'p99') / mid(results.echo, 'p99'),
        answers: JSON.stringify(results.office.map((one) => one.statuses)[0]),
      });
    }
    printTable(`Durable scans over HTTPS, ${TABLE} passes in the table, median of ${ROUNDS} interleaved rounds`, rows);
  } finally {
    office.kill();
    echo.kill();
    await Promise.all([office, echo].map(ended));
  }
});

/** An office with a full table, and the codes of as many of its passes as will be scanned. */
async function fillOffice(folder: string): Promise<string[]> {
  await using office = await openReadyOffice({ folder });
  const ids = Array.from({ length: TABLE }, () => crypto.randomUUID());
  const rows = ids.map((id, index) => `SINGLE,Guest ${index},${9_000_000_000 + index},CASH,${id}`);
  const csv = ['pass type,name,phone,payment,pass id', ...rows].join('\n');
  const mapping = { passType: 0, name1: 1, phone1: 2, paymentMode: 3, passId: 4 };
  valueOf(await office.api['exchange.import']({ importId: crypto.randomUUID(), csv, mapping }));

  const wanted = ROUNDS * Object.values(SCANS).reduce((sum, scans) => sum + scans, 0);
  const codes: string[] = [];
  for (const passId of ids.slice(0, wanted)) {
    const { code } = valueOf(await office.api['passes.get']({ passId }));
    if (code !== null) codes.push(code);
  }
  return codes;
}

/** The first number with the look of a port that a server prints. */
async function portOf(child: ChildProcess): Promise<number> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    const port = /(?:127\.0\.0\.1:|^)(\d{4,5})\b/m.exec(printed)?.[1];
    if (port === undefined) continue;
    return Number(port);
  }
  throw new Error(`the server ended: ${printed}`);
}

async function signIn(port: number): Promise<Record<string, string>> {
  const origin = `https://127.0.0.1:${port}`;
  const headers = { origin, 'x-box-office': '1', 'content-type': 'application/json' };
  const { username, password } = ADMINISTRATOR;
  const call = request(`${origin}/api/call/session.signIn`, { method: 'POST', headers, rejectUnauthorized: false });
  call.end(JSON.stringify({ username, password }));
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`sign-in was refused: ${await text(answer)}`);
  const cookie = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]);
  return { Origin: origin, 'X-Box-Office': '1', Cookie: cookie.join('; ') };
}

async function load(plan: LoadPlan): Promise<LoadResult> {
  const client = spawn(process.execPath, [path.join(import.meta.dirname, 'load-client.ts')]);
  client.stdin.end(JSON.stringify(plan));
  client.stderr.pipe(process.stderr);
  return JSON.parse(await text(client.stdout)) as LoadResult;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
