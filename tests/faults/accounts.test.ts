import { expect, test } from 'vitest';
import type { Reply } from '../../src-shared/contract/operation';
import type { Pass } from '../../src-shared/contract/passes';
import type { ScanOutcome } from '../../src-shared/contract/scans';
import { type AskedSale, type AskedScan, findProblems, type Kept } from './support/accounts';
import { disagreements, missingInJournal } from './support/journaled';

const [SOLD, FIRST, LATER] = ['2026-11-28T12:30:00.000Z', '2026-11-28T12:31:00.000Z', '2026-11-28T12:32:00.000Z'];
const yes = <Value>(value: object): Reply<Value> => ({ ok: true, value: value as Value });
const pass = (passId: string, createdAt = SOLD) => yes<Pass>({ passId, createdAt, amount: 549, name1: 'Asha' });
const admitted = (at = FIRST) => yes<ScanOutcome>({ status: 'admitted', at });
const used = (since = FIRST) =>
  yes<ScanOutcome>({ status: 'refused', reason: 'already-used', at: LATER, firstAdmission: { at: since } });
const failed: Reply<never> = { ok: false, code: 'storage-failed' };

function sale(told: readonly Reply<Pass>[], id = 'sale'): AskedSale {
  return { kind: 'sale', id, name: 'Asha', askedAt: 0, told: told.map((reply) => ({ at: 1, reply })) };
}
function scan(id: string, told: readonly Reply<ScanOutcome>[], { askedAt = 2, at = 3 } = {}): AskedScan {
  return { kind: 'scan', id, passId: 'pass', askedAt, told: told.map((reply) => ({ at, reply })) };
}

const PASS = { pass_id: 'pass', sale_id: 'sale', name1: 'Asha', created_at: SOLD, scanned_at: FIRST };
const ADMISSION = { scan_id: 'one', pass_id: 'pass', outcome: 'admitted', at: FIRST };
const REFUSAL = { scan_id: 'two', pass_id: 'pass', outcome: 'already-used', at: LATER };
const KEPT: Kept = { passes: [PASS], scans: [ADMISSION, REFUSAL] };
const ASKED = [sale([pass('pass')]), scan('one', [admitted()]), scan('two', [used()])];
const UNUSED: Kept = { passes: [{ ...PASS, scanned_at: null }], scans: [] };

test('what was told and what was kept agree', () => {
  expect(findProblems(ASKED, KEPT)).toEqual([]);
});

test('what was never answered may have happened or not', () => {
  const asked = [sale([]), scan('one', []), scan('two', [])];
  for (const kept of [KEPT, UNUSED, { passes: [], scans: [] }]) expect(findProblems(asked, kept)).toEqual([]);
});

test.each<[string, Parameters<typeof findProblems>[0], Kept, RegExp]>([
  ['a sale is lost', [sale([pass('pass')])], { passes: [], scans: [] }, /^lost: sale/],
  ['a sale became another pass', [sale([pass('other')])], UNUSED, /another pass/],
  ['a sale made two passes', [sale([])], { ...UNUSED, passes: [...UNUSED.passes, ...UNUSED.passes] }, /made 2 passes/],
  ['a pass was bought by nobody', [], UNUSED, /nobody bought/],
  ['a sale was answered differently', [sale([pass('pass'), pass('pass', LATER)])], UNUSED, /answered differently/],
  ['an admission is lost', ASKED.slice(0, 2), UNUSED, /^lost: scan one/],
  ['a refusal is lost', ASKED, { ...KEPT, scans: [ADMISSION] }, /^lost: scan two/],
  ['a scan was made by nobody', ASKED.slice(0, 2), KEPT, /nobody scanned two/],
  [
    'a pass was admitted twice',
    [...ASKED, scan('three', [])],
    { ...KEPT, scans: [...KEPT.scans, { ...ADMISSION, scan_id: 'three' }] },
    /was admitted twice/,
  ],
  ['two were told that they are in', [...ASKED, scan('three', [admitted()])], KEPT, /told admitted twice/],
  [
    'somebody was told something else',
    [sale([]), scan('one', [used()]), scan('two', [])],
    KEPT,
    /was told already-used/,
  ],
  ['used before anybody was in', ASKED, { ...KEPT, scans: [REFUSAL, ADMISSION] }, /used before anybody was admitted/],
  [
    'told used, and nobody had asked to get in',
    [sale([]), scan('one', [], { askedAt: 9 }), scan('two', [used()])],
    KEPT,
    /before anybody asked/,
  ],
  ['told of another admission', [sale([]), scan('one', []), scan('two', [used(SOLD)])], KEPT, /another admission/],
  ['a pass is marked, and the log knows nothing', ASKED.slice(0, 1), { ...KEPT, scans: [] }, /^pass pass says/],
  ['a pass is not marked', ASKED, { ...KEPT, passes: UNUSED.passes }, /^pass pass says null/],
  ['a refusal that nobody brought about', [sale([failed])], { passes: [], scans: [] }, /was refused/],
])('it is found when %s', (_what, asked, kept, problem) => {
  expect(findProblems(asked, kept)).toContainEqual(expect.stringMatching(problem));
});

test('a refusal that the test itself brings about is none, and the same sale may succeed afterwards', () => {
  expect(findProblems([sale([failed, pass('pass')])], UNUSED, ['storage-failed'])).toEqual([]);
});

const JOURNALED = {
  sales: new Map([['sale', 'pass']]),
  scans: new Map([
    ['one', `admitted at ${FIRST}`],
    ['two', `already-used at ${LATER}`],
  ]),
  used: new Set(['pass']),
};

test('a journal that has everything has nothing missing, and agrees with the database', () => {
  expect(missingInJournal(ASKED, JOURNALED)).toEqual([]);
  expect(disagreements(KEPT, JOURNALED)).toEqual([]);
});

test.each([
  ['a sale', { ...JOURNALED, sales: new Map() }],
  ['a scan', { ...JOURNALED, scans: new Map() }],
  ['that a pass is used', { ...JOURNALED, used: new Set<string>() }],
])('it is found when the journal lacks %s', (_what, journaled) => {
  expect(missingInJournal(ASKED, journaled)).not.toEqual([]);
  expect(disagreements(KEPT, journaled)).not.toEqual([]);
});

test('it is found when the journal knows of a sale that the database does not have', () => {
  expect(disagreements({ ...KEPT, passes: [] }, JOURNALED)).not.toEqual([]);
});
