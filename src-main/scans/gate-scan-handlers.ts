import { type Caller, deviceOf, type HandlersOf, usernameOf } from '../caller';
import type { Collisions } from './collisions';
import type { GateSearch } from './gate-search';
import type { Scanner, Scans } from './scans';

interface GateScanHandlersOptions {
  readonly scans: Scans;
  readonly collisions: Collisions;
  readonly find: GateSearch;
  /** What a phone is called now. */
  readonly nameOf: (deviceId: string) => string;
}

/** What phones may ask of the passes, and what becomes of those that they let in too early. */
export function createGateScanHandlers({
  scans,
  collisions,
  find,
  nameOf,
}: GateScanHandlersOptions): HandlersOf<
  'gate.scan' | 'gate.find' | 'gate.admit' | 'scans.collisions' | 'scans.settle'
> {
  function scannerOf(caller: Caller): Scanner {
    const deviceId = deviceOf(caller);
    return { username: usernameOf(caller), desk: nameOf(deviceId), deviceId };
  }

  return {
    'gate.scan': (scan, caller) => scans.scan(scan, scannerOf(caller)),
    'gate.find': ({ name }) => find(name),
    'gate.admit': (admission, caller) => scans.admit(admission, scannerOf(caller)),
    'scans.collisions': () => collisions.list(),
    'scans.settle': (decision, caller) => collisions.settle(decision, usernameOf(caller)),
  };
}
