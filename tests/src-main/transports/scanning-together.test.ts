import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Dispatch } from '../../../src-main/dispatch';
import type { ScanOutcome } from '../../../src-shared/contract/scans';
import { ADMINISTRATOR, openReadyOffice, sellPass, valueOf } from '../../support/box-office';
import { serveOverHttps } from '../../support/https-office';

const CLIENTS = 64;
const TIMES = 3;
let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  office = await openReadyOffice();
}, 60_000);
afterAll(() => office[Symbol.asyncDispose]());

test('64 clients scan 1,000 passes three times each at once: each pass admits exactly once, and every attempt is logged', async () => {
  const passIds = await sellPasses(1_000);
  const before = await countLogged();
  const outcomes = await scanTogether(office.dispatch, passIds);

  expectEachToAdmitOnce(outcomes, passIds);
  expect((await countLogged()) - before).toBe(3_000);
  const figures = valueOf(await office.api['reports.dashboard']({}));
  expect(figures).toMatchObject({ admitted: 1_000, inside: 1_000 });
  expect(figures.refusals.find(({ reason }) => reason === 'already-used')?.count).toBe(2_000);
  expect(office.log.bugs).toEqual([]);
}, 120_000);

test('this test can fail: an office that looks first and admits afterwards lets people in twice', async () => {
  const passIds = await sellPasses(100);
  const outcomes = await scanTogether(lookThenAdmit(office.dispatch), passIds);
  expect(outcomes.filter(({ status }) => status === 'admitted').length).toBeGreaterThan(passIds.length);
  expect(() => expectEachToAdmitOnce(outcomes, passIds)).toThrow();
}, 60_000);

async function sellPasses(many: number): Promise<string[]> {
  const passIds: string[] = [];
  while (passIds.length < many) passIds.push((await sellPass(office.api)).passId);
  return passIds;
}

/** The scans of one pass follow each other in the queue that all clients take from, so that they are under way together. */
async function scanTogether(dispatch: Dispatch, passIds: readonly string[]): Promise<ScanOutcome[]> {
  const codes = await Promise.all(
    passIds.map(async (passId) => valueOf(await office.api['passes.get']({ passId })).code ?? ''),
  );
  await using server = await serveOverHttps({ ...office, dispatch });
  const gate = server.browser();
  valueOf(await gate.api['session.signIn']({ username: ADMINISTRATOR.username, password: ADMINISTRATOR.password }));

  const queue = codes.flatMap((code) => Array.from({ length: TIMES }, () => code));
  const outcomes: ScanOutcome[] = [];
  const client = async () => {
    const browser = server.browser();
    browser.cookie = gate.cookie;
    for (let code = queue.pop(); code !== undefined; code = queue.pop()) {
      outcomes.push(valueOf(await browser.api['scans.scan']({ scanId: crypto.randomUUID(), code })));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return outcomes;
}

function expectEachToAdmitOnce(outcomes: readonly ScanOutcome[], passIds: readonly string[]): void {
  const admitted = outcomes.flatMap((one) => (one.status === 'admitted' ? [one.pass.passId] : []));
  const refused = outcomes.filter((one) => one.status === 'refused' && one.reason === 'already-used');
  expect(outcomes).toHaveLength(passIds.length * TIMES);
  expect(refused).toHaveLength(passIds.length * (TIMES - 1));
  expect(admitted.toSorted()).toEqual(passIds.toSorted());
}

async function countLogged(): Promise<number> {
  return valueOf(await office.api['reports.dashboard']({})).scans;
}

/** What a naive server does: others look while the first has not noted yet. Here all clients do, with their first scan. */
function lookThenAdmit(dispatch: Dispatch): Dispatch {
  const used = new Set<string>();
  let looking = 0;
  let letGo = () => {};
  const allHaveLooked = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return async (name, input, connection) => {
    if (name !== 'scans.scan') return dispatch(name, input, connection);
    const code = typeof input === 'object' && input !== null && 'code' in input ? String(input.code) : '';
    const at = new Date(office.now()).toISOString();
    const isUsed = used.has(code);
    looking += 1;
    if (looking === CLIENTS) letGo();
    await allHaveLooked;
    used.add(code);
    const value = isUsed
      ? { status: 'refused', reason: 'already-used', at, pass: null, firstAdmission: null }
      : { status: 'admitted', at, pass: { passId: code } };
    return { ok: true, value };
  };
}
