import { create } from 'qrcode';

/** The modules of a QR code as one SVG path of unit squares, and how many there are on a side. */
export interface QrModules {
  readonly size: number;
  /** In module units from the top left module, quiet zone not included. */
  readonly path: string;
}

/** Four modules of white on each side are part of the code (ISO/IEC 18004). */
export const QUIET_ZONE = 4;

/** Level M: Q gains nothing at the gate and costs modules. Runs of dark modules become one rectangle each. */
export function drawQr(code: string): QrModules {
  const { modules } = create(code, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let length = 0;
      while (column + length < size && modules.get(row, column + length)) length += 1;
      if (length > 0) path += `M${column} ${row}h${length}v1h-${length}z`;
      column += length;
    }
  }
  return { size, path };
}
