import type { Random } from '../../../src-main/demo/random';
import { ADMINISTRATOR, valueOf } from '../../support/box-office';
import { type Browser, openBrowser } from '../../support/served-browser';
import type { AskedSale, AskedScan } from './accounts';
import { randomFor } from './run-options';
import type { Served } from './serving';

const CLIENTS = 16;
/** Of the newest passes, which everybody scans at once. */
const HOT_PASSES = 8;
/** Of the newest sales and scans, which are sent once more while the first time may still be under way. */
const RECENT = 40;

type Question = AskedSale | (AskedScan & { readonly code: string });

/** Sixteen clients, and what they were told over all restarts of an office. */
export function createStorm() {
  const asked: Question[] = [];
  /** Passes whose code was seen. */
  const sold: { readonly passId: string; readonly code: string }[] = [];
  /** Never asked again: whether they happened stays open. */
  const givenUp = new Set<Question>();
  let answers = 0;
  let asleep = false;

  /** An answer of which only a part arrives is none. */
  async function ask(client: Browser, question: Question): Promise<void> {
    if (question.kind === 'scan') {
      const { id: scanId, code } = question;
      const reply = await client.api['scans.scan']({ scanId, code });
      question.told.push({ at: performance.now(), reply });
      answers += 1;
      return;
    }
    const reply = await client.api['passes.sell'](saleOf(question));
    question.told.push({ at: performance.now(), reply });
    answers += 1;
    if (reply.ok && !sold.some(({ passId }) => passId === reply.value.passId)) {
      const { passId } = reply.value;
      const seen = await client.api['passes.get']({ passId });
      if (seen.ok && seen.value.code !== null) sold.push({ passId, code: seen.value.code });
    }
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
    answers: () => answers,
    /** Nothing new is asked, and connections may end: the office is about to. */
    sleep() {
      asleep = true;
    },
    /** Signs everybody in at an office that has been opened. */
    async join(served: Served) {
      asleep = false;
      const clients = Array.from({ length: CLIENTS }, () =>
        openBrowser({ origin: served.origin, ca: served.certificate, page: 'call' }),
      );
      const cookie = await signIn(clients[0]);
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
        /** Everybody sells and scans at once until `sleep`. */
        rage(part: string, onAnswer: () => void): Promise<void> {
          return everybody(async (client, which) => {
            const random = randomFor(part, which);
            while (!asleep) {
              await ask(client, next(random));
              onAnswer();
            }
          });
        },
        /** Sends again, under the same ids, most of what was not answered and some of what was. */
        async askAgain(random: Random): Promise<number> {
          for (const one of asked) if (one.told.length === 0 && random() < 0.3) givenUp.add(one);
          const unanswered = asked.filter((one) => one.told.length === 0 && !givenUp.has(one));
          const answered = asked.filter(({ told }) => told.length > 0);
          const some = clients.flatMap(() => answered[Math.floor(random() * answered.length)] ?? []);
          const waiting = [...unanswered, ...some];
          const many = waiting.length;
          await everybody(async (client) => {
            for (let one = waiting.pop(); one; one = waiting.pop()) await ask(client, one);
          });
          return many;
        },
        leave(): void {
          for (const client of clients) client.close();
        },
      };
    },
  };
}

/** The same to the letter whenever it is asked. */
function saleOf({ id, name }: AskedSale) {
  const number = Number(name.slice('Guest '.length));
  const phone1 = String(9_000_000_000 + number);
  return { saleId: id, passType: 'SINGLE', name1: name, phone1, paymentMode: 'CASH' as const };
}

async function signIn(browser: Browser | undefined): Promise<string> {
  if (!browser) throw new Error('nobody is there to sign in');
  const { username, password } = ADMINISTRATOR;
  valueOf(await browser.api['session.signIn']({ username, password }));
  return browser.cookie;
}
