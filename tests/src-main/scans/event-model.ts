import fc from 'fast-check';
import { expect } from 'vitest';
import type { Sale } from '../../../src-shared/contract/passes';
import type { ScanOutcome } from '../../../src-shared/contract/scans';
import { valueOf } from '../../support/box-office';
import { sale } from '../../support/passes-store';
import type { RestartingOffice } from './restarting-office';

interface ModelPass {
  readonly passId: string;
  readonly code: string;
  readonly sale: Sale;
  readonly people: number;
  state: 'open' | 'admitted' | 'cancelled';
}

/** All that has to be known of an event to foretell every answer. */
export interface Model {
  readonly passes: ModelPass[];
  readonly scans: { readonly scanId: string; readonly code: string; readonly outcome: ScanOutcome }[];
}
type Step = fc.AsyncCommand<Model, RestartingOffice>;

/** A step that is always possible, or only once there is a pass or a scan to take it with. */
function step(
  name: string,
  needs: keyof Model | null,
  run: (model: Model, office: RestartingOffice) => Promise<void>,
): Step {
  return { check: (model) => needs === null || model[needs].length > 0, run, toString: () => name };
}

function pick<T>(items: readonly T[], number: number): T {
  const item = items[number % items.length];
  if (item === undefined) throw new Error('a step was taken without what it needs');
  return item;
}

const REFUSAL = { admitted: 'already-used', cancelled: 'cancelled' } as const;

/** What the gate must say of a pass, and what the pass is afterwards. */
function expectOutcome(pass: ModelPass, outcome: ScanOutcome): void {
  if (pass.state === 'open') expect(outcome).toMatchObject({ status: 'admitted', pass: { passId: pass.passId } });
  else expect(outcome).toMatchObject({ status: 'refused', reason: REFUSAL[pass.state], pass: { passId: pass.passId } });
  if (pass.state === 'open') pass.state = 'admitted';
}

const sell = (couple: boolean) =>
  step(`sell ${couple ? 'COUPLE' : 'SINGLE'}`, null, async (model, office) => {
    const asked = sale(couple ? { passType: 'COUPLE', name2: 'Ravi' } : {});
    const { passId, admits } = valueOf(await office.api()['passes.sell'](asked));
    const { code } = valueOf(await office.api()['passes.get']({ passId }));
    model.passes.push({ passId, code: code ?? '', sale: asked, people: admits, state: 'open' });
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

const scan = (number: number, phones: number) =>
  step(`scan ${number} with ${phones} phones at once`, 'passes', async (model, office) => {
    const pass = pick(model.passes, number);
    const scanIds = Array.from({ length: phones }, () => crypto.randomUUID());
    const replies = await Promise.all(scanIds.map((scanId) => office.api()['scans.scan']({ scanId, code: pass.code })));
    for (const [index, reply] of replies.entries()) {
      const outcome = valueOf(reply);
      expectOutcome(pass, outcome);
      model.scans.push({ scanId: scanIds[index] ?? '', code: pass.code, outcome });
    }
  });

const forge = (number: number) =>
  step(`forge a code of ${number}`, 'passes', async (model, office) => {
    const { code } = pick(model.passes, number);
    const last = code.endsWith('0') ? '1' : '0';
    const forged = { scanId: crypto.randomUUID(), code: code.slice(0, -1) + last };
    const outcome = valueOf(await office.api()['scans.scan'](forged));
    expect(outcome).toMatchObject({ status: 'refused', reason: 'invalid', pass: null });
    model.scans.push({ ...forged, outcome });
  });

const retry = (number: number) =>
  step(`send scan ${number} again`, 'scans', async (model, office) => {
    const { scanId, code, outcome } = pick(model.scans, number);
    expect(valueOf(await office.api()['scans.scan']({ scanId, code }))).toEqual(outcome);
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

/** What people do at an event, in any order. */
export const eventSteps = fc.commands(
  [
    fc.boolean().map(sell),
    fc.boolean().map(sell),
    number.map(sellAgain),
    number.map(cancel),
    number.map(cancel),
    number.map(reinstate),
    fc.tuple(number, fc.integer({ min: 1, max: 4 })).map(([which, phones]) => scan(which, phones)),
    fc.tuple(number, fc.integer({ min: 1, max: 4 })).map(([which, phones]) => scan(which, phones)),
    number.map(forge),
    number.map(retry),
    number.map(reuse),
    fc.integer({ min: 1, max: 10 }).map(wait),
    fc.constant(restart),
  ],
  { maxCommands: 40, size: 'max' },
);
