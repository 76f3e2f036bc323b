import type { ListenerFailure, NetworkAddress } from '../../src-shared/contract/listener';
import { byLikelihood } from './networks';

type Choice =
  | { readonly ok: true; readonly at: NetworkAddress }
  | { readonly ok: false; readonly failure: ListenerFailure };

interface Wanted {
  readonly networks: readonly NetworkAddress[];
  /** By name; null for any. */
  readonly network: string | null;
  /** Where phones are served, or were last; null when they were not. */
  readonly last: NetworkAddress | null;
  /** Whether to wait for a network that went away, as wireless ones do, rather than to make phones move to another. */
  readonly patient: boolean;
}

/** Where to listen now: where phones are, as long as there is such a place. */
export function chooseAddress({ networks, network, last, patient }: Wanted): Choice {
  const stays = last && networks.find((one) => one.network === last.network && one.address === last.address);
  if (stays && (network === null || network === last.network)) return { ok: true, at: stays };

  const offered = byLikelihood(networks);
  if (network !== null) {
    const named = offered.find((one) => one.network === network);
    return named ? { ok: true, at: named } : { ok: false, failure: 'network-gone' };
  }
  const sameNetwork = last && offered.find((one) => one.network === last.network);
  if (sameNetwork) return { ok: true, at: sameNetwork };
  if (last && patient) return { ok: false, failure: 'network-gone' };
  const [best] = offered;
  return best ? { ok: true, at: best } : { ok: false, failure: 'no-network' };
}
