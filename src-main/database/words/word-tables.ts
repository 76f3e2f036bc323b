/** Names of all that a file's index of words is made of begin with one of these. */
export const WORD_TABLES = ['pass_texts', 'pass_numbers', 'pass_words', 'pass_terms'] as const;
