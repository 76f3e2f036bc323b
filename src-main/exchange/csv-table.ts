import { setImmediate as breathe } from 'node:timers/promises';
import Papa from 'papaparse';

/** Characters that are parsed in one go; scans and pages get their turn between two of them. */
const PIECE = 400_000;
/** From the beginning of the file: enough for its heading. */
const SAMPLE = 65_536;
const DELIMITERS = [',', ';', '\t', '|'] as const;

export interface CsvRecord {
  /** As a spreadsheet counts: the first row is 1, empty rows count, a line break inside a cell does not. */
  readonly line: number;
  readonly cells: readonly string[];
}
export interface CsvTable {
  readonly headings: readonly string[];
  readonly records: readonly CsvRecord[];
}

/** Reads a file with a heading, whatever it separates its cells and ends its lines with. Empty rows are left out. */
export async function readCsv(csv: string): Promise<CsvTable> {
  const text = csv.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const delimiter = findDelimiter(text.replace(/^(?: *\n)+/, '').slice(0, SAMPLE));
  const records: CsvRecord[] = [];
  let line = 0;
  for await (const cells of readCells(text, delimiter)) {
    line += 1;
    if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells });
  }
  const [heading, ...rest] = records;
  return { headings: heading?.cells.map((cell) => cell.trim()) ?? [], records: rest };
}

/**
 * What gives the heading the most cells. The rows below are not asked, as a parser's own guess would: what people type
 * into a note can look more like another format than their file does.
 */
function findDelimiter(sample: string): string {
  const widths = DELIMITERS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: 1 });
    return { delimiter, cells: data[0]?.length ?? 0 };
  });
  return widths.reduce((best, one) => (one.cells > best.cells ? one : best)).delimiter;
}

async function* readCells(text: string, delimiter: string): AsyncGenerator<string[], void, undefined> {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  let begin = 0;
  let size = PIECE;
  while (begin < text.length) {
    const isLast = begin + size >= text.length;
    const { data, meta } = parser.parse(text.slice(begin, begin + size), 0, !isLast) as Papa.ParseResult<string[]>;
    yield* data;
    // A row longer than a piece: the same place again with more of it.
    size = !isLast && meta.cursor === 0 ? size * 2 : PIECE;
    begin += isLast ? text.length : meta.cursor;
    await breathe();
  }
}
