import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadAssets } from '../../../src-main/transports/assets';
import { isDeskPage } from '../../../src-main/transports/desk-pages';
import { temporaryFolder } from '../../support/box-office';

async function openAssets() {
  const temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'renderer');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(temporary.folder, 'epass.db'), 'secret');
  writeFileSync(path.join(temporary.folder, 'key.json'), 'secret');
  writeFileSync(path.join(folder, 'gate.html'), '<meta content="__CSP_NONCE__">');
  writeFileSync(path.join(folder, 'desk.html'), '<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>');
  writeFileSync(path.join(folder, 'assets/desk-Ab_d-234.js'), 'desk');
  writeFileSync(path.join(folder, 'assets/zxing_reader-AbCd1234.wasm'), 'wasm');
  writeFileSync(path.join(folder, 'assets/icon.svg'), '<svg/>');
  writeFileSync(path.join(folder, 'assets/desk-AbCd1234.js.map'), '{}');
  const assets = await loadAssets(folder);
  temporary[Symbol.dispose]();
  return assets;
}

test('files are served from memory with their type; a name with a hash is kept by browsers for good', async () => {
  const assets = await openAssets();
  expect(assets.file('/assets/desk-Ab_d-234.js')).toMatchObject({
    body: Buffer.from('desk'),
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
  expect(assets.file('/assets/zxing_reader-AbCd1234.wasm')?.headers['content-type']).toBe('application/wasm');
  expect(assets.file('/assets/icon.svg')?.headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'cache-control': 'no-cache',
  });
});

test.each([
  '/',
  '/desk.html',
  '/assets/desk-AbCd1234.js.map',
  '/../epass.db',
  '/..%2fkey.json',
  '/%2e%2e/key.json',
  '/..%252fkey.json',
  '/..\\key.json',
  '/assets/..%5c..%5ckey.json',
  '/assets/../../key.json',
  '/assets/icon.svg%00.json',
  '/assets/icon.svg\0',
  '//assets/icon.svg',
  '/assets//icon.svg',
  '/ASSETS/icon.svg',
  '/%',
  '/%E0%A4%A',
  'assets/icon.svg',
  '/__proto__',
  '/constructor',
])('nothing but a file of the desk can be had: %s', async (pathname) => {
  expect((await openAssets()).file(pathname)).toBeNull();
});

test('each page has a nonce of its own, in its policy and in its text', async () => {
  const assets = await openAssets();
  const nonces = [assets.page('desk'), assets.page('desk')].map(({ headers, body }) => {
    const nonce = /'nonce-([\w-]{22})'/.exec(headers['content-security-policy'] ?? '')?.[1] ?? 'none';
    expect(body.toString()).toBe(`<meta content="${nonce}"><style nonce="${nonce}"></style>`);
    return nonce;
  });
  expect(nonces[0]).not.toBe(nonces[1]);
});

test('a page may load only its own scripts, styles and data, and may not be framed', async () => {
  const { headers } = (await openAssets()).page('desk');
  const policy = (headers['content-security-policy'] ?? '').replace(/'nonce-[\w-]+'/, "'nonce'");
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'nonce'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ]);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=(self)'),
  });
  expect(headers).not.toHaveProperty('strict-transport-security');
});

test.each([
  ['/preview/0b9d5a3f-1c53-4d0a-9b43-3f6f0b7f9a11', true],
  ['/dashboard', true],
  ['/preview/', false],
  ['/preview/a/b', false],
  ['/preview/..%2f', false],
  ['/dashboard/', false],
  ['/Dashboard', false],
  ['/constructor', false],
])('whether %s is a page of the desk: %s', (pathname, isPage) => {
  expect(isDeskPage(pathname)).toBe(isPage);
});
