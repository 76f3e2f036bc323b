import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { zxingBinary } from '../../support/zxing-binary';

const run = promisify(execFile);
/** What a cheap laser printer does. */
const DOTS_PER_INCH = 200;

/** The texts of the QR codes in a picture, read from its pixels. */
export async function codesInPng(picture: Uint8Array): Promise<string[]> {
  await prepareZXingModule({ overrides: { wasmBinary: await zxingBinary() }, fireImmediately: true });
  const found = await readBarcodes(picture, { formats: ['QRCode'], textMode: 'Plain' });
  return found.map(({ text }) => text);
}

export interface PrintedSheet {
  readonly pages: number;
  /** In whole millimetres. */
  readonly width: number;
  readonly height: number;
  readonly codes: readonly string[];
}

/** A PDF as it comes out of a printer: the first sheet, and what a scanner reads on it. @param folder for files in between */
export async function printedSheet(pdf: Uint8Array, folder: string): Promise<PrintedSheet> {
  const file = join(folder, 'sheet.pdf');
  const picture = join(folder, 'sheet');
  await writeFile(file, pdf);
  const { stdout: facts } = await run('pdfinfo', [file]);
  const [, width, height] = /^Page size:\s+([\d.]+) x ([\d.]+) pts/m.exec(facts) ?? [];
  await run('pdftoppm', ['-png', '-singlefile', '-r', String(DOTS_PER_INCH), file, picture]);
  return {
    pages: Number(/^Pages:\s+(\d+)/m.exec(facts)?.[1]),
    width: toMillimetres(width),
    height: toMillimetres(height),
    codes: await codesInPng(await readFile(`${picture}.png`)),
  };
}

function toMillimetres(points: string | undefined): number {
  return Math.round((Number(points) / 72) * 25.4);
}
