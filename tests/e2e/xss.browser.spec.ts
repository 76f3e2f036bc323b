import { expect, test } from '@playwright/test';
import { launchChromium } from '../support/test-browsers';
import { XSS_STRINGS } from '../support/xss-strings';
import { damageIn, NO_DAMAGE, type Watch, watchForRuns } from './support/xss';

test('the strings do run where a page takes them for its own', async () => {
  expect(XSS_STRINGS).toHaveLength(200);
  await using browser = await launchChromium();
  const page = await browser.newPage();
  await page.route('**/*', (route) =>
    new URL(route.request().url()).pathname === '/'
      ? route.fulfill({ contentType: 'text/html', body: '<p>x' })
      : route.abort(),
  );
  await page.goto('http://guestbook.test/');
  const ran = await page.evaluate(async (strings) => {
    const counted = new Set<number>();
    Object.assign(window, { ran: (index: number) => counted.add(index) });
    // Each in a page of its own, as from a server that puts what it was told into its page.
    const frames = strings.map((text, index) => {
      const frame = document.createElement('iframe');
      frame.srcdoc = `<script>__ran = () => parent.ran(${index})</script><p>${text}</p>`;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      document.body.append(frame);
      return { frame, loaded };
    });
    await Promise.all(frames.map(({ loaded }) => loaded));
    for (const { frame } of frames) {
      for (const each of frame.contentDocument?.querySelectorAll<HTMLElement>('p, a, button, [tabindex]') ?? []) {
        for (const name of ['mouseover', 'pointerenter', 'focus']) each.dispatchEvent(new Event(name));
        if (each.localName === 'p') each.click();
      }
    }
    return [...counted];
  }, XSS_STRINGS);
  // The rest was for older browsers, for templates, or waits for a press. A harness that saw nothing would prove nothing.
  expect(ran.length).toBeGreaterThan(90);
});

test('what watches over the pages sees a string that is taken for a part of one', async () => {
  await using browser = await launchChromium();
  const page = await browser.newPage();
  await watchForRuns(page);
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest() ? route.fulfill({ contentType: 'text/html', body: '<p>x' }) : route.abort(),
  );
  await page.goto('http://guestbook.test/');
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
  const unseen = await page.evaluate((strings) => {
    const { seen, look } = (window as unknown as { watch: Watch }).watch;
    return strings.filter((text) => {
      const made = document.createRange().createContextualFragment(text);
      seen.elements.clear();
      look(made);
      document.body.append(made);
      return seen.elements.size === 0;
    });
  }, XSS_STRINGS);
  // What is left over breaks out of an attribute or a script, and is only text where it stands in a paragraph.
  expect(unseen.length).toBeLessThan(60);
  await expect.poll(async () => (await damageIn(page)).runs).toBeGreaterThan(40);
});
