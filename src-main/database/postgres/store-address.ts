import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';

/** Where a store is, as it was typed or set, cannot be used; the message is for the person who did. */
export class StoreAddressError extends Error {
  override readonly name = 'StoreAddressError';
}

/** Of where a store is, what may be shown and logged: never the password. */
export interface StoreName {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Whether what goes over the network is encrypted, and by a server whose certificate was checked. */
  readonly encrypted: boolean;
  /** The server is this computer: nothing goes over the network. */
  readonly isLocal: boolean;
}

export interface StoreAddress {
  readonly name: StoreName;
  readonly config: ClientConfig;
}

const DEFAULT_PORT = 5432;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/**
 * Reads `postgres://user:password@host:port/database`, with `?sslrootcert=FILE` for the certificate of the authority that
 * the server's comes from, `?host=FOLDER` for a socket of this computer, and `?sslmode=disable` for a network that needs
 * no encryption. Over a network, certificates are always checked unless it is switched off: an encrypted line to whoever
 * answers is worth nothing.
 * @throws StoreAddressError
 */
export function parseStoreAddress(text: string): StoreAddress {
  const url = parseUrl(text.trim());
  const socket = url.searchParams.get('host');
  const host = socket ?? decodeURIComponent(url.hostname);
  const database = decodeURIComponent(url.pathname.slice(1));
  const user = decodeURIComponent(url.username);
  if (host === '') throw new StoreAddressError('The address names no computer.');
  if (database === '') throw new StoreAddressError('The address names no database, such as …/epass at its end.');
  if (user === '') throw new StoreAddressError('The address names no user, such as postgres://epass:password@….');

  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const isLocal = socket !== null || LOOPBACK.test(host);
  const ssl = sslOf(url, isLocal);
  const password = url.password === '' ? undefined : decodeURIComponent(url.password);
  return {
    name: { host, port, database, user, encrypted: ssl !== false, isLocal },
    config: { host: host.replace(/^\[|\]$/g, ''), port, database, user, password, ssl },
  };
}

function parseUrl(text: string): URL {
  // A bracketed or unusual host is left to the URL's own rules; `postgres:` alone would give it none.
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new StoreAddressError('An address begins with postgres:// and goes on with user:password@computer/database.');
  }
  return url;
}

function sslOf(url: URL, isThisComputer: boolean): ClientConfig['ssl'] {
  const mode = url.searchParams.get('sslmode');
  const file = url.searchParams.get('sslrootcert');
  if (mode === 'disable' || (isThisComputer && mode === null && file === null)) return false;
  return { rejectUnauthorized: true, ...(file === null ? {} : { ca: readAuthority(file) }) };
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StoreAddressError(`The certificate ${file} cannot be read.`);
  }
}
