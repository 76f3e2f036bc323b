import type fc from 'fast-check';
import { expect } from 'vitest';
import type { GateOutcome } from '../../../src-shared/contract/gate';
import type { Reply } from '../../../src-shared/contract/operation';
import type { Sale } from '../../../src-shared/contract/passes';
import { type Instant, toInstant } from '../../../src-shared/instant';
import { valueOf } from '../../support/box-office';
import type { RestartingOffice } from './restarting-office';

export interface ModelPass {
  readonly passId: string;
  readonly code: string;
  readonly sale: Sale;
  readonly people: number;
  state: 'open' | 'admitted' | 'cancelled';
  /** When its people went in. */
  admittedAt: Instant | null;
}

/** Everything that one attempt says, so that it can be said again. */
export interface Attempt {
  readonly scanId: string;
  readonly pass: ModelPass;
  /** Null at the desk. */
  readonly phone: number | null;
  readonly byHand: boolean;
}
export interface ModelScan extends Attempt {
  /** The text that was read: of the pass, unless it was forged. */
  readonly code: string;
  readonly outcome: GateOutcome;
}

/** What a phone let in without an answer. */
export interface Recorded extends Attempt {
  readonly at: number;
}

/** All that has to be known of an event to foretell every answer. */
export interface Model {
  readonly passes: ModelPass[];
  readonly scans: ModelScan[];
  /** What the phones have not told the office yet, in the order in which they let people in. */
  recorded: Recorded[];
  /** Scan ids in the order in which they were raised. */
  readonly collisions: { readonly scanId: string; decision: 'stays' | 'left' | null }[];
}
export const emptyModel = (): Model => ({ passes: [], scans: [], recorded: [], collisions: [] });
export type Step = fc.AsyncCommand<Model, RestartingOffice>;

/** A step that is always possible, or only once there is a pass or a scan to take it with. */
export function step(
  name: string,
  needs: keyof Model | null,
  run: (model: Model, office: RestartingOffice) => Promise<void>,
): Step {
  return { check: (model) => needs === null || model[needs].length > 0, run, toString: () => name };
}

export function pick<T>(items: readonly T[], number: number): T {
  const item = items[number % items.length];
  if (item === undefined) throw new Error('a step was taken without what it needs');
  return item;
}

/** Says an attempt to the office, for the first time or again. */
export function send(office: RestartingOffice, attempt: Attempt & Partial<Recorded>): Promise<Reply<GateOutcome>> {
  const { scanId, pass, phone, byHand, at } = attempt;
  if (phone === null) return office.api()['scans.scan']({ scanId, code: pass.code });
  if (byHand) return office.phone(phone)['gate.admit']({ scanId, passId: pass.passId });
  const recordedAgoMs = at === undefined ? {} : { recordedAgoMs: office.now() - at };
  return office.phone(phone)['gate.scan']({ scanId, code: pass.code, ...recordedAgoMs });
}

/** What the office must answer, what it has to remember of it, and what the pass is afterwards. */
export function expectOutcome(
  model: Model,
  office: RestartingOffice,
  attempt: Attempt & Partial<Recorded>,
  reply: Reply<GateOutcome>,
): void {
  const { pass, scanId, at } = attempt;
  const outcome = valueOf(reply);
  const known = model.scans.find((scan) => scan.scanId === scanId);
  if (known) expect(outcome).toEqual(known.outcome);
  else if (pass.state === 'open') expect(outcome).toMatchObject({ status: 'admitted', pass: { passId: pass.passId } });
  else expect(outcome).toMatchObject({ status: 'refused', reason: REFUSAL[pass.state], pass: { passId: pass.passId } });
  if (attempt.phone !== null) expect(JSON.stringify(outcome)).not.toContain('phone');

  if (!known && pass.state === 'open') {
    pass.state = 'admitted';
    pass.admittedAt = toInstant(at ?? office.now());
  }
  if (!known) model.scans.push({ ...attempt, code: pass.code, outcome });
  const isNews = model.collisions.every((collision) => collision.scanId !== scanId);
  if (at !== undefined && outcome.status === 'refused' && isNews) model.collisions.push({ scanId, decision: null });
}

/** Why a pass in each state is refused. */
const REFUSAL = { admitted: 'already-used', cancelled: 'cancelled' } as const;
