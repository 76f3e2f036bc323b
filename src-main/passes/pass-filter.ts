import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { dayAfter, startOfDay } from '../../src-shared/calendar';
import type { PassFilter } from '../../src-shared/contract/passes';
import { toPattern } from '../database/like-pattern';
import type { Tables } from '../database/tables';
import { searchWords } from './pass-keys';

/**
 * Every filter that is given, as one condition on `passes`.
 * @param timeZone the event's: its days are what the filter's days mean
 */
export function passFilter(filter: PassFilter, timeZone: string): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'passes'>();
  const conditions: Expression<SqlBool>[] = searchWords(filter.search ?? '').map((word) =>
    isWithin(word, eb.ref('passes.search_text')),
  );
  if (filter.passType !== undefined) conditions.push(eb('passes.pass_type', '=', filter.passType));
  if (filter.paymentMode !== undefined) conditions.push(eb('passes.payment_mode', '=', filter.paymentMode));
  if (filter.soldBy !== undefined) conditions.push(eb('passes.sold_by', '=', filter.soldBy));
  if (filter.state === 'admitted') conditions.push(eb('passes.scanned_at', 'is not', null));
  if (filter.state === 'to-come') conditions.push(eb('passes.scanned_at', 'is', null));
  if (filter.state === 'to-come') conditions.push(eb('passes.cancelled_at', 'is', null));
  if (filter.state === 'cancelled') conditions.push(eb('passes.cancelled_at', 'is not', null));
  if (filter.soldFrom !== undefined) {
    conditions.push(eb('passes.created_at', '>=', startOfDay(filter.soldFrom, timeZone)));
  }
  if (filter.soldTo !== undefined) {
    conditions.push(eb('passes.created_at', '<', startOfDay(dayAfter(filter.soldTo), timeZone)));
  }
  return eb.and(conditions);
}

/** Whether a word is somewhere in a text; both are folded. */
export function isWithin(word: string, text: Expression<string | null>): Expression<SqlBool> {
  return sql<SqlBool>`${text} like ${toPattern(word)} escape '\\'`;
}
