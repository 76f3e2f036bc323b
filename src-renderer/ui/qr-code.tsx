import { create } from 'qrcode';
import { useMemo } from 'react';

interface QrCodeProps {
  readonly text: string;
  /** What a screen reader says instead of the drawing. */
  readonly label: string;
  /** How much of it may be smudged: L 7 %, M 15 %, Q 25 %, H 30 %. */
  readonly correction?: 'L' | 'M' | 'Q' | 'H';
  /** Any CSS length, such as `45mm`; fills its place otherwise. */
  readonly size?: string;
}

/** The margin without which readers do not find a code. */
const QUIET_MODULES = 4;

/** Black on white in every colour scheme and on paper, and sharp at every size. */
export function QrCode({ text, label, correction = 'M', size = '100%' }: QrCodeProps) {
  const { path, side } = useMemo(() => draw(text, correction), [text, correction]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** One rectangle for each run of dark modules in a row. */
function draw(text: string, errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H') {
  const { modules } = create(text, { errorCorrectionLevel });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column < modules.size && modules.get(row, column)) column += 1;
      path += `M${start + QUIET_MODULES} ${row + QUIET_MODULES}h${column - start}v1h-${column - start}z`;
    }
  }
  return { path, side: modules.size + 2 * QUIET_MODULES };
}
