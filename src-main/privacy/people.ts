import type { Output } from '../../src-shared/contract/operation';
import type { privacyContract } from '../../src-shared/contract/privacy';
import type { Database } from '../database/sqlite';
import type { PassRow } from '../database/tables';
import { passFilter } from '../passes/pass-filter';
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
/** Of one phone number; the contract lets no more be erased at once. */
const MOST_PASSES = 500;

/**
 * People with what was typed in their name or phone number, and all passes on which their number stands, whatever name
 * is beside it there. A companion without a number is somebody else on every pass.
 * @param timeZone the event's
 */
export async function findPeople(db: Database, text: string, timeZone: string): Promise<KnownPeople> {
  const words = searchWords(text);
  const found = await selectNames(db)
    .where(passFilter({ search: text }, timeZone))
    .orderBy('search_text')
    .limit(MOST_FOUND)
    .execute();
  const people = new Map<string, Named[]>();
  for (const named of found.flatMap(namesOn)) {
    if (people.size < MOST_PEOPLE && isMeant(named, words)) people.set(keyOf(named), [named]);
  }

  const phones = [...new Set([...people.values()].flatMap(([named]) => named?.phone || []))];
  for (const named of (await findByPhones(db, phones)).flatMap(namesOn)) {
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

async function findByPhones(db: Database, phones: readonly string[]): Promise<Row[]> {
  if (phones.length === 0) return [];
  return selectNames(db)
    .where((eb) => eb.or([eb('phone1', 'in', phones), eb('phone2', 'in', phones)]))
    .orderBy('created_at')
    .orderBy('pass_id')
    .execute();
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
