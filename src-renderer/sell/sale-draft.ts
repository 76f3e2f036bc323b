import type { PaymentMode } from '../../src-shared/contract/passes';
import { keepInWindow, takeKeptInWindow } from '../errors/kept-in-window';

/** What is typed in the form, whether or not the chosen type and payment need all of it. */
export interface SaleValues {
  passType: string;
  name1: string;
  phone1: string;
  name2: string;
  phone2: string;
  paymentMode: PaymentMode;
  txnInfo: string;
}

interface SaleDraft {
  /** Stays until the office has answered that the pass is sold, so that sending again after a lost answer never sells twice. */
  readonly saleId: string;
  readonly values: SaleValues;
}

interface KeptDraft {
  readonly username: string;
  readonly draft: SaleDraft;
}

/**
 * Only in memory: it outlasts looking at other pages, but nothing of a buyer stays behind in the browser. The desk's own
 * window has it back after a crash of its page too, and so the same sale.
 */
let kept: KeptDraft | null = null;
const KEY = 'sale';

/** The unfinished sale of this person, or a new one. What somebody else left behind goes. */
export function openDraft(username: string): SaleDraft {
  kept ??= takeKeptInWindow(KEY) as KeptDraft | null;
  if (kept?.username !== username) kept = { username, draft: emptyDraft('') };
  return kept.draft;
}

export function keepDraft(username: string, draft: SaleDraft): void {
  kept = { username, draft };
  keepInWindow(KEY, kept);
}

/** After an answered sale: a new form with a new id, on the type that was just sold. */
export function startNextDraft(username: string, passType: string): void {
  keepDraft(username, emptyDraft(passType));
}

function emptyDraft(passType: string): SaleDraft {
  const values: SaleValues = {
    passType,
    name1: '',
    phone1: '',
    name2: '',
    phone2: '',
    paymentMode: 'CASH',
    txnInfo: '',
  };
  return { saleId: crypto.randomUUID(), values };
}
