import { useFormat } from '../format/use-format';

/** An amount in the event's currency. */
export function Money({ amount }: { readonly amount: number }) {
  return <span data-numbers>{useFormat().money(amount)}</span>;
}
