import type { Decoder, DecoderName } from './decoder';

/** Loads a decoder, or answers null where the platform has none of its kind. */
export type DecoderFactory = () => Promise<Decoder | null>;

/** Best first. Each is loaded only when it is its turn, or ahead by `loadDecoders`. */
const DECODER_FACTORIES: readonly DecoderFactory[] = [
  () => import('./barcode-detector').then((m) => m.createBarcodeDetectorDecoder()),
  () => import('./zxing-wasm').then((m) => m.createZxingWasmDecoder()),
  () => import('./zxing-js').then((m) => m.createZxingJsDecoder()),
].map(loadOnce);

/** What was loaded stays for as long as the page: when the camera starts anew, the office may be out of reach. */
export function loadOnce(load: DecoderFactory): DecoderFactory {
  let loading: ReturnType<DecoderFactory> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

/**
 * Fetches every decoder while there is an office to fetch them from: browsers cache nothing that came over a certificate
 * which was only clicked through. Never rejects.
 */
export async function loadDecoders(): Promise<void> {
  await Promise.allSettled(DECODER_FACTORIES.map((load) => load()));
}

interface Patience {
  /** Milliseconds that loading one may take: its code comes over the network on a desk in a browser. */
  readonly loadMs: number;
  /** Milliseconds that one frame may take. */
  readonly decodeMs: number;
}
const PATIENCE: Patience = { loadMs: 20_000, decodeMs: 4_000 };

export interface ChosenDecoder {
  /** The one in use; null until the first frame. */
  readonly name: DecoderName | null;
  /** Rejects when every decoder failed; the next frame begins again with the best one. */
  decode(frame: ImageData): Promise<string | null>;
}

/**
 * The best decoder that works here. One that cannot be loaded, throws or stalls gives way to the next for good, with the
 * same frame.
 */
export function chooseDecoder(
  factories: readonly DecoderFactory[] = DECODER_FACTORIES,
  patience: Patience = PATIENCE,
): ChosenDecoder {
  let turn = 0;
  let chosen: Decoder | null = null;

  async function next(): Promise<void> {
    const factory = factories[turn];
    if (!factory) {
      turn = 0;
      throw new Error('no decoder works here');
    }
    chosen = await within(patience.loadMs, factory()).catch(() => null);
    if (!chosen) turn++;
  }

  return {
    get name() {
      return chosen?.name ?? null;
    },
    async decode(frame) {
      for (;;) {
        if (!chosen) {
          await next();
          continue;
        }
        try {
          return await within(patience.decodeMs, chosen.decode(frame));
        } catch {
          chosen = null;
          turn++;
        }
      }
    },
  };
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('stalled')), milliseconds);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
