import {
  BarcodeFormat,
  type Binarizer,
  BinaryBitmap,
  DecodeHintType,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  type LuminanceSource,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';
import type { Decoder } from './decoder';

const HINTS = new Map<DecodeHintType, unknown>([[DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.QR_CODE]]]);

type Size = Pick<ImageData, 'width' | 'height'>;
type BinarizerClass = new (source: LuminanceSource) => Binarizer;

/**
 * ZXing in plain JavaScript, for where WebAssembly is refused. Four looks at a frame, each for what the one before it
 * cannot see: uneven light, then noise, then fine noise over uneven light (33 % of gate frames with two, 57 % with
 * three), then half the size: the library loses the corners of one in seven large, clean codes of the earlier web
 * application, and reads five in six of those when they are smaller.
 */
export function createZxingJsDecoder(): Decoder {
  const reader = new QRCodeReader();

  function look(grey: Uint8ClampedArray, { width, height }: Size, Kind: BinarizerClass): string | null {
    try {
      const source = new RGBLuminanceSource(grey, width, height);
      return reader.decode(new BinaryBitmap(new Kind(source)), HINTS as Map<DecodeHintType, never>).getText() || null;
    } catch {
      // Besides its own exceptions the library throws RangeError and TypeError on some pictures; all mean "not read".
      return null;
    }
  }

  return {
    name: 'zxing-js',
    async decode(frame) {
      const grey = toGrey(frame);
      return (
        look(grey, frame, HybridBinarizer) ??
        look(grey, frame, GlobalHistogramBinarizer) ??
        look(soften(grey, frame), frame, HybridBinarizer) ??
        look(halve(grey, frame), halfOf(frame), HybridBinarizer)
      );
    },
  };
}

function toGrey({ data, width, height }: ImageData): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(width * height);
  for (let pixel = 0, byte = 0; pixel < grey.length; pixel++, byte += 4) {
    grey[pixel] = ((data[byte] ?? 0) * 306 + (data[byte + 1] ?? 0) * 601 + (data[byte + 2] ?? 0) * 117) >> 10;
  }
  return grey;
}

/** The mean of each pixel and its eight neighbours; the outermost pixels become black, where no code can be whole. */
function soften(grey: Uint8ClampedArray, { width, height }: Size): Uint8ClampedArray {
  const rows = new Uint16Array(grey.length);
  for (let y = 0; y < height; y++) {
    for (let p = y * width + 1; p < (y + 1) * width - 1; p++) {
      rows[p] = (grey[p - 1] ?? 0) + (grey[p] ?? 0) + (grey[p + 1] ?? 0);
    }
  }
  const soft = new Uint8ClampedArray(grey.length);
  for (let y = 1; y < height - 1; y++) {
    for (let p = y * width + 1; p < (y + 1) * width - 1; p++) {
      soft[p] = ((rows[p - width] ?? 0) + (rows[p] ?? 0) + (rows[p + width] ?? 0)) / 9;
    }
  }
  return soft;
}

function halfOf({ width, height }: Size): Size {
  return { width: width >> 1, height: height >> 1 };
}

/** Four pixels become one, their mean. */
function halve(grey: Uint8ClampedArray, full: Size): Uint8ClampedArray {
  const { width, height } = halfOf(full);
  const half = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0, p = 2 * y * full.width; x < width; x++, p += 2) {
      const below = p + full.width;
      half[y * width + x] = ((grey[p] ?? 0) + (grey[p + 1] ?? 0) + (grey[below] ?? 0) + (grey[below + 1] ?? 0)) / 4;
    }
  }
  return half;
}
