import { randomBytes } from 'node:crypto';
import type { Served } from '../transports/assets';
import { DATA_HEADERS } from '../transports/security-headers';

/** Within the desk's origin; no pages of the desk have them. */
export const STOPPED_PATH = '/stopped';
/** Where the window is for a moment between a page that crashed and the same one loaded anew. */
export const COMING_BACK_PATH = '/coming-back';

/** @param address what the window showed when its page crashed */
export function stoppedAddress(origin: string, address: string): string {
  return `${origin}${STOPPED_PATH}?${new URLSearchParams({ to: address }).toString()}`;
}

/** Nothing to see, in the colour of the system. */
export function comingBackPage(): Served {
  return plainPage('E-Pass Box Office', '');
}

/**
 * What the window shows when its page crashes whenever it is loaded: words and two links, and nothing that runs.
 * @param again where the first link leads; judged before, like every address that a page gives
 * @param start where the second link leads
 */
export function stoppedPage(again: string, start: string): Served {
  return plainPage(
    'The desk has stopped · E-Pass Box Office',
    `<main>
<h1>The desk has stopped</h1>
<p>Its page came to an end three times in a row, so it is not opened again by itself. Every sale and every admission that was confirmed is safe, and phones at the gate go on scanning.</p>
<p>Open the page again. If it stops again, close E-Pass Box Office and start it anew.</p>
<a href="${escape(again)}" autofocus>Open the page again</a>
<a href="${escape(start)}">Go to the first page</a>
</main>`,
  );
}

function plainPage(title: string, content: string): Served {
  const nonce = randomBytes(16).toString('base64url');
  const headers = {
    ...DATA_HEADERS,
    'content-security-policy': `${DATA_HEADERS['content-security-policy']}; style-src 'nonce-${nonce}'`,
    'content-type': 'text/html; charset=utf-8',
  };
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
${content}
</body>
</html>
`;
  return { headers, body: Buffer.from(text) };
}

const STYLE = `
:root { color-scheme: light dark; font: 1.125rem/1.6 system-ui, sans-serif; }
main { max-width: 38rem; margin: 15vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.8rem; line-height: 1.2; }
a { display: inline-block; margin: 1rem 1rem 0 0; padding: .7rem 1.3rem; border: 2px solid; border-radius: .6rem; font-weight: 600; color: LinkText; }
a:focus-visible { outline: 3px solid; outline-offset: 3px; }
`;

function escape(address: string): string {
  return address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
