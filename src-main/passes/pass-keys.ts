/** Letter case, accents and runs of blanks do not make another person or another reference. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** One holder: the seed's rule of one pass for a name and a phone number, whatever way they were typed. */
export function holderKey(name1: string, phone1: string): string {
  return `${fold(name1)}|${phone1}`;
}

/** One online payment: its reference without case, blanks and dashes. Null for a reference with nothing left. */
export function referenceKey(reference: string): string | null {
  return fold(reference).replace(/[\s-]/gu, '') || null;
}

interface Searchable {
  readonly pass_id: string;
  readonly name1: string;
  readonly phone1: string;
  readonly name2: string | null;
  readonly phone2: string | null;
  readonly txn_info: string | null;
}

/** Everything a search may find of a pass. A word of a search, put through `searchWords`, is looked for inside it. */
export function searchText(pass: Searchable): string {
  return [pass.name1, pass.phone1, pass.name2, pass.phone2, pass.txn_info, pass.pass_id]
    .filter((part) => part !== null)
    .map(fold)
    .join('\n');
}

/** What a person typed into the search, as words of which each must be found. Digits typed with blanks are one number. */
export function searchWords(typed: string): string[] {
  const folded = fold(typed);
  const isNumber = /^\+?[\d\s().-]+$/.test(folded) && /\d/.test(folded);
  return isNumber ? [folded.replace(/[^\d+]/g, '')] : folded.split(' ').filter((word) => word !== '');
}
