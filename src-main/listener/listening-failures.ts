import type { ListenerFailure } from '../../src-shared/contract/listener';

const FAILURES: Readonly<Record<string, ListenerFailure>> = {
  EADDRINUSE: 'port-in-use',
  EADDRNOTAVAIL: 'network-gone',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
};

/** Why a server does not listen; null for what nobody foresaw. */
export function failureOf(error: unknown): ListenerFailure | null {
  const { code } = factsOf(error);
  return FAILURES[code] ?? (/^ERR_(SSL|OSSL|TLS)/.test(code) ? 'certificate-unusable' : null);
}

/** What of an error may stand in the log. */
export function factsOf(error: unknown): { name: string; code: string } {
  if (!(error instanceof Error)) return { name: typeof error, code: '' };
  return { name: error.name, code: 'code' in error ? String(error.code) : '' };
}
