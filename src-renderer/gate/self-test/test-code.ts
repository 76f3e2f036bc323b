/** What the test's own code says. */
export const TEST_TEXT = 'EPASS TEST';

/** A QR code of it, version 1 with correction M: a row of 21 modules in each number, dark ones as 1. */
const ROWS = [
  0x1fde7f, 0x104f41, 0x174b5d, 0x17595d, 0x175d5d, 0x105641, 0x1fd57f, 0x1300, 0x1172f9, 0x68f04, 0x8f277, 0x52cdc,
  0x1349da, 0x19ca, 0x1fd9b0, 0x104312, 0x175675, 0x17473f, 0x174a78, 0x104cd9, 0x1fd5d3,
];
const QUIET_MODULES = 4;
const PIXELS = 8;

/** The code as a camera would give it, were it a perfect one. Drawn without a canvas, which some browsers make noisy. */
export function drawTestCode(): ImageData {
  const side = (ROWS.length + 2 * QUIET_MODULES) * PIXELS;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (isDark(Math.floor(x / PIXELS) - QUIET_MODULES, Math.floor(y / PIXELS) - QUIET_MODULES)) {
        pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
      }
    }
  }
  return new ImageData(pixels, side, side);
}

function isDark(column: number, row: number): boolean {
  const modules = ROWS[row];
  return modules !== undefined && column >= 0 && column < ROWS.length && ((modules >> (20 - column)) & 1) === 1;
}
