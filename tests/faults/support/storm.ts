import type { Random } from '../../../src-main/demo/random';
import type { Reply } from '../../../src-shared/contract/operation';
import { ADMINISTRATOR, valueOf } from '../../support/box-office';
import { type Browser, openBrowser } from '../../support/served-browser';
import type { AskedSale, AskedScan, Told } from './accounts';
import { randomFor } from './run-options';
import type { Served } from './serving';

const CLIENTS = 16;
/** Of the newest passes, which everybody scans at once. */
const HOT_PASSES = 8;
/** How much of what was not accepted is never asked again: whether it happened stays open. */
const GIVEN_UP = 0.3;
/** Milliseconds until a client tries again that was refused. */
const PAUSE = 20;
/** Of the newest sales and scans, which are sent once more while the first time may still be under way. */
const RECENT = 40;

type Question = AskedSale | (AskedScan & { readonly code: string });

/** Answers that have arrived. */
interface Tally {
  readonly answers: number;
  readonly accepted: Readonly<Record<Question['kind'], number>>;
  readonly refused: Readonly<Record<Question['kind'], number>>;
}

/** Sixteen clients, and what they were told over all restarts of an office. */
export function createStorm() {
  const asked: Question[] = [];
  /** Passes whose code was seen. */
  const sold: { readonly passId: string; readonly code: string }[] = [];
  const givenUp = new Set<Question>();
  const tally = { answers: 0, accepted: { sale: 0, scan: 0 }, refused: { sale: 0, scan: 0 } };
  const onAnswer = new Set<() => void>();
  let asleep = false;

  function note<Value>({ kind, told }: { kind: Question['kind']; told: Told<Value>[] }, reply: Reply<Value>): void {
    told.push({ at: performance.now(), reply });
    tally.answers += 1;
    tally[reply.ok ? 'accepted' : 'refused'][kind] += 1;
    for (const tell of onAnswer) tell();
  }

  /** An answer of which only a part arrives is none. */
  async function ask(client: Browser, question: Question): Promise<void> {
    if (question.kind === 'scan') {
      const { id: scanId, code } = question;
      const reply = await client.api['scans.scan']({ scanId, code });
      note(question, reply);
      if (!reply.ok) await pause();
      return;
    }
    const reply = await client.api['passes.sell'](saleOf(question));
    note(question, reply);
    if (!reply.ok) return pause();
    const { passId } = reply.value;
    if (sold.some((pass) => pass.passId === passId)) return;
    const seen = await client.api['passes.get']({ passId });
    if (seen.ok && seen.value.code !== null) sold.push({ passId, code: seen.value.code });
  }

  function next(random: Random): Question {
    const draw = random();
    const recent = asked.at(-1 - Math.floor(random() * RECENT));
    if (draw < 0.1 && recent && !givenUp.has(recent)) return recent;
    const pass = sold.at(-1 - Math.floor(random() * (draw < 0.9 ? HOT_PASSES : sold.length)));
    const common = { id: crypto.randomUUID(), askedAt: performance.now(), told: [] };
    const question: Question =
      draw < 0.45 || !pass
        ? { ...common, kind: 'sale', name: `Guest ${asked.length}` }
        : { ...common, kind: 'scan', ...pass };
    asked.push(question);
    return question;
  }

  return {
    /** Every sale and scan that anybody asked for. */
    asked: asked as readonly Question[],
    tally: tally as Tally,
    /** Waits for a fact. */
    until(fact: (tally: Tally) => boolean): Promise<void> {
      return new Promise((resolve) => {
        const look = () => {
          if (!fact(tally)) return;
          onAnswer.delete(look);
          resolve();
        };
        onAnswer.add(look);
        look();
      });
    },
    /** Nothing new is asked, and connections may end: the office is about to. */
    sleep() {
      asleep = true;
    },
    /** Signs everybody in at an office that has been opened. */
    async join(served: Served) {
      asleep = false;
      const open = () => openBrowser({ origin: served.origin, ca: served.certificate, page: 'call' });
      const desk = open();
      const clients = Array.from({ length: CLIENTS }, open);
      const cookie = await signIn(desk);
      for (const client of clients) client.cookie = cookie;

      async function everybody(work: (client: Browser, which: number) => Promise<void>): Promise<void> {
        const all = clients.map(async (client, which) => {
          try {
            await work(client, which);
          } catch (error) {
            if (!asleep) throw error;
          }
        });
        await Promise.all(all);
      }

      return {
        /** Of the administrator, who does something else meanwhile. */
        desk,
        /** Everybody sells and scans at once until `sleep`. */
        rage(part: string): Promise<void> {
          return everybody(async (client, which) => {
            const random = randomFor(part, which);
            while (!asleep) await ask(client, next(random));
          });
        },
        /** Sends again, under the same ids, most of what was not accepted and some of what was. */
        async askAgain(random: Random): Promise<number> {
          for (const one of asked) if (!isAccepted(one) && random() < GIVEN_UP) givenUp.add(one);
          const open = asked.filter((one) => !isAccepted(one) && !givenUp.has(one));
          const accepted = asked.filter(isAccepted);
          const some = clients.flatMap(() => accepted[Math.floor(random() * accepted.length)] ?? []);
          const waiting = [...open, ...some];
          const many = waiting.length;
          await everybody(async (client) => {
            for (let one = waiting.pop(); one; one = waiting.pop()) await ask(client, one);
          });
          return many;
        },
        leave(): void {
          for (const client of [desk, ...clients]) client.close();
        },
      };
    },
  };
}

export function isAccepted({ told }: AskedSale | AskedScan): boolean {
  return told.some(({ reply }) => reply.ok);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE));
}

/** The same to the letter whenever it is asked. */
function saleOf({ id, name }: AskedSale) {
  const number = Number(name.slice('Guest '.length));
  const phone1 = String(9_000_000_000 + number);
  return { saleId: id, passType: 'SINGLE', name1: name, phone1, paymentMode: 'CASH' as const };
}

async function signIn(browser: Browser): Promise<string> {
  const { username, password } = ADMINISTRATOR;
  valueOf(await browser.api['session.signIn']({ username, password }));
  return browser.cookie;
}
