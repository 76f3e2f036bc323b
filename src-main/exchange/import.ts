import { setImmediate as breathe } from 'node:timers/promises';
import type { exchangeContract } from '../../src-shared/contract/exchange';
import type { Input, Output } from '../../src-shared/contract/operation';
import { toInstant } from '../../src-shared/instant';
import { againAfterRace } from '../database/constraint';
import type { Database } from '../database/sqlite';
import type { PassRow } from '../database/tables';
import { change } from '../database/transact';
import { ExpectedError } from '../expected-error';
import { createPassIds } from '../passes/pass-ids';
import { searchText } from '../passes/pass-keys';
import type { Settings } from '../settings/settings';
import { readCsv } from './csv-table';
import { findCollisions } from './import-collisions';
import { type Mapping, proposeMapping } from './import-headings';
import { createRowReader, type Draft, type Problem } from './import-rows';
import { insertPasses } from './insert-passes';

type Operations = typeof exchangeContract;
type Inspection = Output<Operations['exchange.inspect']>;
type Preview = Output<Operations['exchange.preview']>;

const SAMPLE_ROWS = 5;
const LISTED_PROBLEMS = 500;
/** Between two of these, scans and pages get their turn. */
const ROWS_A_BREATH = 200;

interface ImportOptions {
  readonly db: Database;
  readonly settings: Settings;
  readonly now: () => number;
}

export function createImport({ db, settings, now }: ImportOptions) {
  const newPassId = createPassIds(now);

  async function inspect(csv: string): Promise<Inspection> {
    const table = await readCsv(csv);
    return {
      headings: [...table.headings],
      rows: table.records.length,
      sample: table.records.slice(0, SAMPLE_ROWS).map(({ cells }) => [...cells]),
      mapping: proposeMapping(table),
    };
  }

  async function preview(csv: string, mapping: Mapping): Promise<Preview> {
    const read = await readDrafts(csv, mapping);
    const collisions = await findCollisions(db, read.drafts);
    const problems = [...read.problems, ...collisions].sort((a, b) => a.line - b.line);
    const badLines = new Set(problems.map(({ line }) => line));
    const good = read.drafts.filter(({ line }) => !badLines.has(line));
    const counted = good.filter(({ pass }) => pass.cancelled_at === null);
    return {
      good: good.length,
      bad: badLines.size,
      amount: counted.reduce((sum, { type }) => sum + type.price, 0),
      people: counted.reduce((sum, { type }) => sum + type.admits, 0),
      problems: problems.slice(0, LISTED_PROBLEMS),
    };
  }

  /**
   * Writes every row of the file or none. The same import sent again gives its first answer.
   * @throws ExpectedError `invalid-input` on `csv`: no rows (`required`), or a bad row (`invalid`), of which the preview
   * tells more
   */
  async function importPasses(
    { importId, csv, mapping }: Input<Operations['exchange.import']>,
    importedBy: string,
  ): Promise<{ imported: number }> {
    const done = await findImport(db, importId);
    if (done) return done;
    const { drafts, problems } = await readDrafts(csv, mapping);
    if (problems.length > 0) refuse('invalid');
    if (drafts.length === 0) refuse('required');
    // Before the transaction, which keeps the gate waiting.
    const passes = await mapBreathing(drafts, (draft) => toRow(draft, importedBy));

    return againAfterRace(() =>
      change(db, async (transaction) => {
        const doneMeanwhile = await findImport(transaction, importId);
        if (doneMeanwhile) return doneMeanwhile;
        if ((await findCollisions(transaction, drafts)).length > 0) refuse('invalid');

        await insertPasses(transaction, passes, importedBy);
        const row = { import_id: importId, at: toInstant(now()), imported_by: importedBy, passes: drafts.length };
        await transaction.insertInto('imports').values(row).execute();
        return { imported: drafts.length };
      }),
    );
  }

  async function readDrafts(csv: string, mapping: Mapping): Promise<{ drafts: Draft[]; problems: Problem[] }> {
    const { country, timeZone } = settings.event();
    const types = await db.selectFrom('pass_types').selectAll().execute();
    const { headings, records } = await readCsv(csv);
    const readRow = createRowReader(headings, mapping, { types, country, timeZone, now: now() });
    const read = await mapBreathing(records, readRow);
    return {
      drafts: read.flatMap((row) => ('pass' in row ? [row] : [])),
      problems: read.flatMap((row) => ('pass' in row ? [] : row)),
    };
  }

  function toRow({ pass, type, passId, soldAt }: Draft, importedBy: string): PassRow {
    const pass_id = passId ?? newPassId();
    return {
      ...pass,
      pass_id,
      pass_type: type.code,
      amount: type.price,
      admits: type.admits,
      timing: settings.event().timing,
      created_at: soldAt ?? toInstant(now()),
      sale_id: null,
      search_text: searchText({ ...pass, pass_id }),
      cancelled_by: pass.cancelled_at === null ? null : importedBy,
      erased_at: null,
    };
  }

  return { inspect, preview, importPasses };
}

async function findImport(within: Database, importId: string): Promise<{ imported: number } | undefined> {
  return within.selectFrom('imports').select('passes as imported').where('import_id', '=', importId).executeTakeFirst();
}

async function mapBreathing<T, U>(items: readonly T[], map: (item: T) => U): Promise<U[]> {
  const mapped: U[] = [];
  for (const item of items) {
    mapped.push(map(item));
    if (mapped.length % ROWS_A_BREATH === 0) await breathe();
  }
  return mapped;
}

function refuse(problem: 'invalid' | 'required'): never {
  throw new ExpectedError('invalid-input', { fields: { csv: problem } });
}
