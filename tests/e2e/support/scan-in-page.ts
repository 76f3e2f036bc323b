import type { Page } from '@playwright/test';

/** What the screen said of one code. */
export interface Shown {
  readonly code: string;
  /** `admitted`, `recorded`, …; of a refusal, the reason that the office gave. */
  readonly verdict: string;
}

/** What the page itself keeps of its requests, beside the application. */
interface Wire {
  /** Scan ids by code, in the order in which they first went out. */
  readonly ids: Record<string, string[]>;
  /** The last answer to each code that the page got to see. */
  readonly reasons: Record<string, string>;
}

declare global {
  interface Window {
    wire?: Wire;
  }
}

/**
 * Loses answers to scans on their way to the page: the office has judged them, and the page gets a broken connection.
 * @param share from 0 to 1
 */
export async function loseAnswers(page: Page, share: number): Promise<void> {
  await page.addInitScript((lost) => {
    const wire: Wire = { ids: {}, reasons: {} };
    window.wire = wire;
    const { fetch } = window;
    window.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!/(gate|scans)\.scan$/.test(answer.url) || typeof init?.body !== 'string') return answer;
      const { code, scanId } = JSON.parse(init.body) as { readonly code: string; readonly scanId: string };
      const ids = (wire.ids[code] ??= []);
      if (!ids.includes(scanId)) ids.push(scanId);
      if (Math.random() < lost) throw new TypeError('the connection broke');
      const reply = (await answer.clone().json()) as { readonly value?: { readonly reason?: string } };
      if (reply.value?.reason !== undefined) wire.reasons[code] = reply.value.reason;
      return answer;
    };
  }, share);
}

/** Types the codes one after the other as fast as verdicts come, and writes down what the screen says of each. */
export function scanInPage(page: Page, codes: readonly string[]): Promise<Shown[]> {
  return page.evaluate(
    async (all) => {
      /** The office takes ten scans a second from a phone. */
      const AT_LEAST_MS = 130;
      const NOT_YET = ['ready', 'no-answer'];
      const wire = window.wire;
      const region = document.querySelector<HTMLElement>('section[data-verdict]');
      const field = document.querySelector<HTMLInputElement>('form input');
      if (!wire || !region || !field?.form) throw new Error('this is no scanner');
      const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

      const shown: Shown[] = [];
      for (const code of all) {
        const began = performance.now();
        // Each verdict is drawn anew, also one that reads the same.
        const before = region.firstElementChild;
        setValue?.call(field, code);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.form.requestSubmit();
        while (
          region.firstElementChild === before ||
          region.ariaBusy === 'true' ||
          NOT_YET.includes(region.dataset['verdict'] ?? '')
        ) {
          if (performance.now() - began > 60_000) throw new Error(`no verdict on ${code}: ${region.innerText}`);
          await turn();
        }
        const kind = region.dataset['verdict'] ?? '';
        shown.push({
          code,
          verdict: kind === 'refused' ? (wire.reasons[code] ?? '') : kind,
        });
        while (performance.now() - began < AT_LEAST_MS) await turn();
      }
      return shown;
    },
    [...codes],
  );
}

/** The scan ids of codes as they stand by now: what is recorded gets its id on the wire only when it is sent. */
export function scanIdsOf(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  return page.evaluate(() => window.wire?.ids ?? {});
}
