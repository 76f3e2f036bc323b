import fc from 'fast-check';
import { expect } from 'vitest';
import { valueOf } from '../../support/box-office';
import { sale } from '../../support/passes-store';
import { expectOutcome, pick, send, step } from './event-model';

const sell = (couple: boolean) =>
  step(`sell ${couple ? 'COUPLE' : 'SINGLE'}`, null, async (model, office) => {
    const asked = sale(couple ? { passType: 'COUPLE', name2: 'Ravi' } : {});
    const { passId, admits } = valueOf(await office.api()['passes.sell'](asked));
    const { code } = valueOf(await office.api()['passes.get']({ passId }));
    const pass = { passId, code: code ?? '', sale: asked, people: admits, state: 'open' as const, admittedAt: null };
    model.passes.push(pass);
  });

const sellAgain = (number: number) =>
  step(`send sale ${number} again`, 'passes', async (model, office) => {
    const pass = pick(model.passes, number);
    expect(valueOf(await office.api()['passes.sell'](pass.sale)).passId).toBe(pass.passId);
  });

const cancel = (number: number) =>
  step(`cancel ${number}`, 'passes', async (model, office) => {
    const pass = pick(model.passes, number);
    const reply = await office.api()['passes.cancel']({ passId: pass.passId });
    if (pass.state === 'admitted') expect(reply).toMatchObject({ ok: false, code: 'conflict' });
    else expect(valueOf(reply).cancelledAt).not.toBeNull();
    if (pass.state === 'open') pass.state = 'cancelled';
  });

const reinstate = (number: number) =>
  step(`reinstate ${number}`, 'passes', async (model, office) => {
    const pass = pick(model.passes, number);
    expect(valueOf(await office.api()['passes.reinstate']({ passId: pass.passId })).cancelledAt).toBeNull();
    if (pass.state === 'cancelled') pass.state = 'open';
  });

const scan = (number: number, times: number) =>
  step(`scan ${number} ${times} times at once`, 'passes', async (model, office) => {
    const pass = pick(model.passes, number);
    const attempts = Array.from({ length: times }, () => ({
      scanId: crypto.randomUUID(),
      pass,
      phone: null,
      byHand: false,
    }));
    const replies = await Promise.all(attempts.map((attempt) => send(office, attempt)));
    for (const [index, reply] of replies.entries()) expectOutcome(model, office, pick(attempts, index), reply);
  });

const forge = (number: number) =>
  step(`forge a code of ${number}`, 'passes', async (model, office) => {
    const pass = pick(model.passes, number);
    const code = pass.code.slice(0, -1) + (pass.code.endsWith('0') ? '1' : '0');
    const forged = { scanId: crypto.randomUUID(), code };
    const outcome = valueOf(await office.api()['scans.scan'](forged));
    expect(outcome).toMatchObject({ status: 'refused', reason: 'invalid', pass: null });
    model.scans.push({ ...forged, pass: { ...pass, code }, phone: null, byHand: false, outcome });
  });

const retry = (number: number) =>
  step(`send scan ${number} again`, 'scans', async (model, office) => {
    const scanned = pick(model.scans, number);
    expect(valueOf(await send(office, scanned))).toEqual(scanned.outcome);
  });

const reuse = (number: number) =>
  step(`use the id of scan ${number} for another code`, 'scans', async (model, office) => {
    const { scanId, code } = pick(model.scans, number);
    const reply = await office.api()['scans.scan']({ scanId, code: `${code}X` });
    expect(reply).toEqual({ ok: false, code: 'conflict' });
  });

const wait = (minutes: number) =>
  step(`wait ${minutes} minutes`, null, async (_model, office) => {
    office.wait(minutes * 60_000);
    // Whoever does something every few minutes is not locked out.
    valueOf(await office.api()['scans.ofPass']({ passId: 'nothing' }));
  });

const restart = step('restart', null, async (_model, office) => office.restart());

const number = fc.nat(1_000);

/** What people do at the desk, in any order. */
export const deskSteps = [
  fc.boolean().map(sell),
  fc.boolean().map(sell),
  number.map(sellAgain),
  number.map(cancel),
  number.map(cancel),
  number.map(reinstate),
  fc.tuple(number, fc.integer({ min: 1, max: 4 })).map(([which, times]) => scan(which, times)),
  number.map(forge),
  number.map(retry),
  number.map(reuse),
  fc.integer({ min: 1, max: 10 }).map(wait),
  fc.constant(restart),
];
