import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { FoundPass } from '../../src-shared/contract/gate';
import type { Database } from '../database/sqlite';
import type { Tables } from '../database/tables';
import { hasUnusualLetters } from '../database/unusual-letters';
import { findByWords } from '../database/words/words';
import { ExpectedError } from '../expected-error';
import { isWithin } from '../passes/pass-filter';
import { isAmong } from '../passes/pass-ids-of-page';
import { fold } from '../passes/pass-keys';

/** Letters and digits that a name must have, so that nobody turns the pages of the guest list. */
const LEAST_LETTERS = 3;
const MOST_FOUND = 6;
/** Looked at before all the others are: nearly always they are enough. */
const MOST_CANDIDATES = 50;
/** Found by the index of words, and looked at one by one. */
const MOST_INDEXED = 2_000;
const SHOWN_DIGITS = 3;
/** A number with fewer digits is none; of it nothing would be left to hide. */
const LEAST_DIGITS = 7;

interface Found {
  readonly passes: FoundPass[];
  readonly more: boolean;
}

export type GateSearch = ReturnType<typeof createGateSearch>;

/** Finds passes at the gate by what people are called, and by nothing else that is known of them. */
export function createGateSearch(db: Database) {
  /**
   * Passes whose name, or whose partner's, has all the words somewhere in it; those to come before all others.
   * @throws ExpectedError `invalid-input` for fewer than three letters or digits
   */
  return async function find(name: string): Promise<Found> {
    const words = fold(name).split(' ');
    // A vowel sign of Devanagari and its neighbours is a letter of a name; accents are gone by now.
    const letters = words.join('').match(/[\p{L}\p{M}\p{N}]/gu) ?? [];
    if (letters.length < LEAST_LETTERS) throw new ExpectedError('invalid-input', { fields: { name: 'too-short' } });

    const isFound = ({ name1, name2 }: Candidate) => hasAll(name1, words) || hasAll(name2 ?? '', words);
    const found = (await findIndexed(isFound)) ?? (await findAll(isFound));
    const passIds = found.slice(0, MOST_FOUND).map(({ pass_id }) => pass_id);
    return { passes: await findPasses(db, passIds), more: found.length > MOST_FOUND };

    /**
     * Of a name that thousands have, those to come among the first that the index gives. Null where the index cannot
     * tell, or knows so many that those with the name are not among the first.
     */
    async function findIndexed(isMeant: (candidate: Candidate) => boolean): Promise<Candidate[] | null> {
      const indexed = await findByWords(db, words, MOST_INDEXED);
      if (indexed === null) return null;
      const found = (await findCandidates(db, isAmong(db, indexed.passIds), null)).filter(isMeant);
      return indexed.isAll || found.length > MOST_FOUND ? found : null;
    }

    async function findAll(isMeant: (candidate: Candidate) => boolean): Promise<Candidate[]> {
      const mayBe = mayHave(db, words);
      const first = await findCandidates(db, mayBe, MOST_CANDIDATES);
      const found = first.filter(isMeant);
      if (found.length > MOST_FOUND || first.length < MOST_CANDIDATES) return found;
      return (await findCandidates(db, mayBe, null)).filter(isMeant);
    }
  };
}

/**
 * Without those of which the database can tell that something else than a name has the words. It folds the case of plain
 * letters only: of all other names nothing is left out.
 */
function mayHave(db: Database, words: readonly string[]): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'passes'>();
  const allIn = (text: Expression<string | null>) => eb.and(words.map((word) => isWithin(word, text)));
  const mayBeIn = (name: 'name1' | 'name2') =>
    eb.or([allIn(sql`lower(${eb.ref(name)})`), hasUnusualLetters(db, eb.ref(name))]);
  return eb.and([allIn(eb.ref('search_text')), eb.or([mayBeIn('name1'), mayBeIn('name2')])]);
}

/** In the order of the answer. */
function findCandidates(db: Database, condition: Expression<SqlBool>, limit: number | null) {
  return db
    .selectFrom('passes')
    .where(condition)
    .orderBy((order) => order('cancelled_at', 'is not', null))
    .orderBy((order) => order('scanned_at', 'is not', null))
    .orderBy('search_text')
    .$if(limit !== null, (query) => query.limit(limit ?? 0))
    .select(['pass_id', 'name1', 'name2'])
    .execute();
}
type Candidate = Awaited<ReturnType<typeof findCandidates>>[number];

function hasAll(name: string, words: readonly string[]): boolean {
  const folded = fold(name);
  return words.every((word) => folded.includes(word));
}

async function findPasses(db: Database, passIds: readonly string[]): Promise<FoundPass[]> {
  if (passIds.length === 0) return [];
  const rows = await db
    .selectFrom('passes')
    .innerJoin('pass_types', 'pass_types.code', 'passes.pass_type')
    .where('pass_id', 'in', passIds)
    .select(['pass_id', 'name1', 'phone1', 'name2', 'label', 'passes.admits', 'timing', 'scanned_at', 'cancelled_at'])
    .execute();
  return rows
    .sort((one, other) => passIds.indexOf(one.pass_id) - passIds.indexOf(other.pass_id))
    .map((row) => ({
      passId: row.pass_id,
      name1: row.name1,
      name2: row.name2,
      maskedPhone: mask(row.phone1),
      passTypeLabel: row.label,
      admits: row.admits,
      timing: row.timing,
      state: row.cancelled_at !== null ? 'cancelled' : row.scanned_at !== null ? 'admitted' : 'to-come',
      admittedAt: row.scanned_at,
    }));
}

/** Enough for somebody who says their number to be believed. */
function mask(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const shown = digits.length < LEAST_DIGITS ? 0 : SHOWN_DIGITS;
  return '•'.repeat(digits.length - shown) + digits.slice(digits.length - shown);
}
