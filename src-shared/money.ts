import { z } from 'zod';

/**
 * An amount as a whole number of the smallest unit that the event uses. With 0 decimals (rupees, the default) 549 is
 * 549 rupees; with 2 decimals 549 is 5.49. Bounded so that the sum of a million passes stays exact.
 */
export const Amount = z.number().int().min(0).max(1_000_000_000);

/** How an event counts money: an ISO 4217 code and how many decimals its amounts carry. */
export const Currency = z.object({
  code: z.string().regex(/^[A-Z]{3}$/, 'invalid'),
  decimals: z.number().int().min(0).max(3),
});
export type Currency = z.infer<typeof Currency>;

/** An amount with its currency sign in the reader's language, such as `₹549` or `€5.49`. */
export function formatMoney(amount: number, currency: Currency, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: currency.code,
    minimumFractionDigits: currency.decimals,
    maximumFractionDigits: currency.decimals,
  }).format(amount / 10 ** currency.decimals);
}

/** An amount as plain digits for files, `549` or `5.49`, never with a sign or a thousands separator. */
export function toPlainAmount(amount: number, currency: Currency): string {
  return (amount / 10 ** currency.decimals).toFixed(currency.decimals);
}

/** Reads what a person or a file gives as an amount. Null for anything that is not an exact amount of the currency. */
export function parseAmount(text: string, currency: Currency): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > currency.decimals) return null;
  return Number(`${match[1]}${fraction.padEnd(currency.decimals, '0')}`);
}
