/**
 * Requests at random against the gate, over TLS, as bytes. A few of them each time; the long run, which also holds the
 * memory to its bounds, is
 *
 *     FUZZED_REQUESTS=100000 npx vitest run tests/src-main/transports/gate-fuzz.test.ts
 *
 * and takes some minutes. A failure names what was sent.
 */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openReadyOffice, sellPass, valueOf } from '../../support/box-office';
import { fuzzedRequest } from '../../support/fuzzed-requests';
import { serveGateFor } from '../../support/https-office';
import { pair } from '../../support/phones';
import { exchange } from '../../support/raw-request';

const REQUESTS = Number(process.env['FUZZED_REQUESTS'] ?? 2_000);
const SEED = Date.now();
const AT_ONCE = 200;
/** Bytes that the office may have grown by, while all but the first requests came. */
const MOST_GROWTH = 20 * 1024 * 1024;

test(`whatever ${REQUESTS} requests say, the office neither breaks nor grows nor does anything`, async () => {
  await using office = await openReadyOffice();
  await using gate = await serveGateFor(office, { log: office.log });
  const phone = gate.browser();
  await pair(office, phone);
  const pass = await sellPass(office.api);
  const sold = valueOf(await office.api['passes.get']({ passId: pass.passId }));

  const statuses = new Map<string, number>();
  const requests = fuzzedRequest({ host: `127.0.0.1:${gate.port}`, cookie: phone.cookie });
  let drawn = 0;
  let pool: Uint8Array[] = [];
  /** Drawn a few at a time, so that they are not what takes up the memory. */
  const next = (): Uint8Array => {
    if (pool.length === 0) pool = fc.sample(requests, { numRuns: 500, seed: SEED + drawn });
    drawn += 1;
    return pool.pop() ?? new Uint8Array();
  };
  const send = async () => {
    const request = next();
    const answer = await exchange(gate, request);
    for (const [, status = ''] of answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    const sent = JSON.stringify(Buffer.from(request).toString('latin1'));
    expect(answer, sent).not.toMatch(/HTTP\/1\.1 5\d\d |access-control-|strict-transport/i);
  };
  const sendUntil = (last: number) =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (drawn < last) await send();
      }),
    );

  // What is made once is made by then.
  await sendUntil(REQUESTS / 5);
  const before = await bytesInUse();
  await sendUntil(REQUESTS);
  const growth = (await bytesInUse()) - before;
  if (REQUESTS > 10_000) {
    process.stdout.write(`${JSON.stringify({ REQUESTS, SEED, growth, statuses: Object.fromEntries(statuses) })}\n`);
  }
  expect(growth).toBeLessThan(MOST_GROWTH);

  // It went deep enough: some were answered and some were refused for each reason that there is.
  for (const status of ['200', '400', '401', '403', '404', '405', '415', '421']) {
    expect([status, statuses.get(status) ?? 0]).toEqual([status, expect.toSatisfy((count: number) => count > 0)]);
  }
  expect(office.log.bugs).toEqual([]);
  expect(valueOf(await office.api['reports.dashboard']({})).admitted).toBe(0);
  const scan = { scanId: crypto.randomUUID(), code: sold.code ?? '' };
  expect(valueOf(await phone.api['gate.scan'](scan))).toMatchObject({ status: 'admitted' });
}, 3_600_000);

/** After everything that nobody holds on to is gone; what TLS holds outside the heap goes only with a later collection. */
async function bytesInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('there is no way to collect garbage');
  for (let round = 0; round < 5; round += 1) {
    collect();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
