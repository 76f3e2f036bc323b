/** Widths of characters in ems: what a sans-serif takes on average, so that a drawing needs no ruler. */
const WIDE = 1;
const UPPER = 0.68;
const NARROW = 0.3;
const AVERAGE = 0.55;

function widthOf(character: string): number {
  if (/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Extended_Pictographic}/u.test(character))
    return WIDE;
  if (/\p{M}/u.test(character)) return 0;
  if (/[ijlI.,:;'|!()[\]]/.test(character)) return NARROW;
  return /[\p{Lu}mwMW@%]/u.test(character) ? UPPER : AVERAGE;
}

/** How wide a text is, in ems. An estimate on the generous side. */
export function textWidth(text: string): number {
  return [...text].reduce((width, character) => width + widthOf(character), 0);
}

export interface FittedText {
  readonly text: string;
  /** In the unit of the sizes that were asked for. */
  readonly size: number;
}

/**
 * Makes a text fit a line: smaller down to `smallest`, and cut with an ellipsis only if it still does not.
 * All in one unit, such as millimetres.
 */
export function fitText(text: string, width: number, largest: number, smallest: number): FittedText {
  const size = Math.min(largest, width / Math.max(textWidth(text), 0.01));
  if (size >= smallest) return { text, size };
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if ((textWidth(`${kept}${segment}…`) + 0.01) * smallest > width) break;
    kept += segment;
  }
  return { text: `${kept.trimEnd()}…`, size: smallest };
}
