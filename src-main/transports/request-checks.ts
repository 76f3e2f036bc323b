import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '../../src-shared/contract/operation';
import type { OwnAddresses } from './own-addresses';

/** Why a request is turned away before anybody looks at what it wants. */
export interface TurnedAway {
  readonly status: 400 | 403 | 405 | 415 | 421;
  readonly code: ErrorCode;
}

const FORBIDDEN: TurnedAway = { status: 403, code: 'forbidden' };
const WRONG_TYPE: TurnedAway = { status: 415, code: 'invalid-input' };
const WRONG_METHOD: TurnedAway = { status: 405, code: 'unknown-operation' };
const WRONG_TARGET: TurnedAway = { status: 400, code: 'invalid-input' };
const WRONG_HOST: TurnedAway = { status: 421, code: 'forbidden' };

/** For every request. Another name for this machine, which a hostile DNS answer could give, is not ours. */
export function checkRequest(request: IncomingMessage, own: OwnAddresses): TurnedAway | null {
  if (!request.url?.startsWith('/') || countHosts(request) > 1) return WRONG_TARGET;
  if (!own.has(request.headers.host ?? '')) return WRONG_HOST;
  if (request.method !== 'GET' && request.method !== 'POST') return WRONG_METHOD;
  // A link elsewhere may lead here; a page elsewhere may not load anything from here.
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  return isForeign && (request.method !== 'GET' || mode !== 'navigate') ? FORBIDDEN : null;
}

/** For calls of the desk's own page: nothing else can send this mixture. */
export function checkCall(request: IncomingMessage, own: OwnAddresses): TurnedAway | null {
  const { headers } = request;
  if (headers['content-type'] !== 'application/json') return WRONG_TYPE;
  if (headers.origin === undefined || headers.origin !== own.get(headers.host ?? '')) return FORBIDDEN;
  if (headers['sec-fetch-site'] !== undefined && headers['sec-fetch-site'] !== 'same-origin') return FORBIDDEN;
  return headers['x-box-office'] === '1' ? null : FORBIDDEN;
}

/**
 * For the seed's addresses, whose clients are also scripts and scanners that are no browser and send no Origin. A
 * browser gives itself away: it sends Origin with each POST and Sec-Fetch-* with each request over HTTPS, and
 * neither can be left out by a page. So without Origin, none of those may be there.
 */
export function checkSeedPost(request: IncomingMessage, own: OwnAddresses, type: string): TurnedAway | null {
  const { headers } = request;
  if (headers['content-type'] !== type) return WRONG_TYPE;
  if (headers.origin !== undefined) {
    return headers.origin === own.get(headers.host ?? '') && isSameOrigin(headers['sec-fetch-site']) ? null : FORBIDDEN;
  }
  return Object.keys(headers).some((name) => name.startsWith('sec-fetch-')) ? FORBIDDEN : null;
}

function isSameOrigin(site: string | string[] | undefined): boolean {
  return site === undefined || site === 'same-origin';
}

/** Node keeps the first of two and says nothing. */
function countHosts(request: IncomingMessage): number {
  const { rawHeaders } = request;
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === 'host') hosts += 1;
  }
  return hosts;
}
