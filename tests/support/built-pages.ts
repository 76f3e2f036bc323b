import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PAGE = (name: string) =>
  `<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="/assets/${name}-AbCd1234.js"></script>`;

/** A small stand-in for what the build writes. */
export function writeBuiltPages(folder: string): void {
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  for (const name of ['desk', 'gate']) {
    writeFileSync(path.join(folder, `${name}.html`), PAGE(name));
    writeFileSync(path.join(folder, `assets/${name}-AbCd1234.js`), `document.title = '${name}';`);
  }
  writeFileSync(path.join(folder, 'assets/icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(path.join(folder, 'assets/desk-AbCd1234.js.map'), '{}');
}
