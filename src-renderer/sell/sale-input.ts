import type { FieldProblem } from '../../src-shared/contract/operation';
import type { InputOf } from '../api/operations';
import type { PassTypeOnOffer } from './pass-type-on-offer';
import type { SaleValues } from './sale-draft';

/** What is sent: only what the type and the payment need, so that what was typed for another type stays out of it. */
export function toSale(saleId: string, values: SaleValues, admits: number): InputOf<'passes.sell'> {
  const { passType, name1, phone1, name2, phone2, paymentMode, txnInfo } = values;
  return {
    saleId,
    passType,
    name1,
    phone1,
    paymentMode,
    ...(admits >= 2 ? { name2, ...(phone2.trim() === '' ? {} : { phone2 }) } : {}),
    ...(paymentMode === 'ONLINE' ? { txnInfo } : {}),
  };
}

/** What is missing, all at once, before the office is asked. Everything else is the office's to judge. */
export function missingFields(
  values: SaleValues,
  type: PassTypeOnOffer | undefined,
): Partial<Record<keyof SaleValues, FieldProblem>> {
  const needed: readonly (keyof SaleValues)[] = [
    'passType',
    'name1',
    'phone1',
    ...(type && type.admits >= 2 ? (['name2'] as const) : []),
    ...(values.paymentMode === 'ONLINE' ? (['txnInfo'] as const) : []),
  ];
  const missing = needed.filter((field) => values[field].trim() === '');
  return Object.fromEntries(missing.map((field) => [field, 'required' as const]));
}
