import type { FieldProblem } from '../../src-shared/contract/operation';
import type { PassType, PassTypeDraft } from '../../src-shared/contract/passes';
import { isForeignKeyViolation } from '../database/constraint';
import type { Database } from '../database/sqlite';
import type { PassTypeRow } from '../database/tables';
import { change } from '../database/transact';
import { ExpectedError } from '../expected-error';

export type PassTypes = ReturnType<typeof createPassTypes>;

export function createPassTypes({ db }: { readonly db: Database }) {
  /** In the order that the office gave them. `sold` counts what takes up capacity: cancelled passes do not. */
  async function list(): Promise<(PassType & { sold: number })[]> {
    const rows = await db
      .selectFrom('pass_types')
      .leftJoin('passes', (join) =>
        join.onRef('passes.pass_type', '=', 'pass_types.code').on('passes.cancelled_at', 'is', null),
      )
      .selectAll('pass_types')
      .select((eb) => eb.fn.count<number>('passes.pass_id').as('sold'))
      .groupBy('pass_types.code')
      .orderBy('pass_types.position')
      .execute();
    return rows.map((row) => ({ ...toPassType(row), sold: row.sold }));
  }

  /**
   * Replaces the whole list, in its order. Passes that are sold keep the price and the people they were sold with.
   * @param within a transaction that is already under way
   * @throws ExpectedError `invalid-input`: a code given twice (`taken`), or a type with passes left out (`in-use`)
   */
  async function save(types: readonly PassTypeDraft[], within?: Database): Promise<PassType[]> {
    refuseTwins(types);
    if (within) return replace(within, types);
    return change(db, (transaction) => replace(transaction, types));
  }

  return { list, save };
}

async function replace(within: Database, types: readonly PassTypeDraft[]): Promise<PassType[]> {
  const codes = types.map(({ code }) => code);
  try {
    await within.deleteFrom('pass_types').where('code', 'not in', codes).execute();
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new ExpectedError('invalid-input', { fields: { types: 'in-use' } });
    throw error;
  }
  const rows = types.map(toRow);
  await within
    .insertInto('pass_types')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((eb) => ({
        label: eb.ref('excluded.label'),
        price: eb.ref('excluded.price'),
        admits: eb.ref('excluded.admits'),
        capacity: eb.ref('excluded.capacity'),
        on_sale: eb.ref('excluded.on_sale'),
        position: eb.ref('excluded.position'),
      })),
    )
    .execute();
  return rows.map(toPassType);
}

export function findPassType(within: Database, code: string): Promise<PassTypeRow | undefined> {
  return within.selectFrom('pass_types').selectAll().where('code', '=', code).executeTakeFirst();
}

/**
 * How many more passes of a type there may be; infinite without a limit.
 * @param within the transaction that writes the next pass: it began by taking the write lock, so the count still holds
 */
export async function countLeft(within: Database, type: PassTypeRow): Promise<number> {
  if (type.capacity === null) return Number.POSITIVE_INFINITY;
  const { sold } = await within
    .selectFrom('passes')
    .select((eb) => eb.fn.countAll<number>().as('sold'))
    .where('pass_type', '=', type.code)
    .where('cancelled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return type.capacity - sold;
}

function refuseTwins(types: readonly PassTypeDraft[]): void {
  const fields: Record<string, FieldProblem> = {};
  types.forEach(({ code }, index) => {
    if (types.findIndex((other) => other.code === code) < index) fields[`types.${index}.code`] = 'taken';
  });
  if (Object.keys(fields).length > 0) throw new ExpectedError('invalid-input', { fields });
}

function toPassType(row: PassTypeRow): PassType {
  const { code, label, price, admits, capacity, on_sale } = row;
  return { code, label, price, admits, capacity, onSale: on_sale === 1 };
}

function toRow(type: PassTypeDraft, position: number): PassTypeRow {
  const { code, label, price, admits, capacity, onSale } = type;
  return { code, label, price, admits, capacity, on_sale: onSale ? 1 : 0, position };
}
