import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../../src-main/demo/random';
import type { Reply } from '../../../src-shared/contract/operation';
import { ADMINISTRATOR, valueOf } from '../../support/box-office';
import { type Browser, openBrowser } from '../../support/served-browser';
import type { AskedSale, AskedScan, Told } from './accounts';
import { LIMITED, type SoldPass } from './desks-event';
import { randomFor } from './run-options';
import type { Served } from './serving';

/** A desk's office, and the socket in the file system by which it is reached. */
export interface Reached {
  readonly served: Served;
  readonly socketPath: string;
}

type Question = (AskedSale & { readonly passType: string }) | (AskedScan & { readonly code: string });

interface DesksStorm {
  readonly part: string;
  readonly offices: readonly Reached[];
  readonly clients: number;
  /** Everybody with one of these comes to the gate once, and some of them twice. */
  readonly invited: readonly SoldPass[];
  /** How many are sold beside, two of three of them `LIMITED`. */
  readonly sales: number;
}

/** Milliseconds after which a client asks at another desk. What it asked may still be under way. */
const PATIENCE = 3_000;
/** Milliseconds until a client tries again that was refused. */
const PAUSE = 50;
/** How often something is asked until its client gives up. */
const MOST_TRIES = 8;
/** One in so many sells too; all others are phones at the gate. */
const SELLS = 8;
/** Of the newest passes and questions, which several clients have at the same time. */
const RECENT = 24;

/** Clients that ask at several desks what they were not answered at one, and what they were told. */
export async function openDesksStorm({ part, offices, clients, invited, sales }: DesksStorm) {
  const asked: Question[] = [];
  const atGate: SoldPass[] = [];
  const waiting = [...invited];
  const sold = { asked: 0 };
  const tally = { sales: 0, scans: 0, refused: 0, again: 0, late: 0, broken: 0, 'sold out': 0, givenUp: 0 };
  /** When each office first acknowledged a scan since `watchReturn`. */
  const returned = offices.map((): number | null => null);
  let isOver = false;
  const cookies = await Promise.all(offices.map(signIn));
  const browsers: Browser[] = [];

  const everywhere = () =>
    offices.map((office, which) => {
      const browser = openAt(office);
      browser.cookie = cookies[which] ?? '';
      browsers.push(browser);
      return browser;
    });

  function note<Value>({ told }: { told: Told<Value>[] }, reply: Reply<Value>): void {
    told.push({ at: performance.now(), reply });
    if (!reply.ok) tally[isSoldOut(reply) ? 'sold out' : 'refused'] += 1;
  }

  /** An answer that comes after the client has given it up counts all the same. */
  async function send(browser: Browser, which: number, question: Question): Promise<boolean> {
    if (question.kind === 'sale') {
      const reply = await browser.api['passes.sell'](saleOf(question));
      note(question, reply);
      if (!reply.ok) return isSoldOut(reply);
      tally.sales += 1;
      const { passId } = reply.value;
      const seen = await browser.api['passes.get']({ passId });
      if (seen.ok && seen.value.code !== null) waiting.push({ passId, code: seen.value.code });
      return true;
    }
    const reply = await browser.api['scans.scan']({ scanId: question.id, code: question.code });
    note(question, reply);
    if (!reply.ok) return false;
    tally.scans += 1;
    returned[which] ??= performance.now();
    return true;
  }

  async function ask(at: readonly Browser[], home: number, question: Question): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const which = (home + tries) % offices.length;
      const browser = at[which];
      if (!browser) return;
      if (tries > 0) tally.again += 1;
      const sending = send(browser, which, question).catch(() => void (tally.broken += 1));
      const isDone = await Promise.race([sending, pause(PATIENCE, null, { ref: false })]);
      if (isDone === true) return;
      if (isDone === null) tally.late += 1;
      await pause(PAUSE);
    }
    tally.givenUp += 1;
  }

  function next(random: Random, maySell: boolean): Question {
    const draw = random();
    const recent = asked.at(-1 - Math.floor(random() * RECENT));
    if (draw < 0.08 && recent) return recent;
    const common = { id: crypto.randomUUID(), askedAt: performance.now(), told: [] };
    const isSale = maySell && sold.asked < sales && draw < 0.5;
    const question: Question = isSale
      ? { ...common, kind: 'sale', name: `Guest ${sold.asked}`, passType: sold.asked++ % 3 === 0 ? 'SINGLE' : LIMITED }
      : { ...common, kind: 'scan', ...whoComes(random, draw) };
    asked.push(question);
    return question;
  }

  /** Now and then somebody whose pass has just been shown elsewhere. */
  function whoComes(random: Random, draw: number): SoldPass {
    const before = atGate.at(-1 - Math.floor(random() * RECENT));
    const pass = draw > 0.8 && before ? before : (waiting.shift() ?? before ?? invited[0]);
    if (!pass) throw new Error('nobody is invited');
    atGate.push(pass);
    return pass;
  }

  return {
    asked: asked as readonly (AskedSale | AskedScan)[],
    tally: tally as Readonly<typeof tally>,
    /** Everybody that was invited has come, and everything was sold that was to be. */
    isThrough: () => waiting.length === 0 && sold.asked >= sales,
    come: () => atGate.length,
    watchReturn: () => void returned.fill(null),
    /** When each office first acknowledged a scan since then. */
    returned: () => [...returned],
    /** Everybody asks until `end`. */
    async rage(): Promise<void> {
      const everybody = Array.from({ length: clients }, async (_, client) => {
        const random = randomFor(part, client);
        const at = everywhere();
        while (!isOver) await ask(at, client % offices.length, next(random, client % SELLS === 0));
      });
      await Promise.all(everybody);
    },
    end() {
      isOver = true;
    },
    /** Asks again, at any desk, most of what was never answered, and something of what was. */
    async askAgain(random: Random): Promise<void> {
      const isAnswered = ({ told }: Question) => told.some(({ reply }) => reply.ok);
      const open = asked.filter((one) => (isAnswered(one) ? random() < 0.02 : random() < 0.7));
      const everybody = Array.from({ length: clients }, async (_, client) => {
        const at = everywhere();
        for (let one = open.pop(); one; one = open.pop()) await ask(at, (client + 1) % offices.length, one);
      });
      await Promise.all(everybody);
    },
    close(): void {
      for (const browser of browsers) browser.close();
    },
  };
}

/** Which is an answer, and no failure. */
export function isSoldOut(reply: Reply<unknown>): boolean {
  return !reply.ok && reply.fields?.['passType'] === 'sold-out';
}

function openAt({ served, socketPath }: Reached): Browser {
  return openBrowser({ origin: served.origin, ca: served.certificate, page: 'call', socketPath });
}

async function signIn(office: Reached): Promise<string> {
  const browser = openAt(office);
  const { username, password } = ADMINISTRATOR;
  valueOf(await browser.api['session.signIn']({ username, password }));
  browser.close();
  return browser.cookie;
}

/** The same to the letter whenever it is asked. */
function saleOf({ id, name, passType }: Extract<Question, { kind: 'sale' }>) {
  const phone1 = String(9_000_000_000 + Number(name.slice('Guest '.length)));
  return { saleId: id, passType, name1: name, phone1, paymentMode: 'CASH' as const };
}
