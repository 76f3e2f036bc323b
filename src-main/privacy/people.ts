import type { Output } from '../../src-shared/contract/operation';
import type { privacyContract } from '../../src-shared/contract/privacy';
import type { Database } from '../database/sqlite';
import type { PassRow } from '../database/tables';
import type { FoundByWords } from '../database/words/found-by-words';
import { findByWords } from '../database/words/words';
import { passFilter } from '../passes/pass-filter';
import { isAmong } from '../passes/pass-ids-of-page';
import { fold, searchWords } from '../passes/pass-keys';

type KnownPeople = Output<(typeof privacyContract)['privacy.find']>;
type Row = Pick<PassRow, 'pass_id' | 'name1' | 'phone1' | 'name2' | 'phone2'>;
interface Named {
  readonly passId: string;
  readonly name: string;
  /** Empty for a companion who gave none. */
  readonly phone: string;
}

/** More passes than this with what was typed in them: somebody who types a little more finds their person. */
const MOST_FOUND = 500;
const MOST_PEOPLE = 50;
/** Found by the index of words, and looked at one by one. */
const MOST_INDEXED = 2_000;
/** Of one phone number; the contract lets no more be erased at once. */
const MOST_PASSES = 500;

/**
 * People with what was typed in their name or phone number, and all passes on which their number stands, whatever name
 * is beside it there. A companion without a number is somebody else on every pass.
 * @param timeZone the event's
 */
export async function findPeople(db: Database, text: string, timeZone: string): Promise<KnownPeople> {
  const words = searchWords(text);
  const indexed = await findByWords(db, words, MOST_INDEXED);
  const found = await selectNames(db)
    .where(passFilter({ search: text }, timeZone))
    .$if(indexed?.isAll === true, (query) => query.where(isAmong(db, indexed?.passIds ?? [])))
    .orderBy('search_text')
    .limit(MOST_FOUND)
    .execute();
  const people = new Map<string, Named[]>();
  for (const named of found.flatMap(namesOn)) {
    if (people.size < MOST_PEOPLE && isMeant(named, words)) people.set(keyOf(named), [named]);
  }

  const phones = [...new Set([...people.values()].flatMap(([named]) => named?.phone || []))];
  const known = new Map([[words.join(' '), indexed]]);
  for (const named of (await findByPhones(db, phones, known)).flatMap(namesOn)) {
    if (named.phone !== '') people.get(named.phone)?.push(named);
  }
  return [...people.values()].map((all) => ({
    names: unique(all.map(({ name }) => name).filter((name) => name !== '')),
    phone: all[0]?.phone ?? '',
    passIds: unique(all.map(({ passId }) => passId)).slice(0, MOST_PASSES),
  }));
}

function selectNames(db: Database) {
  return db.selectFrom('passes').select(['pass_id', 'name1', 'phone1', 'name2', 'phone2']);
}

/** @param known what the index said of some words already */
async function findByPhones(
  db: Database,
  phones: readonly string[],
  known: ReadonlyMap<string, FoundByWords | null>,
): Promise<Row[]> {
  if (phones.length === 0) return [];
  const indexed: string[] = [];
  for (const phone of phones) {
    const text = fold(phone);
    const found = known.get(text) ?? (await findByWords(db, text.split(' '), MOST_INDEXED));
    if (!found?.isAll) return selectByPhones(db, phones).execute();
    indexed.push(...found.passIds);
  }
  return selectByPhones(db, phones).where(isAmong(db, indexed)).execute();
}

function selectByPhones(db: Database, phones: readonly string[]) {
  return selectNames(db)
    .where((eb) => eb.or([eb('phone1', 'in', phones), eb('phone2', 'in', phones)]))
    .orderBy('created_at')
    .orderBy('pass_id');
}

/** The one or two people of a pass; none of one whose people were erased. */
function namesOn({ pass_id, name1, phone1, name2, phone2 }: Row): Named[] {
  return [
    { passId: pass_id, name: name1, phone: phone1 },
    { passId: pass_id, name: name2 ?? '', phone: phone2 ?? '' },
  ].filter(({ name, phone }) => name !== '' || phone !== '');
}

function isMeant({ name, phone }: Named, words: readonly string[]): boolean {
  const text = `${fold(name)}\n${phone}`;
  return words.every((word) => text.includes(word));
}

function keyOf({ passId, name, phone }: Named): string {
  return phone === '' ? `${passId}\n${fold(name)}` : phone;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
