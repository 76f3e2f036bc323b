import { beforeAll, describe, expect, test } from 'vitest';
import {
  type BarcodeDetectorClass,
  createBarcodeDetectorDecoder,
} from '../../../src-renderer/scanner/decoders/barcode-detector';
import type { Decoder, DecoderName } from '../../../src-renderer/scanner/decoders/decoder';
import { createZxingJsDecoder } from '../../../src-renderer/scanner/decoders/zxing-js';
import { createZxingWasmDecoder } from '../../../src-renderer/scanner/decoders/zxing-wasm';
import { CLIPS, type ClipName, drawFrame, toImageData } from '../../support/fake-camera';
import { zxingBinary } from '../../support/zxing-binary';

const COMPACT = 'EP1.7K.06A8ZQ9X2M6TB1VHC5RJN3WPKY.0FESA7DQ4XZ8K2M9T6BV1HC5RJ';
const SEED = btoa(JSON.stringify({ id: '0190b6a0-7c1e-7d3a-9f4e-5b6c7d8e9f00', sig: 'c0ffee42'.repeat(8) }));

/**
 * The least share of a clip's frames that each decoder has to read, a little under what was measured. One second brings
 * more than ten frames, so a third is still read at once.
 */
const LEAST: Record<Exclude<ClipName, 'empty'>, Record<DecoderName, number>> = {
  easy: { 'barcode-detector': 1, 'zxing-wasm': 1, 'zxing-js': 1 },
  moving: { 'barcode-detector': 1, 'zxing-wasm': 1, 'zxing-js': 0.9 },
  rotated: { 'barcode-detector': 1, 'zxing-wasm': 1, 'zxing-js': 0.9 },
  noisy: { 'barcode-detector': 1, 'zxing-wasm': 1, 'zxing-js': 0.75 },
  lowContrast: { 'barcode-detector': 1, 'zxing-wasm': 1, 'zxing-js': 0.75 },
  blurred: { 'barcode-detector': 1, 'zxing-wasm': 1, 'zxing-js': 0.75 },
  glare: { 'barcode-detector': 1, 'zxing-wasm': 1, 'zxing-js': 0.75 },
  far: { 'barcode-detector': 1, 'zxing-wasm': 1, 'zxing-js': 0.75 },
  gate: { 'barcode-detector': 0.85, 'zxing-wasm': 0.85, 'zxing-js': 0.4 },
};

/**
 * Linux has no BarcodeDetector, so its adapter is tested against a class with the platform's interface that reads with
 * zxing-wasm: this shows that frames and texts go through the adapter, not how well any platform's detector reads.
 */
function standInFor(reader: Decoder): BarcodeDetectorClass {
  return class {
    static getSupportedFormats = async () => ['qr_code', 'ean_13'];
    formats: readonly string[];
    constructor({ formats }: { formats: readonly string[] }) {
      this.formats = formats;
    }
    async detect(image: ImageData) {
      const text = this.formats.includes('qr_code') ? await reader.decode(image) : null;
      // The platform also lists what it sees but cannot read.
      return [{ rawValue: '' }, ...(text === null ? [] : [{ rawValue: text }])];
    }
  };
}

const FRAMES = 6;
const GATE_FRAMES = 24;
const drawn = new Map<ClipName, readonly ImageData[]>();
/** Every decoder gets the very same frames. */
function framesOf(clip: ClipName): readonly ImageData[] {
  const frames = drawn.get(clip) ?? CLIPS[clip](COMPACT, clip === 'gate' ? GATE_FRAMES : FRAMES).map(toImageData);
  drawn.set(clip, frames);
  return frames;
}

const decoders = new Map<DecoderName, Decoder>();
beforeAll(async () => {
  const reader = await createZxingWasmDecoder(await zxingBinary());
  const detector = await createBarcodeDetectorDecoder({ BarcodeDetector: standInFor(reader) });
  for (const decoder of [detector, reader, createZxingJsDecoder()]) if (decoder) decoders.set(decoder.name, decoder);
});

describe.each(['barcode-detector', 'zxing-wasm', 'zxing-js'] as const)('%s', (name) => {
  function decoder(): Decoder {
    const found = decoders.get(name);
    if (!found) throw new Error(`${name} was not made`);
    return found;
  }

  test.each(Object.entries(LEAST))(
    'reads its share of the clip "%s", and nothing that is not there',
    async (clip, least) => {
      const read: (string | null)[] = [];
      for (const frame of framesOf(clip as ClipName)) read.push(await decoder().decode(frame));

      expect(new Set(read.filter((text) => text !== null))).toEqual(new Set([COMPACT]));
      expect(read.filter((text) => text === COMPACT).length / read.length).toBeGreaterThanOrEqual(least[name]);
    },
  );

  test('reads nothing where no code is', async () => {
    for (const frame of framesOf('empty')) expect(await decoder().decode(frame)).toBeNull();
  });

  test('reads the longer code of the earlier web application', async () => {
    for (const angle of [0, 0.4, 2]) {
      expect(await decoder().decode(toImageData(drawFrame(SEED, { size: 480, angle, noise: 10 })))).toBe(SEED);
    }
  });

  test('reads small frames, frames standing upright, and one that a code fills', async () => {
    for (const [size, width, height] of [
      [200, 640, 360],
      [400, 720, 1280],
      [300, 360, 360],
    ] as const) {
      expect(await decoder().decode(toImageData(drawFrame(COMPACT, { size }, 1, { width, height })))).toBe(COMPACT);
    }
  });

  test('gives up on frames that make no sense without failing', async () => {
    for (const [width, height, light] of [
      [1, 1, 255],
      [3, 200, 0],
      [640, 360, 128],
    ] as const) {
      const frame = drawFrame('', { size: 0, background: light }, 1, { width, height });
      expect(await decoder().decode(toImageData(frame))).toBeNull();
    }
  });
});

describe('the platform’s detector', () => {
  test('is not used where there is none', async () => {
    expect(await createBarcodeDetectorDecoder({})).toBeNull();
  });

  test('is not used where it reads no QR codes', async () => {
    const BarcodeDetector = standInFor(createZxingJsDecoder());
    BarcodeDetector.getSupportedFormats = async () => ['ean_13'];
    expect(await createBarcodeDetectorDecoder({ BarcodeDetector })).toBeNull();
  });
});
