import type { Refusal } from '../../src-shared/contract/operation';
import type { GateLink } from './gate-link';
import type { Arrival } from './moving';

export type JoiningState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Hands the token of an invitation in. The link asks for the phone's state only afterwards, so that it is the new one. */
export interface Joining {
  readonly state: () => JoiningState;
  readonly subscribe: (listener: () => void) => () => void;
  /** The same token once more, after an answer that did not use it up. */
  again(): void;
  /** Leaves it, for a phone that was known before. */
  dismiss(): void;
}

interface JoiningOptions {
  readonly link: Pick<GateLink, 'api' | 'start' | 'stop' | 'state' | 'subscribe'>;
  /** Null when the page was opened without an invitation. */
  readonly arrival: Arrival | null;
}

export function startJoining({ link, arrival }: JoiningOptions): Joining {
  const listeners = new Set<() => void>();
  let state: JoiningState = { kind: 'none' };

  function set(next: JoiningState) {
    state = next;
    for (const listener of listeners) listener();
  }

  async function join() {
    if (!arrival) return;
    link.stop();
    set({ kind: 'asking' });
    const { token, rejoinKey } = arrival;
    const reply = await link.api['gate.join'](rejoinKey === null ? { token } : { token, rejoinKey });
    const before = link.state();
    link.start();
    if (!reply.ok) return set({ kind: 'refused', refusal: reply });
    // What the desk said of this phone before is over, so it is not shown again.
    const unsubscribe = link.subscribe(() => {
      const { status, reachable, ended } = link.state();
      if (status === before.status && reachable !== false && !ended) return;
      unsubscribe();
      set({ kind: 'none' });
    });
  }

  if (arrival) void join();
  else link.start();

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    again: () => void join(),
    dismiss: () => set({ kind: 'none' }),
  };
}
