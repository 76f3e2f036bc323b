import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseDecoder, type DecoderFactory, loadOnce } from '../../../src-renderer/scanner/decoders/choose-decoder';
import type { Decoder, DecoderName } from '../../../src-renderer/scanner/decoders/decoder';

const FRAME = { width: 1, height: 1 } as ImageData;
const never = () => new Promise<never>(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function reader(name: DecoderName, decode: Decoder['decode'] = async () => `read by ${name}`): DecoderFactory {
  return async () => ({ name, decode });
}

test('the best decoder is used, and the others are not even loaded', async () => {
  const second = vi.fn(reader('zxing-wasm'));
  const decoder = chooseDecoder([reader('barcode-detector'), second]);

  expect(await decoder.decode(FRAME)).toBe('read by barcode-detector');
  expect(decoder.name).toBe('barcode-detector');
  expect(second).not.toHaveBeenCalled();
});

test('a platform without a detector of its own goes on to the next decoder', async () => {
  const decoder = chooseDecoder([async () => null, reader('zxing-wasm')]);
  expect(await decoder.decode(FRAME)).toBe('read by zxing-wasm');
});

test('where WebAssembly is refused, the plain one reads', async () => {
  const refused: DecoderFactory = () => Promise.reject(new Error('wasm refused'));
  const decoder = chooseDecoder([async () => null, refused, reader('zxing-js')]);
  expect(await decoder.decode(FRAME)).toBe('read by zxing-js');
});

test('a decoder that throws gives way to the next one for the same frame, and does not come back', async () => {
  const first = vi.fn(async () => {
    throw new Error('service gone');
  });
  const decoder = chooseDecoder([reader('barcode-detector', first), reader('zxing-wasm')]);

  expect(await decoder.decode(FRAME)).toBe('read by zxing-wasm');
  expect(await decoder.decode(FRAME)).toBe('read by zxing-wasm');
  expect(first).toHaveBeenCalledTimes(1);
});

test('a decoder that stalls gives way to the next one', async () => {
  const decoder = chooseDecoder([reader('barcode-detector', never), reader('zxing-wasm')], {
    loadMs: 100,
    decodeMs: 50,
  });
  const read = decoder.decode(FRAME);
  await vi.advanceTimersByTimeAsync(51);
  expect(await read).toBe('read by zxing-wasm');
});

test('a decoder that never finishes loading gives way to the next one', async () => {
  const decoder = chooseDecoder([never, reader('zxing-js')], { loadMs: 100, decodeMs: 50 });
  const read = decoder.decode(FRAME);
  await vi.advanceTimersByTimeAsync(101);
  expect(await read).toBe('read by zxing-js');
});

test('when all have failed it says so, and the next frame begins again with the best one', async () => {
  let works = false;
  const moody = async () => {
    if (works) return 'read after all';
    throw new Error('not now');
  };
  const decoder = chooseDecoder([reader('zxing-wasm', moody)]);

  await expect(decoder.decode(FRAME)).rejects.toThrow('no decoder works here');
  works = true;
  expect(await decoder.decode(FRAME)).toBe('read after all');
});

test('a decoder is fetched once, however often the camera starts, and again only if that failed', async () => {
  const fetched = vi.fn(reader('zxing-wasm'));
  fetched.mockRejectedValueOnce(new Error('out of reach'));
  const once = loadOnce(fetched);

  await expect(once()).rejects.toThrow('out of reach');
  for (const _start of [1, 2, 3]) expect(await chooseDecoder([once]).decode(FRAME)).toBe('read by zxing-wasm');
  expect(fetched).toHaveBeenCalledTimes(2);
});
