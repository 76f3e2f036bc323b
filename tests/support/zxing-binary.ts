import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The binary that pages fetch from the office, read from where the package has it. */
export async function zxingBinary(): Promise<ArrayBuffer> {
  const file = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  return Uint8Array.from(file).buffer;
}
