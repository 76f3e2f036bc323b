import type { Page } from '@playwright/test';
import { XSS_STRINGS } from '../../support/xss-strings';

/** Counts what the strings run from the next loading of the page on. */
export async function countRuns(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { runs: 0, violations: [] as string[] };
    Object.assign(window, { seen, __ran: () => (seen.runs += 1), alert: () => (seen.runs += 1) });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      seen.violations.push(`${violatedDirective}: ${blockedURI} ${sample}`);
    });
  });
}

/**
 * What has become of the strings in the page as it is now: what ran, what the policy stopped, and elements that only a
 * string can have made. An element counts although it did nothing yet.
 */
export function damageIn(page: Page): Promise<{ runs: number; violations: string[]; elements: string[] }> {
  return page.evaluate(() => {
    const { seen } = window as unknown as { seen: { runs: number; violations: string[] } };
    const elements = [...document.querySelectorAll('*')].filter((element) => {
      const isForeign = /^(script|iframe|embed|object|marquee|base|math|keygen|isindex|xmp|details|video|audio)$/i;
      const own = element.matches('script[src], link[rel=modulepreload], video');
      const runs = element.getAttributeNames().some((name) => name.startsWith('on'));
      const leads = /^\s*java/i.test(element.getAttribute('href') ?? element.getAttribute('src') ?? '');
      return runs || leads || (isForeign.test(element.localName) && !own);
    });
    return {
      ...seen,
      elements: elements.map((element) => `${element.localName} ${element.getAttributeNames().join(' ')}`),
    };
  });
}

/**
 * Types every string into every text field that the page shows now, one after the other, as the browser would tell the
 * page of it. The fields are as they were at the end.
 * @returns how many fields there were
 */
export function typeIntoEveryField(page: Page): Promise<number> {
  return page.evaluate(async (strings) => {
    const selector =
      'textarea, input:not([type=checkbox], [type=radio], [type=file], [type=range], [type=submit], [type=hidden])';
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(selector)].filter(
      (field) => !field.disabled && !field.readOnly && field.offsetParent !== null,
    );
    const drawn = () => new Promise((resolve) => setTimeout(resolve));
    for (const field of fields) {
      const before = field.value;
      const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
      const write = Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set;
      // React draws at once what follows from typing; what waits for a moment has one now and then.
      for (const [index, text] of [...strings, before].entries()) {
        write?.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        if (index % 25 === 0) await drawn();
      }
      field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
      await drawn();
    }
    return fields.length;
  }, XSS_STRINGS);
}
