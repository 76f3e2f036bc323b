import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Dispatch } from '../../../src-main/dispatch';
import { createGateLink } from '../../../src-renderer/gate/gate-link';
import { createGateQueue } from '../../../src-renderer/gate/scanning/gate-queue';
import { openRecordedStore } from '../../../src-renderer/gate/scanning/recorded-store';
import { createScanFile } from '../../../src-renderer/gate/scanning/scan-file';
import type { Verdict } from '../../../src-renderer/scanner/verdict-types';
import type { Reply } from '../../../src-shared/contract/operation';
import { openReadyOffice, sellPass, valueOf } from '../../support/box-office';
import { contradictions, type GateLog, type Told } from '../../support/gate-accounts';
import { GATE_LOG } from '../../support/gate-log';
import { serveGateFor } from '../../support/https-office';
import { pair } from '../../support/phones';
import { ask } from '../../support/test-database';

const PHONES = 5;
/** Of a hundred answers of the office, so many never reach the phone; of a hundred questions, so many never the office. */
const LOST_ANSWERS = 10;
const LOST_QUESTIONS = 3;
/** Waits of the phone's page are cut to this share: what people are told must agree however long anything takes. */
const HASTE = 20;

let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  // What the phone's page finds in a browser.
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('window', new EventTarget());
  office = await openReadyOffice();
});
afterAll(() => office[Symbol.asyncDispose]());

test('five phones and the desk scan 2,000 passes twice over while answers are lost: all were told what the log says', async () => {
  const told = await scanTogether(2_000, office.dispatch);
  expect(told.scans).toHaveLength(4_000);
  expect(contradictions(told.scans, told.log)).toEqual([]);
  const verdicts = new Set(told.scans.map(({ verdict }) => verdict));
  expect([...verdicts].toSorted()).toEqual(['admitted', 'already-used', 'recorded']);
  expect(told.scans.filter(({ later }) => later === 'collided').length).toBeGreaterThan(0);
  expect(office.log.bugs).toEqual([]);
}, 300_000);

test('this test can fail: an office that takes a repeated scan for a new one contradicts what it told before', async () => {
  const told = await scanTogether(150, forgetScanIds(office.dispatch));
  expect(contradictions(told.scans, told.log)).not.toEqual([]);
}, 120_000);

test('this test can fail: an office that admits whoever comes contradicts its log', async () => {
  const told = await scanTogether(50, sayAdmitted(office.dispatch));
  expect(contradictions(told.scans, told.log)).toContainEqual(
    expect.stringMatching(/told admitted, logged already-used/),
  );
}, 120_000);

test('this test can fail: an office that keeps quiet about collisions is found out', async () => {
  const told = await scanTogether(150, office.dispatch);
  expect(contradictions(told.scans, told.log)).toEqual([]);
  const log = { ...told.log, collisions: told.log.collisions.slice(1) };
  expect(told.log.collisions.length).toBeGreaterThan(0);
  expect(contradictions(told.scans, log)).toHaveLength(1);
}, 120_000);

/** Every pass is shown at two gates, one of them perhaps the desk. */
async function scanTogether(many: number, dispatch: Dispatch): Promise<{ scans: Told[]; log: GateLog }> {
  const passes = await sellPasses(many);
  const random = numbers(many);
  const shown: (typeof passes)[] = Array.from({ length: PHONES + 1 }, () => []);
  for (const pass of passes) {
    const first = Math.floor(random() * shown.length);
    const second = (first + 1 + Math.floor(random() * PHONES)) % shown.length;
    shown[first]?.push(pass);
    shown[second]?.push(pass);
  }
  const before = await askGateLog(office.folder);
  await using server = await serveGateFor({ ...office, dispatch });
  const [atDesk = [], ...atPhones] = shown;
  const accounts = await Promise.all([
    scanAtDesk(atDesk),
    ...atPhones.map((passesHere, index) => scanOnPhone(`Gate ${index + 1}`, server.browser(), passesHere, random)),
  ]);
  return { scans: accounts.flat(), log: without(before, await askGateLog(office.folder)) };
}

interface Sold {
  readonly passId: string;
  readonly code: string;
}

async function sellPasses(many: number): Promise<Sold[]> {
  const sold: Sold[] = [];
  while (sold.length < many) {
    const { passId } = await sellPass(office.api);
    sold.push({ passId, code: valueOf(await office.api['passes.get']({ passId })).code ?? '' });
  }
  return sold;
}

async function scanAtDesk(passes: readonly Sold[]): Promise<Told[]> {
  const told: Told[] = [];
  for (const { passId, code } of passes) {
    const scanId = crypto.randomUUID();
    const outcome = valueOf(await office.api['scans.scan']({ scanId, code }));
    const verdict = outcome.status === 'admitted' ? outcome.status : outcome.reason;
    told.push({ gate: 'Desk 1', scanId, passId, verdict, later: null });
  }
  return told;
}

type Browser = ReturnType<Awaited<ReturnType<typeof serveGateFor>>['browser']>;

/** The queue and the link of the phone's page, with a bad network in between. */
async function scanOnPhone(gate: string, browser: Browser, passes: readonly Sold[], random: () => number) {
  const device = await pair(office, browser, { name: gate });
  const loss = (percent: number) => random() * 100 < percent;
  const lost: Reply<never> = { ok: false, code: 'unreachable' };
  const link = createGateLink({
    wipe: () => undefined,
    async call(name, input) {
      if (loss(LOST_QUESTIONS)) return lost;
      const reply = await browser.call(name, input).catch(() => lost);
      return loss(LOST_ANSWERS) ? lost : reply;
    },
  });
  const store = await openRecordedStore({ now: Date.now, file: createScanFile(device.deviceId) });
  let scanId = '';
  const queue = createGateQueue({
    link,
    store,
    now: Date.now,
    newId() {
      scanId = crypto.randomUUID();
      return scanId;
    },
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / HASTE)),
  });
  link.start();
  queue.start();

  const told: Told[] = [];
  for (const { passId, code } of passes) {
    const { count } = queue.scans.state();
    queue.scans.add(code);
    await vi.waitUntil(() => queue.scans.state().count > count && !queue.scans.state().busy, WAIT);
    told.push({ gate, scanId, passId, verdict: wordOf(queue.scans.state().verdict), later: null });
    if (link.state().reachable === false && loss(50)) link.checkNow();
  }
  const recorded = told.filter(({ verdict }) => verdict === 'recorded');
  // Each ends in one of three ways; which of them, and that it is one, is held against the log.
  await vi.waitUntil(() => {
    link.checkNow();
    const { waiting, confirmed, collided, stuck } = queue.state();
    return waiting.length === 0 && confirmed + collided.length + stuck.length >= recorded.length;
  }, WAIT);
  const { collided, stuck, confirmed } = queue.state();
  link.stop();
  queue.stop();
  expect(stuck).toEqual([]);
  const collisions = new Set(collided.map((one) => one.scanId));
  expect(confirmed).toBe(recorded.length - collisions.size);
  return told.map((one): Told => {
    if (one.verdict !== 'recorded') return one;
    return { ...one, later: collisions.has(one.scanId) ? 'collided' : 'confirmed' };
  });
}

const WAIT = { timeout: 60_000, interval: 1 };

function wordOf(verdict: Verdict | null): Told['verdict'] {
  if (verdict?.kind === 'admitted' || verdict?.kind === 'recorded') return verdict.kind;
  if (verdict?.kind === 'refused') return verdict.outcome.reason;
  throw new Error(`a phone said ${verdict?.kind}`);
}

/** What the office of a folder has written down so far, read past the office itself. */
async function askGateLog(folder: string): Promise<GateLog> {
  return {
    scans: await ask(folder, GATE_LOG.scans),
    collisions: await ask(folder, GATE_LOG.collisions),
    passes: await ask(folder, GATE_LOG.passes),
  };
}

/** What came after an earlier reading. */
function without(before: GateLog, { scans, collisions, passes }: GateLog): GateLog {
  const sold = new Set(before.passes.map(({ pass_id }) => pass_id));
  const known = new Set(before.collisions.map(({ scan_id }) => scan_id));
  return {
    scans: scans.slice(before.scans.length),
    collisions: collisions.filter(({ scan_id }) => !known.has(scan_id)),
    passes: passes.filter(({ pass_id }) => !sold.has(pass_id)),
  };
}

function forgetScanIds(dispatch: Dispatch): Dispatch {
  return (name, input, connection) =>
    name === 'gate.scan' && typeof input === 'object'
      ? dispatch(name, { ...input, scanId: crypto.randomUUID() }, connection)
      : dispatch(name, input, connection);
}

function sayAdmitted(dispatch: Dispatch): Dispatch {
  return async (name, input, connection) => {
    const reply = await dispatch(name, input, connection);
    if (name !== 'gate.scan' || !reply.ok || typeof reply.value !== 'object') return reply;
    return { ok: true, value: { ...reply.value, status: 'admitted' } };
  };
}

/** The same numbers in every run; which of them meets which scan depends on the network all the same. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
