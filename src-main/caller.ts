import type { OfficeContract } from '../src-shared/contract/contract';
import type { CallerRole, Handlers, Transport } from '../src-shared/contract/operation';

/** One window or one browser. A transport makes it for each message and remembers the session id for the next. */
export interface Connection {
  readonly transport: Transport;
  /** Where the person stands, for the scan log: the name of the desk, or of what their browser runs on. */
  readonly desk: string;
  /** Whom failed sign-ins are counted against: an address, or `window`. */
  readonly source: string;
  /** A secret of the transport and the office; pages never see it. For a phone, the token of the device. */
  readonly sessionId: string | null;
  /** Starts, replaces or (with null) ends this connection's session. */
  attach(sessionId: string | null): void;
}

/** Who is calling, found out by the office from the connection's session. */
export interface Caller {
  readonly role: CallerRole;
  /** Null for a visitor. For a device, the person who answers for it. */
  readonly username: string | null;
  /** The phone that calls; null at a desk. */
  readonly deviceId: string | null;
  readonly connection: Connection;
}

/** Handlers of some operations of the contract, by name. */
export type HandlersOf<K extends keyof OfficeContract> = Pick<Handlers<OfficeContract, Caller>, K>;

/** The phone behind a call that only devices may make. */
export function deviceOf(caller: Caller): string {
  if (caller.deviceId === null) throw new Error(`an operation for devices was reached by a ${caller.role}`);
  return caller.deviceId;
}

/** The username behind a call that only staff may make. */
export function usernameOf(caller: Caller): string {
  if (caller.username === null) throw new Error(`an operation for staff was reached by a ${caller.role}`);
  return caller.username;
}
