import fc from 'fast-check';
import { expect } from 'vitest';
import { valueOf } from '../../support/box-office';
import { type Attempt, expectOutcome, pick, type Recorded, send, step } from './event-model';
import { PHONES } from './restarting-office';

const scan = (number: number, phone: number, byHand: boolean) =>
  step(`phone ${phone} ${byHand ? 'admits' : 'scans'} ${number}`, 'passes', async (model, office) => {
    const attempt: Attempt = { scanId: crypto.randomUUID(), pass: pick(model.passes, number), phone, byHand };
    expectOutcome(model, office, attempt, await send(office, attempt));
  });

const scanTogether = (number: number) =>
  step(`all phones and the desk scan ${number} at once`, 'passes', async (model, office) => {
    const pass = pick(model.passes, number);
    const attempts = [1, null, 0, 2].map((phone) => ({ scanId: crypto.randomUUID(), pass, phone, byHand: false }));
    const replies = await Promise.all(attempts.map((attempt) => send(office, attempt)));
    for (const [index, reply] of replies.entries()) expectOutcome(model, office, pick(attempts, index), reply);
  });

/** The office is out of reach: either it never hears of the scan, or its answer gets lost. */
const record = (number: number, phone: number, isHeard: boolean) =>
  step(
    `phone ${phone} records ${number}${isHeard ? ', which the office heard' : ''}`,
    'passes',
    async (model, office) => {
      const pass = pick(model.passes, number);
      const attempt = { scanId: crypto.randomUUID(), pass, phone, byHand: false };
      const at = office.now();
      if (isHeard) expectOutcome(model, office, attempt, await send(office, attempt));
      model.recorded.push({ ...attempt, at });
    },
  );

const ORDERS: readonly ((one: Recorded, other: Recorded) => number)[] = [
  () => 0,
  (one, other) => (one.phone ?? 0) - (other.phone ?? 0),
  (one, other) => (other.phone ?? 0) - (one.phone ?? 0),
];

/** Each phone in its own order, the phones in any, and each scan once more if its answer gets lost. */
const replay = (order: number, isLost: boolean, atOnce: boolean) =>
  step(`phones replay in order ${order}${isLost ? ', twice' : ''}`, 'recorded', async (model, office) => {
    const replayed = model.recorded.toSorted(pick(ORDERS, order)).flatMap((one) => (isLost ? [one, one] : [one]));
    if (atOnce) {
      const replies = await Promise.all(replayed.map((one) => send(office, one)));
      for (const [index, reply] of replies.entries()) expectOutcome(model, office, pick(replayed, index), reply);
    } else {
      for (const one of replayed) expectOutcome(model, office, one, await send(office, one));
    }
    model.recorded = [];
  });

const settle = (number: number, decision: 'stays' | 'left') =>
  step(`settle collision ${number}`, 'collisions', async (model, office) => {
    const collision = pick(model.collisions, number);
    const reply = await office.api()['scans.settle']({ scanId: collision.scanId, decision });
    if (collision.decision !== null) expect(reply).toEqual({ ok: false, code: 'conflict' });
    else expect(valueOf(reply)).toMatchObject({ scanId: collision.scanId, settled: { decision } });
    collision.decision ??= decision;
  });

const number = fc.nat(1_000);
const phone = fc.nat(PHONES - 1);

/** What phones do at an event, in any order. */
export const phoneSteps = [
  fc.tuple(number, phone, fc.boolean()).map(([which, by, byHand]) => scan(which, by, byHand)),
  number.map(scanTogether),
  fc.tuple(number, phone, fc.boolean()).map(([which, by, isHeard]) => record(which, by, isHeard)),
  fc.tuple(number, phone, fc.boolean()).map(([which, by, isHeard]) => record(which, by, isHeard)),
  fc.tuple(fc.nat(2), fc.boolean(), fc.boolean()).map(([order, isLost, atOnce]) => replay(order, isLost, atOnce)),
  fc.tuple(number, fc.constantFrom('stays' as const, 'left' as const)).map(([which, how]) => settle(which, how)),
];
