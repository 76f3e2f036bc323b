/** What LIKE takes for a word somewhere in a text, with `\\` as its escape. */
export function toPattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
