import type { GateCall } from './gate-api';
import type { Gate } from './gate-context';
import { createGateLink } from './gate-link';
import { startJoining } from './joining';
import { parseArrival } from './moving';
import { createGateQueue } from './scanning/gate-queue';
import { openRecordedStore } from './scanning/recorded-store';
import { wipePhone } from './wipe';

/** Which page an address stands for. */
export type GatePage = 'gate' | 'self-test' | 'broken-code';

export interface OpenedGate extends Gate {
  readonly page: GatePage;
}

/**
 * Opens what this phone keeps, takes in what comes with the address, and begins to talk to the office. Takes the token
 * out of the address, so that neither a reload nor somebody who looks at the phone finds it.
 */
export async function openGate(
  location: Pick<Location, 'pathname' | 'hash' | 'assign'>,
  history: Pick<History, 'replaceState'>,
  call?: GateCall,
): Promise<OpenedGate> {
  const { pathname, hash } = location;
  const arrival = parseArrival(hash);
  const page = pathname === '/selftest' ? 'self-test' : pathname === '/p' && !arrival ? 'broken-code' : 'gate';
  const clearAddress = () => page !== 'self-test' && history.replaceState(null, '', '/gate');

  if (!arrival?.recorded) clearAddress();
  const store = await openRecordedStore({ now: Date.now });
  if (arrival?.recorded) {
    await store.importRecorded(arrival.recorded);
    // On a phone that keeps nothing, the address stays the one place from which a reload brings them back.
    if (store.isDurable()) clearAddress();
  }

  const link = createGateLink({ wipe: () => wipePhone([store]), ...(call ? { call } : {}) });
  const queue = createGateQueue({ link, store, now: Date.now });
  return { link, store, queue, joining: startJoining({ link, arrival }), page, go: (url) => location.assign(url) };
}
