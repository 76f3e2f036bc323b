import type { ErrorCode, Reply } from '../../src-shared/contract/operation';

/** Exhaustive on purpose: a new error code does not compile until it has a status. */
const STATUSES = {
  'unknown-operation': 404,
  forbidden: 403,
  'not-signed-in': 401,
  'session-locked': 423,
  'invalid-input': 400,
  'not-found': 404,
  conflict: 409,
  'duplicate-holder': 409,
  'wrong-credentials': 401,
  'too-many-attempts': 429,
  'wrong-passphrase': 422,
  'keys-locked': 409,
  'keys-missing': 409,
  'already-set-up': 409,
  'printer-failed': 502,
  'storage-failed': 503,
  'disk-full': 507,
  'backup-unusable': 422,
  'store-shared': 409,
  'store-in-use': 409,
  'phones-off': 409,
  'invitation-over': 410,
  'device-revoked': 403,
  unreachable: 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

export function statusOf(reply: Reply<unknown>): number {
  return reply.ok ? 200 : STATUSES[reply.code];
}
