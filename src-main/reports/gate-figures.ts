import type { GateFigures } from '../../src-shared/contract/reports';
import { askedTogether } from '../database/asked-together';
import type { Database } from '../database/sqlite';
import { type GateTally, tallyOf } from '../scans/scan-tally';
import { countToCome } from './queries';

interface GateFiguresOptions {
  readonly db: Database;
  /** What a phone is called now. */
  readonly nameOf: (deviceId: string) => string;
}

type Gate = GateFigures['gates'][number];

/** How full the house is and how each gate is doing. Every phone asks once a second. */
export function createGateFigures({ db, nameOf }: GateFiguresOptions) {
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

  return askedTogether(db, async (connection): Promise<GateFigures> => {
    const toCome = await countToCome(connection);
    const { admitted, people, refused, gates } = await tallyOf(connection);
    return { inside: people, toComePeople: toCome, admitted, refused, gates: toGates(gates) };
  });
}
