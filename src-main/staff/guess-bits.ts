import listed from '../../resources/password-blocklist.txt?raw';

const COMMON = new Set(listed.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
const LONGEST_COMMON = 40;
/** What everybody in the room would try. */
const PRODUCT_WORDS = [
  'epass',
  'boxoffice',
  'ticket',
  'tickets',
  'event',
  'gate',
  'scanner',
  'seller',
  'staff',
  'desk',
];
const KEYBOARD = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** Guesses, as powers of two, that each kind of part costs an attacker who knows how people choose passwords. */
const BITS = { obvious: 2, repeated: 3, year: 6, run: 7, common: 14, digit: 3.3, letter: 4.7, other: 6.5 } as const;

/**
 * The cheapest way to put the password together from listed words, runs (`abc`, `qwer`, `3333`), years, repetitions and
 * single characters. Case, blanks, dashes and look-alikes (`p4$$w0rd`) count for nothing.
 * @param names what an attacker knows anyway, such as the username
 */
export function guessBits(password: string, names: readonly string[]): number {
  const text = password
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}_.,'"]/gu, '');
  const readings = [text, readAs(text, 'i'), readAs(text, 'l')];
  const obvious = new Set([...PRODUCT_WORDS, ...names]);
  /** The bits of the first n characters. */
  const cheapest = [0];

  for (let end = 1; end <= text.length; end += 1) {
    let best = Number.POSITIVE_INFINITY;
    for (let start = Math.max(0, end - LONGEST_COMMON); start < end; start += 1) {
      const bits = Math.min(...readings.map((reading) => bitsOfPart(reading, start, end, obvious)));
      best = Math.min(best, (cheapest[start] ?? 0) + bits);
    }
    cheapest.push(best);
  }
  return cheapest[text.length] ?? 0;
}

function readAs(text: string, one: 'i' | 'l'): string {
  return text.replace(/[\d@$!]/g, (sign) => (sign === '1' || sign === '!' ? one : (LOOK_ALIKES[sign] ?? sign)));
}

function bitsOfPart(text: string, start: number, end: number, obvious: ReadonlySet<string>): number {
  const part = text.slice(start, end);
  if (part.length === 1) return bitsOfCharacter(part);
  if (part.length < 3) return Number.POSITIVE_INFINITY;
  if (obvious.has(part)) return BITS.obvious;
  if (text.slice(0, start).includes(part)) return BITS.repeated;
  if (/^(19|20)\d\d$/.test(part)) return BITS.year;
  if (isRun(part)) return BITS.run;
  return COMMON.has(part) ? BITS.common : Number.POSITIVE_INFINITY;
}

function bitsOfCharacter(character: string): number {
  if (/\d/.test(character)) return BITS.digit;
  return /[a-z]/.test(character) ? BITS.letter : BITS.other;
}

/** The same step all the way (`aaa`, `abc`, `987`), or at least four keys that lie side by side. */
function isRun(part: string): boolean {
  const steps = Array.from(part.slice(1), (character, index) => character.charCodeAt(0) - part.charCodeAt(index));
  const [first = 0] = steps;
  if (Math.abs(first) <= 1 && steps.every((step) => step === first)) return true;
  return (
    part.length >= 4 && Array.from(part.slice(1), (key, index) => areNeighbours(key, part.charAt(index))).every(Boolean)
  );
}

function areNeighbours(one: string, other: string): boolean {
  const [row1, column1] = placeOf(one);
  const [row2, column2] = placeOf(other);
  return row1 >= 0 && row2 >= 0 && Math.abs(row1 - row2) <= 1 && Math.abs(column1 - column2) <= 1;
}

function placeOf(key: string): readonly [row: number, column: number] {
  const row = KEYBOARD.findIndex((keys) => keys.includes(key));
  return [row, KEYBOARD[row]?.indexOf(key) ?? -1];
}
