import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { v7 as uuidv7 } from 'uuid';
import { test } from 'vitest';
import { ADMINISTRATOR, openReadyOffice, PASSPHRASE, temporaryFolder } from '../support/box-office';
import { fillOffice } from './full-office';
import type { LoadResult } from './load-client';
import { besideEcho, ended, load, portOf, startEcho } from './servers';
import { printTable } from './table';

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
  const codes = await fillFolder(folder);
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
  const echo = startEcho(certificate, certificate);
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
      rows.push({ clients, ...besideEcho(results) });
    }
    printTable(`Durable scans over HTTPS, ${TABLE} passes in the table, median of ${ROUNDS} interleaved rounds`, rows);
  } finally {
    office.kill();
    echo.kill();
    await Promise.all([office, echo].map(ended));
  }
});

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

async function fillFolder(folder: string): Promise<string[]> {
  await using office = await openReadyOffice({ folder });
  const wanted = ROUNDS * Object.values(SCANS).reduce((sum, scans) => sum + scans, 0);
  return fillOffice(office, TABLE, wanted);
}
