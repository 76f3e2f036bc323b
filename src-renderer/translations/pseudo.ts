const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  b: 'ƀ',
  c: 'ç',
  d: 'ď',
  e: 'é',
  f: 'ƒ',
  g: 'ğ',
  h: 'ĥ',
  i: 'í',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ó',
  p: 'þ',
  q: 'ɋ',
  r: 'ŕ',
  s: 'š',
  t: 'ť',
  u: 'ú',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
};

/** One text as the pseudo-language has it: accented and a third longer. What is filled in at run time stays as it is. */
export function toPseudo(text: string): string {
  const accented = text
    .split(/(\{\{.*?\}\}|<\/?\w+\/?>)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[a-z]/gi, accent)))
    .join('');
  return `⟦${accented}${'·'.repeat(Math.ceil(text.length / 3))}⟧`;
}

/** Every text of a tree of translations. Untranslated words on a page then stand out, as does what has no room to grow. */
export function pseudoTranslations<T extends object>(words: T): T {
  const entries = Object.entries(words).map(([key, value]) => [
    key,
    typeof value === 'string' ? toPseudo(value) : pseudoTranslations(value),
  ]);
  return Object.fromEntries(entries);
}

function accent(letter: string): string {
  const accented = ACCENTED[letter.toLowerCase()] ?? letter;
  return letter === letter.toLowerCase() ? accented : accented.toUpperCase();
}
