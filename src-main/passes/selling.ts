import type { FieldProblem } from '../../src-shared/contract/operation';
import type { Pass, Sale } from '../../src-shared/contract/passes';
import { toInstant } from '../../src-shared/instant';
import { normalisePhone } from '../../src-shared/phone-number';
import { againAfterRace } from '../database/constraint';
import type { Database } from '../database/sqlite';
import type { PassRow, PassTypeRow } from '../database/tables';
import { change } from '../database/transact';
import { ExpectedError } from '../expected-error';
import type { Settings } from '../settings/settings';
import { findHolder, findReference } from './holders';
import { holderKey, referenceKey, searchText } from './pass-keys';
import { type LabelledPassRow, selectPasses, toPass } from './pass-rows';
import { countLeft, findPassType } from './pass-types';

type Problems = Record<string, FieldProblem>;
/** What the page says of a pass; everything else of it is the office's to decide. */
type Details = Pick<PassRow, 'pass_type' | 'name1' | 'phone1' | 'name2' | 'phone2' | 'payment_mode' | 'txn_info'>;

interface SellingOptions {
  readonly db: Database;
  readonly settings: Settings;
  readonly now: () => number;
  readonly newPassId: () => string;
}

export function createSelling({ db, settings, now, newPassId }: SellingOptions) {
  /**
   * Sells one pass. The same sale sent again gives the pass that it made.
   * @throws ExpectedError `invalid-input` by field, `duplicate-holder` with the pass that exists, `conflict` when the
   * sale id was used for a sale with other details
   */
  async function sell(sale: Sale, soldBy: string): Promise<Pass> {
    const event = settings.event();
    const { details, problems } = read(sale, event.country);
    return againAfterRace(() =>
      change(db, async (transaction) => {
        const type = await findPassType(transaction, sale.passType);

        const repeated = await findSale(transaction, sale.saleId);
        // What was erased can no longer be compared; a sale id says enough.
        if (repeated?.erased_at === null && !isSame(repeated, details)) throw new ExpectedError('conflict');
        if (repeated) return toPass(repeated);

        refuse({ ...problems, ...secondNameProblem(details, type) });
        const key = holderKey(details.name1, details.phone1);
        const holder = await findHolder(transaction, key);
        if (holder) throw new ExpectedError('duplicate-holder', { passId: holder });
        refuse({ ...(await typeProblem(transaction, type)), ...(await referenceProblem(transaction, details)) });
        if (!type) throw new Error('a sale went on without a pass type');

        const pass_id = newPassId();
        const row: PassRow = {
          ...details,
          pass_id,
          amount: type.price,
          admits: type.admits,
          timing: event.timing,
          created_at: toInstant(now()),
          scanned_at: null,
          scanned_by: null,
          sold_by: soldBy,
          sale_id: sale.saleId,
          holder_key: key,
          reference_key: referenceKeyOf(details),
          search_text: searchText({ ...details, pass_id }),
          cancelled_at: null,
          cancelled_by: null,
          erased_at: null,
        };
        await transaction.insertInto('passes').values(row).execute();
        return toPass({ ...row, type_label: type.label });
      }),
    );
  }

  return { sell };
}

/** The details as they are stored, and what is wrong with those that need nothing but themselves to be judged. */
function read(sale: Sale, country: string): { details: Details; problems: Problems } {
  const problems: Problems = {};
  const phone1 = normalisePhone(sale.phone1, country);
  if (phone1 === null) problems.phone1 = 'phone-invalid';
  const phone2 = sale.phone2 ? normalisePhone(sale.phone2, country) : null;
  if (sale.phone2 && phone2 === null) problems.phone2 = 'phone-invalid';
  if (sale.paymentMode === 'ONLINE' && referenceKey(sale.txnInfo ?? '') === null) problems.txnInfo = 'required';

  const details: Details = {
    pass_type: sale.passType,
    name1: sale.name1,
    phone1: phone1 ?? '',
    name2: sale.name2 || null,
    phone2,
    payment_mode: sale.paymentMode,
    txn_info: sale.txnInfo || null,
  };
  return { details, problems };
}

function isSame(row: LabelledPassRow, details: Details): boolean {
  return (Object.keys(details) as (keyof Details)[]).every((field) => row[field] === details[field]);
}

function findSale(within: Database, saleId: string): Promise<LabelledPassRow | undefined> {
  return selectPasses(within).where('passes.sale_id', '=', saleId).executeTakeFirst();
}

function secondNameProblem(details: Details, type: PassTypeRow | undefined): Problems {
  return type && type.admits >= 2 && details.name2 === null ? { name2: 'required' } : {};
}

async function typeProblem(within: Database, type: PassTypeRow | undefined): Promise<Problems> {
  if (type?.on_sale !== 1) return { passType: 'not-on-sale' };
  return (await countLeft(within, type)) < 1 ? { passType: 'sold-out' } : {};
}

async function referenceProblem(within: Database, details: Details): Promise<Problems> {
  const key = referenceKeyOf(details);
  return key !== null && (await findReference(within, key)) ? { txnInfo: 'reference-used' } : {};
}

/** Only what was paid online is held to be unique; with cash the field is a note. */
function referenceKeyOf(details: Details): string | null {
  return details.payment_mode === 'ONLINE' && details.txn_info !== null ? referenceKey(details.txn_info) : null;
}

function refuse(fields: Problems): void {
  if (Object.keys(fields).length > 0) throw new ExpectedError('invalid-input', { fields });
}
