import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Connection } from '../caller';
import { browserName } from './browser-name';

/** The prefix makes browsers insist on Secure, on Path=/ and on no Domain. */
const NAME = '__Host-epass-gate';
/** Longer than any event: how long a phone is one of the gate's, the office decides. */
const MAX_AGE_SECONDS = 30 * 24 * 60 * 60;
const ATTRIBUTES = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;
/** A token is less than half as long. */
const LONGEST = 200;

/**
 * The phone behind a request. Its cookie is the token itself and not signed under a key of this process, because it has
 * to survive a restart; what it is worth, the office finds out.
 */
export function phoneOf(request: FastifyRequest, reply: FastifyReply): Connection {
  let token = tokenOf(request);
  return {
    transport: 'gate',
    desk: browserName(request.headers['user-agent']),
    source: request.ip,
    get sessionId() {
      return token;
    },
    attach(next) {
      if (next !== null) reply.setCookie(NAME, next, { ...ATTRIBUTES, maxAge: MAX_AGE_SECONDS });
      else if (token !== null) reply.clearCookie(NAME, ATTRIBUTES);
      token = next;
    },
  };
}

/** What the request shows; null for nothing, and for what cannot be one of ours. */
export function tokenOf(request: FastifyRequest): string | null {
  const cookie = request.cookies[NAME];
  return cookie === undefined || cookie === '' || cookie.length > LONGEST ? null : cookie;
}
