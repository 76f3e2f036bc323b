import type { OutputOf } from '../api/operations';

export type PassTypeOnOffer = OutputOf<'passTypes.list'>[number];

/** How many may still be sold; null where there is no limit. */
export function leftOf({ capacity, sold }: PassTypeOnOffer): number | null {
  return capacity === null ? null : Math.max(0, capacity - sold);
}

export function isSellable(type: PassTypeOnOffer): boolean {
  return type.onSale && leftOf(type) !== 0;
}
