import { expect, type Page } from '@playwright/test';
import { XSS_STRINGS } from '../../support/xss-strings';

/** Of every kind, for what takes long with each. */
export const SOME = XSS_STRINGS.filter((text, index) => index % 12 === 0 && !text.includes('\u0000'));

interface Damage {
  readonly runs: number;
  readonly violations: string[];
  readonly elements: string[];
}

export const NO_DAMAGE: Damage = { runs: 0, violations: [], elements: [] };

/** In the page: what has been seen since it was loaded, and what makes an element foreign to it. */
export interface Watch {
  readonly seen: { runs: number; readonly violations: string[]; readonly elements: Set<string> };
  readonly look: (within: ParentNode) => void;
}

/**
 * Watches over a page from its next loading on: what the strings run, what the policy stops, and every element that only a
 * string can have made, from the moment it is there and although it did nothing yet.
 */
export async function watchForRuns(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Watch['seen'] = { runs: 0, violations: [], elements: new Set() };
    const ran = () => {
      seen.runs += 1;
    };
    const foreign = /^(script|iframe|embed|object|marquee|base|math|keygen|isindex|xmp|details|video|audio)$/i;
    // The picture of the camera has nothing to load from.
    const own = 'script[src], video:not([src])';
    function note(element: Element): void {
      const names = element.getAttributeNames();
      const leads = /^\s*java/i.test(element.getAttribute('href') ?? element.getAttribute('src') ?? '');
      const isForeign = foreign.test(element.localName) && !element.matches(own);
      if (!isForeign && !leads && !names.some((name) => name.startsWith('on'))) return;
      seen.elements.add(`${element.localName} ${names.join(' ')}`);
    }
    const look: Watch['look'] = (within) => {
      if (within instanceof Element) note(within);
      for (const element of within.querySelectorAll('*')) note(element);
    };
    Object.assign(window, { watch: { seen, look }, __ran: ran, alert: ran });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      seen.violations.push(`${violatedDirective}: ${blockedURI} ${sample}`);
    });
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        if (target instanceof Element) note(target);
        for (const node of addedNodes) if (node instanceof Element) look(node);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** What has become of the strings in the page so far. */
export function damageIn(page: Page): Promise<Damage> {
  return page.evaluate(() => {
    const { seen, look } = (window as unknown as { watch: Watch }).watch;
    look(document);
    return { ...seen, elements: [...seen.elements] };
  });
}

/** So many strings in one value: each is the first of one in some field, and somewhere in every field. */
const TOGETHER = 4;

/**
 * Types every string into every text field that the page shows now, as the browser would tell the page of it, some at a
 * time because a page draws all of itself for each. Rows of the same fields in one form are done once. The fields are as
 * they were at the end.
 * @returns the labels of the fields
 */
export function typeIntoEveryField(page: Page): Promise<string[]> {
  return page.evaluate(
    async ({ strings, together }) => {
      const others = ['checkbox', 'radio', 'file', 'range', 'submit', 'hidden', 'date'];
      const selector = `textarea, input${others.map((type) => `:not([type=${type}])`).join('')}`;
      const labelOf = (field: HTMLInputElement | HTMLTextAreaElement) =>
        field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? field.placeholder;
      const fields = new Map<string, HTMLInputElement | HTMLTextAreaElement>();
      const forms = [...document.forms];
      for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(selector)) {
        const shows = !field.disabled && !field.readOnly && field.offsetParent !== null;
        const key = `${field.form ? forms.indexOf(field.form) : 'none'} ${labelOf(field)}`;
        if (shows && !fields.has(key)) fields.set(key, field);
      }
      const drawn = () => new Promise((resolve) => setTimeout(resolve));
      let turn = 0;
      for (const field of fields.values()) {
        const before = field.value;
        const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
        const write = Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set;
        const turned = [...strings.slice(turn), ...strings.slice(0, turn)];
        const values = Array.from({ length: Math.ceil(strings.length / together) }, (_, index) =>
          turned.slice(index * together, (index + 1) * together).join(' '),
        );
        turn = (turn + 1) % together;
        // React draws at once what follows from typing; what waits for a moment has one now and then.
        for (const [index, value] of [...values, before].entries()) {
          write?.call(field, value);
          field.dispatchEvent(new Event('input', { bubbles: true }));
          if (index % 10 === 0) await drawn();
        }
        field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
        await drawn();
      }
      return [...fields.values()].map(labelOf);
    },
    { strings: XSS_STRINGS, together: TOGETHER },
  );
}

/** Types every string into the fields that the page shows now, of which there are so many at least. */
export async function attackFields(page: Page, least: number): Promise<void> {
  // Forms and dialogs are there once what is in them has come.
  await expect(
    page
      .locator('input, textarea')
      .filter({ visible: true })
      .nth(least - 1),
  ).toBeVisible();
  const fields = await typeIntoEveryField(page);
  expect(fields.length).toBeGreaterThanOrEqual(least);
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
}

interface Reply {
  readonly ok: boolean;
  readonly code?: string;
  readonly fields?: object;
  readonly value?: unknown;
}

/** What the office says to every string in the place of `TEXT` in an input, in one go. */
export function callWithEach(
  page: Page,
  name: string,
  input: object,
  strings: readonly string[] = XSS_STRINGS,
): Promise<readonly Reply[]> {
  return page.evaluate(
    async ({ operation, pattern, strings: texts }) => {
      const headers = { 'content-type': 'application/json', 'x-box-office': '1' };
      const replies: unknown[] = [];
      for (const [index, text] of texts.entries()) {
        const body = JSON.stringify(pattern)
          .replaceAll('"TEXT"', JSON.stringify(text).replaceAll('$', '$$$$'))
          .replaceAll('NUMBER', String(10_000 + index))
          .replaceAll('"UUID"', `"${crypto.randomUUID()}"`);
        replies.push(
          window.epass
            ? await window.epass.call(operation, JSON.parse(body))
            : await (await fetch(`/api/call/${operation}`, { method: 'POST', headers, body })).json(),
        );
      }
      return replies as Reply[];
    },
    { operation: name, pattern: input, strings },
  );
}
