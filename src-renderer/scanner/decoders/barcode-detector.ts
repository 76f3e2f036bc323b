import type { Decoder } from './decoder';

interface DetectedBarcode {
  readonly rawValue: string;
}

/** The platform's own detector (Shape Detection API), as far as it is used here; TypeScript does not know it. */
export interface BarcodeDetectorClass {
  new (options: { formats: readonly string[] }): { detect(image: ImageData): Promise<readonly DetectedBarcode[]> };
  getSupportedFormats(): Promise<readonly string[]>;
}

/**
 * The detector of macOS, Android and ChromeOS. Null where there is none, or where there is one that reads no QR codes
 * (a system without its detection service says so only in its list of formats).
 */
export async function createBarcodeDetectorDecoder(
  platform: { readonly BarcodeDetector?: BarcodeDetectorClass } = globalThis as never,
): Promise<Decoder | null> {
  const { BarcodeDetector } = platform;
  if (!BarcodeDetector) return null;

  const formats = await BarcodeDetector.getSupportedFormats();
  if (!formats.includes('qr_code')) return null;

  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return {
    name: 'barcode-detector',
    async decode(frame) {
      const found = await detector.detect(frame);
      // A code that is seen but not understood has an empty value.
      return found.find((one) => one.rawValue !== '')?.rawValue ?? null;
    },
  };
}
