/**
 * Widths of characters in ems, a little above what common fonts take, so that a drawing needs no ruler. The first that
 * matches counts.
 */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Extended_Pictographic}/u, 1.05],
  // Southern India, Sri Lanka, Myanmar and Cambodia write broad letters, and some of their vowels stand beside them.
  [/[\u0b80-\u0dff\u1000-\u109f\u1780-\u17ff](?<=\p{Mc})/u, 0.6],
  [/[\u0b80-\u0dff\u1000-\u109f\u1780-\u17ff](?<!\p{M})/u, 0.95],
  [/\p{Mc}/u, 0.3],
  [/\p{M}/u, 0],
  [/[mwMW@%ЖМШЩЮжмшщю]/u, 0.93],
  [/[ijlI.,:;'|!()[\]]/, 0.34],
  [/\p{Lu}/u, 0.72],
  [/[\u0400-\u05ff\u0e00-\u0eff]/u, 0.68],
];
const AVERAGE = 0.57;

function widthOf(character: string): number {
  return WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? AVERAGE;
}

/** How wide a text is, in ems. An estimate on the generous side. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
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
    if (textWidth(`${kept}${segment}…`) * smallest > width) break;
    kept += segment;
  }
  return { text: `${kept.trimEnd()}…`, size: smallest };
}
