import { vi } from 'vitest';
import type { GateCall, GateInput, GateOperation, GateOutput, GateStatus } from '../../../src-renderer/gate/gate-api';
import type { Reply } from '../../../src-shared/contract/operation';
import { toInstant } from '../../../src-shared/moment';

type Answer<K extends GateOperation> =
  | Reply<GateOutput<K>>
  | ((input: GateInput<K>) => Reply<GateOutput<K>> | Promise<Reply<GateOutput<K>>>);
export type GateAnswers = { [K in GateOperation]?: Answer<K> };

export interface FakeDesk {
  readonly call: GateCall;
  answer(answers: GateAnswers): void;
  /** Nothing is answered from now on, as when the Wi-Fi is gone. */
  isAway: boolean;
  callsOf<K extends GateOperation>(name: K): GateInput<K>[];
}

export const UNREACHABLE = { ok: false, code: 'unreachable' } as const;
export const REJOIN_KEY = 'K'.repeat(22);
export const TOKEN = 't'.repeat(22);

/** Stands in for the wire between a phone and the desk. */
export function fakeDesk(first: GateAnswers = {}): FakeDesk {
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  let answers: Record<string, unknown> = { ...first };
  const desk: FakeDesk = {
    isAway: false,
    call: async (name, input) => {
      calls.push({ name, input: structuredClone(input) });
      if (desk.isAway) return UNREACHABLE;
      const answer = answers[name];
      if (answer === undefined) throw new Error(`the test has no answer for ${name}`);
      return (typeof answer === 'function' ? await answer(input) : answer) as Reply<unknown>;
    },
    answer: (more) => {
      answers = { ...answers, ...more };
    },
    callsOf: (name) => calls.filter((call) => call.name === name).map((call) => call.input as never),
  };
  return desk;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** @param skewMs how far this phone's clock is ahead of the office's */
export function statusOf(state: GateStatus['state'], more: Partial<GateStatus> = {}, skewMs = 0): GateStatus {
  const none = { check: null, device: null, event: null, keys: null, figures: null };
  return { state, now: toInstant(Date.now() - skewMs), ...none, ...more };
}

export const DEVICE: NonNullable<GateStatus['device']> = {
  deviceId: 'd1',
  name: 'North gate',
  responsibleName: 'Asha Menon',
  rejoinKey: REJOIN_KEY,
};

export function deviceStatus(more: Partial<GateStatus> = {}): GateStatus {
  return statusOf('device', {
    device: DEVICE,
    event: { name: 'Garba Night', timeZone: 'Asia/Kolkata', country: 'IN', timing: '7:00 PM' },
    keys: 'ready',
    figures: {
      inside: 314,
      toComePeople: 20,
      admitted: 200,
      refused: 3,
      gates: [{ gate: 'North gate', admitted: 20, people: 27, lastAt: toInstant(Date.now()) }],
    },
    ...more,
  });
}

/** Whether the page is looked at, as `document` tells it. */
export function show(visibility: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange'));
}
