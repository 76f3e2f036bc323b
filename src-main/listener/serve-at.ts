import type { HttpsServer } from '../transports/routing';

/** What TLS shows and proves itself with; spread into the options of a server. */
export type TlsIdentity =
  | {
      /** PEM: the certificate first, then those that lead to its authority. */
      readonly cert: string;
      /** PEM, PKCS #8, not encrypted. */
      readonly key: string;
    }
  | { readonly pfx: Buffer; readonly passphrase: string };

/** What a phone of the venue takes in to trust this office's authority. */
export interface AuthorityFiles {
  /** PEM, for Android and computers; type `application/x-x509-ca-cert`. */
  readonly crt: string;
  /** For iPhones; type `application/x-apple-aspen-config`. */
  readonly mobileconfig: string;
}

/** Where and as what phones are served. Decided by the listener, which starts a new server whenever it changes. */
export interface ServeAt {
  /** The one IPv4 address to bind to. */
  readonly address: string;
  readonly port: number;
  /** Host names and addresses, without port, by which phones may call this server. The address is the first of them. */
  readonly names: readonly string[];
  readonly identity: TlsIdentity;
  /** Whether the whole desk is offered to staff in a browser elsewhere. */
  readonly desks: boolean;
  /** Null unless the certificate is signed by the authority of this office. */
  readonly authority: AuthorityFiles | null;
}

/**
 * Starts serving phones; settles once it listens.
 * @throws what `listen` throws, such as EADDRINUSE, EADDRNOTAVAIL and EACCES
 */
export type Serve = (at: ServeAt) => Promise<HttpsServer>;

/** AEAD only, for the kinds of key that a venue's certificate may have; TLS 1.3 brings its own. */
const CIPHERS = ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305'];
export const TLS_RULES = {
  minVersion: 'TLSv1.2',
  ciphers: ['ECDSA', 'RSA'].flatMap((kind) => CIPHERS.map((cipher) => `ECDHE-${kind}-${cipher}`)).join(':'),
} as const;
