import { createHmac, generateKeySync, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Connection } from '../caller';
import { browserName } from './browser-name';

/** The prefix makes browsers insist on Secure, on Path=/ and on no Domain. */
const NAME = '__Host-epass';
const ATTRIBUTES = { path: '/', secure: true, httpOnly: true, sameSite: 'strict', signed: true } as const;

/**
 * Signs cookies under a key that no one keeps: sessions end with the process anyway. The key is made once as a
 * KeyObject, which is five times faster than to hand the secret over at each request.
 */
export function createCookieSigner() {
  const key = generateKeySync('hmac', { length: 256 });
  const tagOf = (value: string) => createHmac('sha256', key).update(value).digest();
  return {
    sign: (value: string) => `${value}.${tagOf(value).toString('base64url')}`,
    unsign(signed: string) {
      const at = signed.lastIndexOf('.');
      const value = signed.slice(0, Math.max(at, 0));
      const tag = Buffer.from(signed.slice(at + 1), 'base64url');
      const expected = tagOf(value);
      const valid = at > 0 && tag.length === expected.length && timingSafeEqual(tag, expected);
      return valid ? ({ valid, renew: false, value } as const) : ({ valid: false, renew: false, value: null } as const);
    },
  };
}

/** The browser behind a request. What it calls itself goes no further than the name of a system. */
export function connectionOf(request: FastifyRequest, reply: FastifyReply): Connection {
  const cookie = request.cookies[NAME];
  let sessionId = cookie === undefined ? null : request.unsignCookie(cookie).value;
  return {
    transport: 'https',
    desk: browserName(request.headers['user-agent']),
    source: request.ip,
    get sessionId() {
      return sessionId;
    },
    attach(next) {
      if (next !== null) reply.setCookie(NAME, next, ATTRIBUTES);
      else if (sessionId !== null) reply.clearCookie(NAME, ATTRIBUTES);
      sessionId = next;
    },
  };
}
