/** The largest input is a file to import: 20 million characters and its columns. */
const LARGEST_TEXT = 20_500_000;
const MOST_PARTS = 10_000;
const DEEPEST = 6;

/** Whether an input is of a size and depth that a page of ours would send. A structured clone may refer to itself. */
export function isOfUsualSize(input: unknown, deepest = DEEPEST): boolean {
  let text = LARGEST_TEXT;
  let parts = MOST_PARTS;

  function isUsual(value: unknown, depth: number): boolean {
    parts -= 1;
    if (parts < 0 || depth > deepest) return false;
    if (typeof value === 'string') {
      text -= value.length;
      return text >= 0;
    }
    if (typeof value !== 'object' || value === null) return true;
    if (Array.isArray(value)) return value.every((part) => isUsual(part, depth + 1));
    // Buffers, maps and the like are in no input.
    if (Object.prototype.toString.call(value) !== '[object Object]') return false;
    for (const [key, part] of Object.entries(value)) {
      if (!isUsual(key, depth + 1) || !isUsual(part, depth + 1)) return false;
    }
    return true;
  }
  return isUsual(input, 0);
}
