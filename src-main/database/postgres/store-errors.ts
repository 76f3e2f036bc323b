/** The store that desks share cannot be reached, or has broken off. What was under way may or may not have been kept. */
export class StoreAwayError extends Error {
  override readonly name = 'StoreAwayError';
  /** As errors of a disk have one. */
  readonly code = 'STORE_AWAY';

  constructor(cause: unknown) {
    super('the store is out of reach', { cause });
  }
}

/**
 * The store is no longer one for this desk: a newer version of this application has brought it up to date (`newer`), or
 * its event was brought back to a file (`left`).
 */
export class StoreOverError extends Error {
  override readonly name = 'StoreOverError';
  readonly code = 'STORE_OVER';
  readonly reason: StoreOver;

  constructor(reason: StoreOver) {
    super(`the store is over for this desk: ${reason}`);
    this.reason = reason;
  }
}
export type StoreOver = 'newer' | 'left';

/** Of the network, as Node names them. */
const OF_NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|ERR_SOCKET|ERR_STREAM)/;
const OF_SILENCE = /^(ETIMEDOUT|EHOST|ENET)/;
/**
 * Of PostgreSQL (its manual, appendix A): connection exceptions, too many connections, shutting down, crashed, not
 * ready yet, and a session that was ended because it sat in a transaction.
 */
const OF_SERVER = /^(08...|53300|57P0[1-5]|25P0[34])$/;
/** What pg throws without a code. */
const OF_CLIENT =
  /^(Connection terminated|Query read timeout|timeout e|Client (has encountered a connection error|was closed))/;

/** Whether a client says that its connection is gone, or could not be made. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== '') return OF_NETWORK.test(code) || OF_SERVER.test(code);
  // Of several addresses that were tried, all refused.
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  return error instanceof Error && OF_CLIENT.test(error.message);
}

/** Whether nothing came back at all, where a server that is stopped would have refused. */
export function isSilence(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== '') return OF_SILENCE.test(code);
  return error instanceof Error && OF_CLIENT.test(error.message) && error.message.includes('timeout');
}

export function isAway(error: unknown): boolean {
  return error instanceof StoreAwayError;
}

/** Two stood in each other's way, and this one was rolled back: serialisation failure, deadlock, a lock not had in time. */
export function isPassing(error: unknown): boolean {
  return /^(40001|40P01|55P03)$/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
