import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { assetHeaders, pageHeaders } from './security-headers';

/** An answer of any transport that serves files. */
export interface Served {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Assets {
  /** @param pathname as it stood in the address, still percent-encoded */
  file(pathname: string): Served | null;
  /** A page under a content security policy with a nonce of its own. */
  page(name: PageName): Served;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};
/** The desk, and what phones at the gate see. */
const PAGES = ['desk', 'gate'] as const;
export type PageName = (typeof PAGES)[number];

const NONCE_PLACEHOLDER = '__CSP_NONCE__';
const HASHED_NAME = /-[\w-]{8}\.\w+$/;

/**
 * Reads the built pages into memory. What is served comes out of this map and not from a path, so nothing else on the
 * disk can be reached, however an address is written.
 * @param folder what the build wrote, with `desk.html` and `gate.html` in it
 */
export async function loadAssets(folder: string): Promise<Assets> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  // All at once: the first picture of the desk waits for the last of them.
  const served = await Promise.all(
    entries.flatMap((entry) => {
      const type = TYPES[path.extname(entry.name)];
      const file = path.join(entry.parentPath, entry.name);
      const pathname = `/${path.relative(folder, file).split(path.sep).join('/')}`;
      // What begins with a dot the build notes for itself.
      if (!entry.isFile() || type === undefined || pathname.startsWith('/.')) return [];
      const headers = { ...assetHeaders(HASHED_NAME.test(entry.name)), 'content-type': type };
      return [readFile(file).then((body) => [pathname, { headers, body }] as const)];
    }),
  );
  const files = new Map<string, Served>(served);
  const texts = await Promise.all(PAGES.map((name) => readFile(path.join(folder, `${name}.html`), 'utf8')));

  return {
    file(pathname) {
      const name = decodeOnce(pathname);
      return name === null ? null : (files.get(name) ?? null);
    },
    page(name) {
      const text = texts[PAGES.indexOf(name)] ?? '';
      const nonce = randomBytes(16).toString('base64url');
      return {
        headers: { ...pageHeaders(nonce), 'content-type': 'text/html; charset=utf-8' },
        body: Buffer.from(text.replaceAll(NONCE_PLACEHOLDER, nonce)),
      };
    },
  };
}

/** Null for what no file of ours is called: twice encoded, with a backslash or a NUL. */
function decodeOnce(pathname: string): string | null {
  try {
    const name = decodeURIComponent(pathname);
    return /[%\\\0]/.test(name) ? null : name;
  } catch {
    return null;
  }
}
