import type { GateFigures } from '../../src-shared/contract/reports';
import type { Database } from '../database/sqlite';
import type { GateTally, TallyScans } from '../scans/scan-tally';
import { countToCome } from './queries';

/** For so long the people still to come may be those of a moment ago: counting them goes through all passes. */
const TO_COME_MS = 2_000;

interface GateFiguresOptions {
  readonly db: Database;
  /** Goes up with every row that is written. */
  readonly changes: () => number;
  readonly tally: TallyScans;
  /** What a phone is called now. */
  readonly nameOf: (deviceId: string) => string;
  readonly now: () => number;
}

type Gate = GateFigures['gates'][number];

/** How full the house is and how each gate is doing. Every phone asks once a second. */
export function createGateFigures({ db, changes, tally, nameOf, now }: GateFiguresOptions) {
  let held: { readonly version: number; readonly at: number; readonly people: Promise<number> } | null = null;

  async function toComePeople(): Promise<number> {
    const [version, at] = [changes(), now()];
    // A clock that was set back must not hold a figure until it has caught up.
    const isFresh = held !== null && (held.version === version || (at >= held.at && at - held.at < TO_COME_MS));
    const asked = held !== null && isFresh ? held : { version, at, people: countToCome(db) };
    held = asked;
    try {
      return await asked.people;
    } catch (error) {
      if (held === asked) held = null;
      throw error;
    }
  }

  function nameOfGate({ deviceId, desk }: GateTally): string {
    return deviceId === null ? (desk ?? '') : nameOf(deviceId);
  }

  /** One line a name: the phone that took over from another one at a gate goes on with its figures. */
  function toGates(tallies: readonly GateTally[]): Gate[] {
    const gates = new Map<string, Gate>();
    for (const one of tallies) {
      if (one.lastAt === null) continue;
      const gate = nameOfGate(one);
      const before = gates.get(gate);
      gates.set(gate, {
        gate,
        admitted: (before?.admitted ?? 0) + one.admitted,
        people: (before?.people ?? 0) + one.people,
        lastAt: before && before.lastAt > one.lastAt ? before.lastAt : one.lastAt,
      });
    }
    return [...gates.values()].sort((one, other) => other.people - one.people || (one.gate < other.gate ? -1 : 1));
  }

  return async (): Promise<GateFigures> => {
    const toCome = await toComePeople();
    const { admitted, people, refused, gates } = await tally();
    return { inside: people, toComePeople: toCome, admitted, refused, gates: toGates(gates) };
  };
}
