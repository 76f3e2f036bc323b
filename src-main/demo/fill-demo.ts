import { randomUUID } from 'node:crypto';
import { createClient } from '../../src-shared/client';
import type { Connection } from '../caller';
import type { Dispatch } from '../dispatch';
import { DEMO_PASS_TYPES, demoEvent } from './demo-event';
import { type Api, type DemoSignIn, expectDone, inventStaff, takeUpInvitation } from './demo-staff';
import { planDay } from './plan-day';

interface FillOptions {
  readonly dispatch: Dispatch;
  /** Of the signing keys. */
  readonly passphrase: string;
  /** Milliseconds since 1970: when the demo is opened. Everything in it lies before that. */
  readonly now: number;
  /** Sets the office's clock. */
  readonly setClock: (milliseconds: number) => void;
}

/**
 * An event in full swing, made by the office's own operations and nothing else: a sale is a sale, an admission is a
 * scan of a signed code.
 * @returns how to sign in
 */
export async function fillDemo({ dispatch, passphrase, now, setClock }: FillOptions): Promise<readonly DemoSignIn[]> {
  const plan = planDay();
  const staff = inventStaff();
  const at = (minutesAgo: number) => setClock(now - minutesAgo * 60_000);
  const clientAt = (connection: Connection): Api => createClient((name, input) => dispatch(name, input, connection));
  const administrator = clientAt(connectionNamed('Front desk'));
  const seller = clientAt(connectionNamed('Side desk'));
  const gate = clientAt(connectionNamed('North gate'));

  at(plan.beginsMinutesAgo);
  const { administrator: first, seller: second, gate: third } = staff;
  const { invitations } = expectDone(
    await administrator['setUp.create']({
      event: demoEvent(now),
      passTypes: [...DEMO_PASS_TYPES],
      staff: [second, third].map(({ username, displayName, role }) => ({ username, displayName, role })),
      key: { source: 'new', passphrase },
      administrator: { username: first.username, displayName: first.displayName, password: first.password },
    }),
  );
  const oneTime = (who: DemoSignIn) =>
    invitations.find(({ username }) => username === who.username)?.oneTimePassword ?? '';
  await takeUpInvitation(seller, second, oneTime(second));

  let isGateOpen = false;
  const passIds: string[] = [];
  const codes: string[] = [];
  for (const step of plan.steps) {
    at(step.minutesAgo);
    if (step.kind === 'sale') {
      const desk = step.desk === 'front' ? administrator : seller;
      const { passId } = expectDone(await desk['passes.sell']({ saleId: randomUUID(), ...step.sale }));
      passIds.push(passId);
    } else if (step.kind === 'cancellation') {
      expectDone(await seller['passes.cancel']({ passId: passIds[step.pass] ?? '' }));
    } else {
      // The gate's staff come when the first guest does: a session that waited since morning would be locked.
      if (!isGateOpen) await takeUpInvitation(gate, third, oneTime(third));
      isGateOpen = true;
      const code = step.pass === null ? 'EP1.FORGED' : (codes[step.pass] ??= await codeOf(seller, passIds[step.pass]));
      expectDone(await gate['scans.scan']({ scanId: randomUUID(), code }));
    }
  }
  at(0);
  for (const one of [administrator, seller, gate]) expectDone(await one['session.signOut']({}));
  return [first, second, third];
}

async function codeOf(api: Api, passId = ''): Promise<string> {
  const { code } = expectDone(await api['passes.get']({ passId }));
  if (code === null) throw new Error('the demo has no signing key');
  return code;
}

/** A desk of the demo's own, inside the process like the window of the desktop. */
function connectionNamed(desk: string): Connection {
  let sessionId: string | null = null;
  return {
    transport: 'ipc',
    desk,
    source: 'demo',
    get sessionId() {
      return sessionId;
    },
    attach(next) {
      sessionId = next;
    },
  };
}
