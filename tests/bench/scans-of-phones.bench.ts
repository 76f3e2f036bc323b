import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { test } from 'vitest';
import { openReadyOffice } from '../support/box-office';
import { serveGateFor } from '../support/https-office';
import { joinPhone } from '../support/phones';
import { fillOffice } from './full-office';
import type { LoadResult } from './load-client';
import { besideEcho, ended, load, portOf, startEcho } from './servers';
import { printTable } from './table';

const TABLE = 100_000;
const ROUNDS = 3;
const PHONES = [8, 64];
const SCANS = 6_000;

/**
 * Durable first scans of phones, each paired and with a connection that it keeps, beside a bare `node:https` server that
 * echoes JSON, in turns. The limit of scans for each phone is lifted: a real one sends ten a second at most.
 */
test('scans of phones, beside an echo', async () => {
  await using office = await openReadyOffice();
  const codes = await fillOffice(office, TABLE, PHONES.length * ROUNDS * SCANS);
  const cookies: string[] = [];
  for (let phone = 0; phone < Math.max(...PHONES); phone += 1) {
    const { at } = await joinPhone(office, { name: `Gate ${phone}` });
    cookies.push(`__Host-epass-gate=${at.sessionId}`);
  }
  await using server = await serveGateFor(office);
  const pem = path.join(office.folder, 'echo.pem');
  writeFileSync(pem, server.certificate.key + server.certificate.cert);
  const echo = startEcho(pem, pem);
  const echoPort = await portOf(echo);
  try {
    const headers = { Origin: server.origin, 'X-Box-Office': '1' };
    const rows = [];
    let next = 0;
    for (const clients of PHONES) {
      const results: { echo: LoadResult[]; office: LoadResult[] } = { echo: [], office: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const bodies = path.join(office.folder, 'bodies');
        const scans = codes.slice(next, next + SCANS);
        next += SCANS;
        writeFileSync(bodies, scans.map((code) => JSON.stringify({ scanId: uuidv7(), code })).join('\n'));
        const plan = { path: '/api/gate/gate.scan', headers, cookies, bodies, clients };
        results.echo.push(await load({ ...plan, port: echoPort }));
        results.office.push(await load({ ...plan, port: server.port }));
      }
      rows.push({ phones: clients, ...besideEcho(results) });
    }
    printTable(`Durable scans of phones, ${TABLE} passes in the table, median of ${ROUNDS} interleaved rounds`, rows);
  } finally {
    echo.kill();
    await ended(echo);
  }
});
