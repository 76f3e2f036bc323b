import { z } from 'zod';
import { ADMINISTRATOR, type Contract } from './operation';
import { PassFilter } from './passes';

/** What a column of an imported file can be. */
export const ImportColumn = z.enum([
  'passType',
  'name1',
  'phone1',
  'name2',
  'phone2',
  'paymentMode',
  'txnInfo',
  'passId',
  'soldAt',
]);
export type ImportColumn = z.infer<typeof ImportColumn>;

/** Why a row of a file cannot become a pass. Closed: each has its words. */
export const RowProblem = z.enum([
  'too-few-cells',
  'pass-type-unknown',
  'name-missing',
  'name-invalid',
  'phone-missing',
  'phone-invalid',
  'second-name-missing',
  'payment-unknown',
  'reference-missing',
  'reference-invalid',
  'reference-used',
  'reference-twice-in-file',
  'holder-has-pass',
  'holder-twice-in-file',
  'pass-id-invalid',
  'pass-id-used',
  'date-invalid',
  'sold-out',
]);
export type RowProblem = z.infer<typeof RowProblem>;

const Mapping = z.partialRecord(ImportColumn, z.number().int().min(0).max(200));
/** The text of a CSV file. 20 MB is about 150,000 passes. */
const CsvText = z.string().min(1, 'required').max(20_000_000, 'too-long');

export const exchangeContract = {
  /**
   * A file comes in pieces, so that a page can show progress and stop by not asking for the next one. The first call
   * has no cursor; passes sold while the file is made are not in it. The pieces in their order are the file.
   */
  'exchange.exportPiece': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ filter: PassFilter, cursor: z.string().max(200).optional() }),
    output: z.object({
      text: z.string(),
      rows: z.number().int(),
      total: z.number().int(),
      /** For the next call; null after the last piece. */
      cursor: z.string().nullable(),
      fileName: z.string(),
    }),
  },
  /** Reads the heading and proposes what each column is. */
  'exchange.inspect': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ csv: CsvText }),
    output: z.object({
      headings: z.array(z.string()),
      rows: z.number().int(),
      sample: z.array(z.array(z.string())),
      mapping: Mapping,
    }),
  },
  /** What an import would do. Changes nothing. At most 500 problems are listed; `bad` counts every bad row. */
  'exchange.preview': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ csv: CsvText, mapping: Mapping }),
    output: z.object({
      good: z.number().int(),
      bad: z.number().int(),
      amount: z.number().int(),
      people: z.number().int(),
      /** `line` counts as a spreadsheet does: the heading is line 1. */
      problems: z.array(
        z.object({ line: z.number().int(), column: ImportColumn.nullable(), problem: RowProblem, cell: z.string() }),
      ),
    }),
  },
  /** All rows or none. The id makes a repeated request safe. */
  'exchange.import': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ importId: z.uuid(), csv: CsvText, mapping: Mapping }),
    output: z.object({ imported: z.number().int() }),
  },
} as const satisfies Contract;
