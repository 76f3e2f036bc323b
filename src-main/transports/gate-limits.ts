import type { Reply } from '../../src-shared/contract/operation';
import type { Places } from './connection-places';
import { CALL_LIMITS, MOST_CONNECTIONS } from './https-app';
import { createRationing, type Rate } from './rates';
import type { CallLimits } from './routing';

export interface GateLimits extends CallLimits {
  readonly places: Places;
  /** Tries to hand in an invitation: of one address, and of all together. */
  readonly joins: Rate;
  readonly allJoins: Rate;
  /** Of one phone that the office knows. */
  readonly scans: Rate;
  readonly searches: Rate;
  readonly statuses: Rate;
  readonly others: Rate;
  /** Of one address: everything from phones that the office has not recognised, whatever cookies they make up. */
  readonly strangers: Rate;
  /** Of one address: the page and its files. */
  readonly pages: Rate;
}

export const GATE_LIMITS: GateLimits = {
  ...CALL_LIMITS,
  places: { all: MOST_CONNECTIONS, ofOneAddress: 100 },
  joins: { atOnce: 5, perMinute: 5 },
  allJoins: { atOnce: 30, perMinute: 30 },
  scans: { atOnce: 20, perMinute: 600 },
  searches: { atOnce: 30, perMinute: 30 },
  statuses: { atOnce: 5, perMinute: 300 },
  others: { atOnce: 10, perMinute: 10 },
  strangers: { atOnce: 120, perMinute: 600 },
  pages: { atOnce: 600, perMinute: 1_200 },
};

/** More phones than any gate has. */
const MOST_KNOWN = 500;

export interface GateGuard {
  /** Whole seconds that a call has to wait; 0 when it may go on, which is counted. Costs no work of the office. */
  wait(operation: string, source: string, token: string | null): number;
  /** Takes in what the office answered a phone that showed the token; gives whether it has recognised the phone. */
  learn(operation: string, token: string | null, reply: Reply<unknown>): boolean;
  /** Whole seconds that a page or a file has to wait. */
  waitForPage(source: string): number;
}

/**
 * Phones may share an address, so each is counted by its token. But a token is only what somebody sent: until the office
 * has recognised it, its phone is counted with all other strangers at its address. So whoever makes tokens up can neither
 * use a phone's share nor make work without end.
 */
export function createGateGuard(limits: GateLimits, now: () => number): GateGuard {
  const ration = (rate: Rate) => createRationing(rate, now);
  const [joins, allJoins] = [ration(limits.joins), ration(limits.allJoins)];
  const [scans, searches, statuses] = [ration(limits.scans), ration(limits.searches), ration(limits.statuses)];
  const [others, strangers, pages] = [ration(limits.others), ration(limits.strangers), ration(limits.pages)];
  const ofPhones: Readonly<Record<string, typeof scans>> = {
    'gate.scan': scans,
    'gate.admit': scans,
    'gate.find': searches,
    'gate.status': statuses,
  };
  // The ones that were recognised longest ago come first.
  const known = new Set<string>();

  return {
    wait(operation, source, token) {
      if (operation === 'gate.join') return joins(source) || allJoins('');
      if (token === null || !known.has(token)) return strangers(source);
      return (ofPhones[operation] ?? others)(token);
    },
    learn(operation, token, reply) {
      // Joining needs no token, so it says nothing of the one that came along.
      const recognised = operation === 'gate.join' ? null : isRecognised(reply);
      if (token === null || recognised === null) return false;
      known.delete(token);
      if (recognised) known.add(token);
      const [oldest] = known;
      if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
      return recognised;
    },
    waitForPage: pages,
  };
}

/** Null where the answer does not tell. */
function isRecognised(reply: Reply<unknown>): boolean | null {
  if (!reply.ok) return reply.code === 'not-signed-in' || reply.code === 'device-revoked' ? false : null;
  if (typeof reply.value === 'object' && reply.value !== null && 'state' in reply.value) {
    return reply.value.state !== 'stranger' && reply.value.state !== 'refused';
  }
  return true;
}
