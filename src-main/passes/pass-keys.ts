/** Text that needs no more than its case folded: most of what is ever folded, in a tenth of the time. */
const PLAIN = /^[ -~]*$/;

/**
 * Letter case, accents, invisible and control characters, and runs of blanks do not make another person or another reference.
 * Only marks that belong to no script are accents: the vowel signs of Devanagari and its neighbours are letters of a
 * name, and so are the two voicing marks of Japanese.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replace(/ +/g, ' ').trim();
  const bare = text
    .normalize('NFKD')
    .replace(/(?![\u3099\u309a])[\p{Script=Inherited}\p{Cf}]/gu, '')
    // By way of capitals, which write the long s, the sharp s and the final sigma in the one way that lower case then
    // keeps; and small before that, because the sharp s has a capital of its own.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ');
  return bare
    .normalize('NFKD')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** One holder: the seed's rule of one pass for a name and a phone number, whatever way they were typed. */
export function holderKey(name1: string, phone1: string): string {
  return `${fold(name1)}|${phone1}`;
}

/** One online payment: its reference without case, blanks and dashes. Null for a reference with nothing left. */
export function referenceKey(reference: string): string | null {
  return fold(reference).replace(/[\s\p{Pd}\u2212_./]/gu, '') || null;
}

interface Searchable {
  readonly pass_id: string;
  readonly name1: string;
  readonly phone1: string;
  readonly name2: string | null;
  readonly phone2: string | null;
  readonly txn_info: string | null;
}

/**
 * Everything a search may find of a pass, the first name first: rows sorted by it are sorted by name. A word of a
 * search, put through `searchWords`, is looked for inside it. The reference stands in it twice, as typed and bare, so
 * that it is found with and without its dashes.
 */
export function searchText(pass: Searchable): string {
  const parts = [pass.name1, pass.phone1, pass.name2, pass.phone2, pass.txn_info, pass.pass_id].map((part) =>
    part === null ? '' : fold(part),
  );
  const reference = pass.txn_info === null ? null : referenceKey(pass.txn_info);
  return [...parts, reference === parts[4] ? '' : (reference ?? '')].filter((part) => part !== '').join('\n');
}

/**
 * What a person typed into the search, as words of which each must be found. Digits typed with blanks or dashes are one
 * number, and a `0` in front of it, dialled within a country, is not part of it.
 */
export function searchWords(typed: string): string[] {
  const folded = fold(typed);
  const isNumber = /^\+?[\d\s().-]+$/.test(folded) && /\d/.test(folded);
  return isNumber
    ? [folded.replace(/[^\d+]/g, '').replace(/^0+(?=\d)/, '')]
    : folded.split(' ').filter((word) => word !== '');
}
