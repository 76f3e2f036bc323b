/** What an index of words knows of some words. */
export interface FoundByWords {
  /** Of passes in which they may be, in any order. */
  readonly passIds: readonly string[];
  /** Whether nobody else has them all. Otherwise there are more, and these are some of them. */
  readonly isAll: boolean;
}

/** A page of all passes in the order of their names. */
export interface NamesToSkip {
  readonly offset: number;
  readonly limit: number;
  readonly descending: boolean;
}
