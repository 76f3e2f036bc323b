import { setImmediate as breathe } from 'node:timers/promises';
import type { ImportColumn, RowProblem } from '../../src-shared/contract/exchange';
import type { Database } from '../database/sqlite';
import { countLeft } from '../passes/pass-types';
import type { Draft, Problem } from './import-rows';

/** Keys that are looked up by one statement. */
const KEYS_A_LOOK = 500;

/** A value that only one pass may have, and how to say that it is taken. */
interface Unique {
  readonly keyOf: (draft: Draft) => string | null;
  readonly column: ImportColumn;
  readonly existing: RowProblem;
  readonly inFile: RowProblem;
  readonly find: (within: Database, keys: readonly string[]) => Promise<readonly (string | null)[]>;
}

const counts = (draft: Draft) => draft.pass.cancelled_at === null;

const UNIQUES: readonly Unique[] = [
  {
    keyOf: (draft) => draft.passId,
    column: 'passId',
    existing: 'pass-id-used',
    inFile: 'pass-id-used',
    find: async (within, keys) => {
      const rows = await within.selectFrom('passes').select('pass_id').where('pass_id', 'in', keys).execute();
      return rows.map((row) => row.pass_id);
    },
  },
  {
    keyOf: (draft) => (counts(draft) ? draft.pass.holder_key : null),
    column: 'name1',
    existing: 'holder-has-pass',
    inFile: 'holder-twice-in-file',
    find: async (within, keys) => {
      const rows = await within
        .selectFrom('passes')
        .select('holder_key')
        .where('holder_key', 'in', keys)
        .where('cancelled_at', 'is', null)
        .execute();
      return rows.map((row) => row.holder_key);
    },
  },
  {
    keyOf: (draft) => (counts(draft) ? draft.pass.reference_key : null),
    column: 'txnInfo',
    existing: 'reference-used',
    inFile: 'reference-twice-in-file',
    find: async (within, keys) => {
      const rows = await within
        .selectFrom('passes')
        .select('reference_key')
        .where('reference_key', 'in', keys)
        .where('cancelled_at', 'is', null)
        .execute();
      return rows.map((row) => row.reference_key);
    },
  },
];

/** What stands between these drafts and the passes that exist, between one draft and another, and where room ends. */
export async function findCollisions(within: Database, drafts: readonly Draft[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const unique of UNIQUES) problems.push(...(await findTaken(within, drafts, unique)));
  const collided = new Set(problems.map(({ line }) => line));
  return [
    ...problems,
    ...(await findSoldOut(
      within,
      drafts.filter(({ line }) => !collided.has(line)),
    )),
  ];
}

async function findTaken(within: Database, drafts: readonly Draft[], unique: Unique): Promise<Problem[]> {
  const keys = drafts.map(unique.keyOf);
  const wanted = [...new Set(keys.filter((key) => key !== null))];
  const existing = new Set<string | null>();
  for (let from = 0; from < wanted.length; from += KEYS_A_LOOK) {
    for (const key of await unique.find(within, wanted.slice(from, from + KEYS_A_LOOK))) existing.add(key);
    await breathe();
  }
  const seen = new Set<string>();
  const problems: Problem[] = [];
  drafts.forEach((draft, index) => {
    const key = keys[index] ?? null;
    if (key === null) return;
    if (existing.has(key)) problems.push(problemOf(draft, unique.column, unique.existing));
    else if (seen.has(key)) problems.push(problemOf(draft, unique.column, unique.inFile));
    seen.add(key);
  });
  return problems;
}

async function findSoldOut(within: Database, drafts: readonly Draft[]): Promise<Problem[]> {
  const left = new Map<string, number>();
  const problems: Problem[] = [];
  for (const draft of drafts.filter(counts)) {
    const places = left.get(draft.type.code) ?? (await countLeft(within, draft.type));
    if (places < 1) problems.push(problemOf(draft, 'passType', 'sold-out'));
    left.set(draft.type.code, places - 1);
  }
  return problems;
}

function problemOf(draft: Draft, column: ImportColumn, problem: RowProblem): Problem {
  return { line: draft.line, column, problem, cell: draft.cellOf(column).slice(0, 200) };
}
