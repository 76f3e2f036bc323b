import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { GATE_LIMITS } from '../../src-main/transports/gate-limits';
import { openReadyOffice, sellPass, temporaryFolder, valueOf } from '../support/box-office';
import { serveGateFor } from '../support/https-office';
import { pair } from '../support/phones';
import type { LoadPlan, LoadResult } from './load-client';
import type { SlowPlan, SlowResult } from './slow-clients';
import { printTable } from './table';

/** Milliseconds, 95 of 100 scans: what was promised under attack. */
const PROMISED = 300;
const SCANS = 2_000;
const PHONES = 5;
const NEIGHBOURS = Array.from({ length: 5 }, (_, index) => `127.0.0.${index + 2}`);

/** What phones notice of clients that take up connections: from other addresses, from their own, and in large numbers. */
test('scans beside slow clients', async () => {
  await using office = await openReadyOffice();
  using temporary = temporaryFolder();
  const rate = { atOnce: 1e9, perMinute: 1e9 };
  await using gate = await serveGateFor(office, { limits: { places: GATE_LIMITS.places, scans: rate } });
  const phone = gate.browser();
  await pair(office, phone);
  const headers = { Origin: gate.origin, 'X-Box-Office': '1', Cookie: phone.cookie };
  const bodies = path.join(temporary.folder, 'bodies');

  async function scanAll(): Promise<LoadResult> {
    const lines = [];
    for (let scan = 0; scan < SCANS; scan += 1) {
      const { passId } = await sellPass(office.api);
      const { code } = valueOf(await office.api['passes.get']({ passId }));
      lines.push(JSON.stringify({ scanId: crypto.randomUUID(), code }));
    }
    writeFileSync(bodies, lines.join('\n'));
    const plan: LoadPlan = { port: gate.port, path: '/api/gate/gate.scan', headers, bodies, clients: PHONES };
    const client = spawn(process.execPath, [path.join(import.meta.dirname, 'load-client.ts')]);
    client.stdin.end(JSON.stringify(plan));
    client.stderr.pipe(process.stderr);
    return JSON.parse(await text(client.stdout)) as LoadResult;
  }

  const rows: Record<string, string | number>[] = [];
  const note = (beside: string, scans: LoadResult, slow: SlowResult) => {
    const { perSecond, p50, p95, p99, statuses } = scans;
    rows.push({ beside, 'scans/s': perSecond, p50, p95, p99, answers: JSON.stringify(statuses), ...slow });
    expect(p95).toBeLessThan(PROMISED);
    expect(statuses).toEqual({ 200: SCANS });
  };
  note('nobody', await scanAll(), { opened: 0, cutOff: 0 });
  for (const kind of ['handshake', 'silence', 'head', 'body'] as const) {
    for (const [connections, addresses] of [
      [200, NEIGHBOURS],
      [200, ['127.0.0.1']],
      [1_000, NEIGHBOURS],
    ] as const) {
      const attack = await startSlow({ port: gate.port, kind, connections, addresses });
      const scans = await scanAll();
      note(`${connections} × ${kind} from ${addresses.length}`, scans, await attack.stop());
    }
  }
  printTable(`Scans of ${PHONES} phones beside slow clients, times in ms`, rows);
});

async function startSlow(plan: SlowPlan) {
  const child: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, 'slow-clients.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('slow clients have no pipes');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  stdin.write(`${JSON.stringify(plan)}\n`);
  expect((await lines.next()).value).toBe('ready');
  return {
    async stop(): Promise<SlowResult> {
      stdin.end();
      const { value } = await lines.next();
      await once(child, 'exit').catch(() => undefined);
      return JSON.parse(String(value)) as SlowResult;
    },
  };
}
