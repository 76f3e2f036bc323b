import { test } from 'vitest';
import { readBarcodes } from 'zxing-wasm/reader';
import type { Decoder } from '../../src-renderer/scanner/decoders/decoder';
import { createZxingJsDecoder } from '../../src-renderer/scanner/decoders/zxing-js';
import { createZxingWasmDecoder } from '../../src-renderer/scanner/decoders/zxing-wasm';
import { CLIPS, toImageData } from '../support/fake-camera';
import { zxingBinary } from '../support/zxing-binary';
import { median, printTable } from './table';

const CODES = {
  compact: 'EP1.7K.06A8ZQ9X2M6TB1VHC5RJN3WPKY.0FESA7DQ4XZ8K2M9T6BV1HC5RJ',
  'earlier web application': btoa(
    JSON.stringify({ id: '0190b6a0-7c1e-7d3a-9f4e-5b6c7d8e9f00', sig: 'c0ffee42'.repeat(8) }),
  ),
};
/** Frames of each clip; of the clip with everything in it more, because it alone tells good from better. */
const FRAMES = 10;
const GATE_FRAMES = 120;

type Read = Pick<Decoder, 'decode'> & { readonly name: string };

/**
 * Share of frames read and time a frame, each decoder on the very same 1280×720 frames in turns. The yardstick is
 * zxing-wasm with nothing but QR codes asked for: one look, no second one.
 */
test.each(Object.entries(CODES))('reading the %s code', async (kind, code) => {
  const wasm = await createZxingWasmDecoder(await zxingBinary());
  const decoders: readonly Read[] = [{ name: 'zxing-wasm, one look', decode: oneLook }, wasm, createZxingJsDecoder()];
  const rows = [];
  for (const clip of Object.keys(CLIPS) as (keyof typeof CLIPS)[]) {
    const frames = CLIPS[clip](code, clip === 'gate' ? GATE_FRAMES : FRAMES).map(toImageData);
    const results = new Map(decoders.map(({ name }) => [name, { read: 0, wrong: 0, times: [] as number[] }]));
    for (const frame of frames) {
      for (const { name, decode } of decoders) {
        const result = results.get(name);
        if (!result) continue;
        const began = performance.now();
        const text = await decode(frame);
        result.times.push(performance.now() - began);
        if (text === code) result.read += 1;
        else if (text !== null) result.wrong += 1;
      }
    }
    const yardstick = median(results.get('zxing-wasm, one look')?.times ?? []);
    for (const [name, { read, wrong, times }] of results) {
      rows.push({
        clip,
        decoder: name,
        'read %': Math.round((read / frames.length) * 100),
        wrong,
        'ms a frame': median(times),
        'slowest ms': Math.max(...times),
        '× one look': median(times) / yardstick,
      });
    }
  }
  printTable(`Reading the ${kind} code (${code.length} characters) in 1280×720 frames`, rows);
});

async function oneLook(frame: ImageData): Promise<string | null> {
  const [found] = await readBarcodes(frame, {
    formats: ['QRCode'],
    tryHarder: false,
    tryRotate: false,
    tryInvert: false,
    tryDownscale: false,
    maxNumberOfSymbols: 1,
  });
  return found?.text ?? null;
}
