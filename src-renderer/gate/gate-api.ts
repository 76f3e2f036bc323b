import { createClient } from '../../src-shared/client';
import type { OfficeContract } from '../../src-shared/contract/contract';
import type { gateContract } from '../../src-shared/contract/gate';
import type { Client, Reply } from '../../src-shared/contract/operation';
import type { InputOf, OutputOf } from '../api/operations';
import { post } from '../api/post';

export type GateOperation = keyof typeof gateContract;
/** What a phone can ask of the office. Never rejects: no answer in time is the refusal `unreachable`. */
export type GateApi = Pick<Client<OfficeContract>, GateOperation>;
export type GateInput<K extends GateOperation> = InputOf<K>;
export type GateOutput<K extends GateOperation> = OutputOf<K>;
export type GateStatus = OutputOf<'gate.status'>;
export type GateCall = (name: GateOperation, input: unknown) => Promise<Reply<unknown>>;

/** Milliseconds without an answer until the office counts as out of reach: nobody waits longer before a closed gate. */
const PATIENCE_MS: Record<GateOperation, number> = {
  'gate.status': 2_500,
  'gate.scan': 2_500,
  'gate.admit': 2_500,
  'gate.find': 5_000,
  'gate.leave': 5_000,
  'gate.join': 10_000,
  'gate.selfTest': 10_000,
};

export const gateCall: GateCall = (name, input) => post(`/api/gate/${name}`, input, PATIENCE_MS[name]);

export function createGateApi(call: GateCall): GateApi {
  return createClient((name, input) => call(name as GateOperation, input));
}
