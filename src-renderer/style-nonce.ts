/** The value that lets a style element of ours past the content security policy. Empty where a page was served without one. */
export function readStyleNonce(): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  return nonce === '__CSP_NONCE__' ? '' : nonce;
}

/** Mantine's dialogs hold the page behind them still with a style element whose nonce is looked up under this name. */
export function shareStyleNonce(nonce: string): void {
  Object.assign(window, { __webpack_nonce__: nonce });
}
