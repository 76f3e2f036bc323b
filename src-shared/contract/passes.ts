import { z } from 'zod';
import { Instant } from '../instant';
import { Amount } from '../money';
import { ADMINISTRATOR, type Contract, DESK } from './operation';

export const PaymentMode = z.enum(['CASH', 'ONLINE']);
export type PaymentMode = z.infer<typeof PaymentMode>;

/** A cell that begins like this runs as a formula in a spreadsheet, so no name or reference may. */
const FORMULA_START = /^\s*[=+\-@\t\r＝＋－＠]/u;
/** Control characters, and what a decoder leaves of text in another encoding: not what the person wrote. */
// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const UNWRITABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]/u;

/** A line that a person types: composed (NFC), trimmed, inner runs of blanks made one. */
export function line(longest: number) {
  return z
    .string()
    .max(longest * 4, 'too-long')
    .transform((text) =>
      text
        .normalize('NFC')
        .trim()
        .replace(/[^\S\r\n\t]+/gu, ' '),
    )
    .pipe(
      z
        .string()
        .max(longest, 'too-long')
        .refine((text) => !UNWRITABLE.test(text), 'invalid')
        .refine((text) => !FORMULA_START.test(text), 'starts-like-a-formula'),
    );
}
/** The same, and it may not be empty. */
export function requiredLine(longest: number) {
  return line(longest).pipe(z.string().min(1, 'required'));
}
/** A phone number as typed; whether such a number exists depends on the event's country and is judged in the office. */
const TypedPhone = z.string().trim().max(40, 'too-long');
const Code = z.string().regex(/^[A-Z0-9_-]{1,20}$/, 'invalid');

export const PassType = z.object({
  code: Code,
  label: z.string(),
  price: Amount,
  /** How many people one pass of this type lets in. */
  admits: z.number().int().min(1).max(50),
  /** How many passes may be sold, or null for no limit. */
  capacity: z.number().int().min(0).nullable(),
  onSale: z.boolean(),
});
export type PassType = z.infer<typeof PassType>;

/** What staff may fill in for a pass type. A code is never changed once it exists: passes refer to it. */
export const PassTypeDraft = z.strictObject({
  code: Code,
  label: requiredLine(60),
  price: Amount,
  admits: z.number().int().min(1, 'too-small').max(50, 'too-large'),
  capacity: z.number().int().min(0, 'too-small').max(1_000_000, 'too-large').nullable(),
  onSale: z.boolean(),
});
export type PassTypeDraft = z.infer<typeof PassTypeDraft>;

export const Pass = z.object({
  passId: z.string(),
  name1: z.string(),
  phone1: z.string(),
  name2: z.string().nullable(),
  phone2: z.string().nullable(),
  passType: z.string(),
  passTypeLabel: z.string(),
  admits: z.number().int(),
  amount: z.number().int(),
  paymentMode: PaymentMode,
  txnInfo: z.string().nullable(),
  timing: z.string(),
  createdAt: Instant,
  /** Username of the seller; null for passes of the earlier web application, which did not record it. */
  soldBy: z.string().nullable(),
  scannedAt: Instant.nullable(),
  scannedBy: z.string().nullable(),
  cancelledAt: Instant.nullable(),
  cancelledBy: z.string().nullable(),
});
export type Pass = z.infer<typeof Pass>;

export const Sale = z.strictObject({
  /** Made by the page when its form is opened: the same sale sent again gives the same pass, never a second one. */
  saleId: z.uuid(),
  passType: Code,
  name1: requiredLine(120),
  phone1: TypedPhone.min(1, 'required'),
  name2: line(120).optional(),
  phone2: TypedPhone.optional(),
  paymentMode: PaymentMode,
  txnInfo: line(120).optional(),
});
export type Sale = z.infer<typeof Sale>;

export const PassSort = z.enum(['createdAt', 'name1', 'passType', 'amount', 'scannedAt']);
export type PassSort = z.infer<typeof PassSort>;

/** Every filter that is given must hold. Days are calendar days (`YYYY-MM-DD`) in the event's time zone, both inclusive. */
export const PassFilter = z.strictObject({
  /** Part of a name, a phone number, a pass id or a transaction reference; several words must all be found. */
  search: z.string().trim().max(200).optional(),
  passType: Code.optional(),
  paymentMode: PaymentMode.optional(),
  /** A username. */
  soldBy: z.string().max(60).optional(),
  state: z.enum(['admitted', 'to-come', 'cancelled']).optional(),
  soldFrom: z.iso.date().optional(),
  soldTo: z.iso.date().optional(),
});
export type PassFilter = z.infer<typeof PassFilter>;

/** Counts from 0. */
const Page = z.number().int().min(0).max(1_000_000);
const PassSearch = z.strictObject({
  filter: PassFilter,
  sort: PassSort,
  descending: z.boolean(),
  page: Page,
  pageSize: z.number().int().min(1).max(200),
  /** A page of this list that was shown, and the first pass on it. Far inside a long list, pages near it are found from there. */
  near: z.strictObject({ page: Page, passId: z.string().min(1).max(100) }).optional(),
});
/**
 * `total`, `people` and `amount` are of everything the filter lets through, not of this page. Cancelled passes are
 * counted in `total` only, unless the filter asks for them. Where thousands are found by words or days, not all of them
 * are counted: `isMore` says that there are `total` at least, and nobody knows how many people that is.
 */
const FoundPasses = z.object({
  passes: z.array(Pass),
  total: z.number().int(),
  isMore: z.boolean(),
  people: z.number().int().nullable(),
  amount: z.number().int().nullable(),
});

export const passesContract = {
  'passTypes.list': {
    roles: DESK,
    passive: true,
    input: z.strictObject({}),
    /** `sold` counts what takes up capacity: cancelled passes do not. */
    output: z.array(PassType.extend({ sold: z.number().int() })),
  },
  /** Replaces the whole list, in its order. A type that passes refer to can be taken off sale but not left out. */
  'passTypes.save': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ types: z.array(PassTypeDraft).min(1, 'required').max(50) }),
    output: z.array(PassType),
  },
  'passes.sell': { roles: DESK, input: Sale, output: Pass },
  'passes.get': {
    roles: DESK,
    input: z.strictObject({ passId: z.string().min(1).max(100) }),
    /** `code` is the text inside the QR; null while the signing key is locked or missing. */
    output: z.object({ pass: Pass, code: z.string().nullable() }),
  },
  'passes.search': { roles: DESK, input: PassSearch, output: FoundPasses },
  /** The same search asked again by a page that keeps its list fresh, which is no sign that anybody is there. */
  'passes.watch': { roles: DESK, passive: true, input: PassSearch, output: FoundPasses },
  /** A pass sold by mistake: it stops admitting and leaves the sums. One that has admitted cannot be cancelled. */
  'passes.cancel': {
    roles: DESK,
    input: z.strictObject({ passId: z.string().min(1).max(100) }),
    output: Pass,
  },
  /** Takes a cancellation back, unless the holder has another pass by now or the type is sold out. */
  'passes.reinstate': {
    roles: DESK,
    input: z.strictObject({ passId: z.string().min(1).max(100) }),
    output: Pass,
  },
} as const satisfies Contract;
