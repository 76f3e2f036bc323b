import type { PaperFormat } from './contract/office';

/** The sheet a pass is printed on, in millimetres. A roll is cut after each pass, so its height is the pass's. */
export const PAPER_SIZES: Readonly<Record<PaperFormat, { readonly width: number; readonly height: number }>> = {
  A4: { width: 210, height: 297 },
  A6: { width: 105, height: 148 },
  roll80: { width: 80, height: 150 },
};
