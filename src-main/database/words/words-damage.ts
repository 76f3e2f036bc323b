/** Whether it is the index over words that is damaged, of which nothing is lost: it is made of the passes. */
export function isDamageOfWords(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CORRUPT_VTAB';
}
