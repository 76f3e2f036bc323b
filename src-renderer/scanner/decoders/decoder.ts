/** Finds a QR code in one frame. */
export interface Decoder {
  readonly name: DecoderName;
  /**
   * The text of a code in the frame, or null when none can be read. Rejects only when the decoder itself is broken; then
   * the next one takes over.
   */
  decode(frame: ImageData): Promise<string | null>;
}

/** Best first. */
export const DECODER_NAMES = ['barcode-detector', 'zxing-wasm', 'zxing-js'] as const;
export type DecoderName = (typeof DECODER_NAMES)[number];
