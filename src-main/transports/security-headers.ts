/**
 * What every answer says about itself, whether a page, a file or JSON, and over whichever transport.
 * Never HSTS: after a change of the certificate it would leave a browser with no way on.
 */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const;

/** Everything that a browser could offer a page and the desk has no use for. The scanner needs the camera. */
const PERMISSIONS =
  'camera=(self), screen-wake-lock=(self), fullscreen=(self), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), payment=(), midi=(), publickey-credentials-get=()';

/** For JSON, redirects and refusals: nothing that could be shown or run. */
export const DATA_HEADERS: Readonly<Record<string, string>> = {
  ...ALWAYS,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

/** For the desk's page. @param nonce fresh for each answer; lets in the style elements of the component library */
export function pageHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    ...ALWAYS,
    'cache-control': 'no-store',
    'permissions-policy': PERMISSIONS,
    'content-security-policy': policy(`style-src 'self' 'nonce-${nonce}'`),
  };
}

/**
 * For what a page loads. The policy is the page's: a worker runs under that of its own file.
 * @param immutable the file's name holds a hash of its text, so that it never changes
 */
export function assetHeaders(immutable: boolean): Readonly<Record<string, string>> {
  return {
    ...ALWAYS,
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': policy("style-src 'self'"),
  };
}

function policy(styles: string): string {
  return [
    "default-src 'none'",
    // The decoder of the scanner is WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    styles,
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
  ].join('; ');
}
