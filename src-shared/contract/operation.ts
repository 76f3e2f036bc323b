import type { z } from 'zod';

/** What a staff account may be. Gate staff scan; sellers also sell and look up; administrators do everything. */
export const ROLES = ['administrator', 'seller', 'gate'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Everybody who can call an operation. A `visitor` has not signed in. An `invited` person has signed in with a one-time
 * password and can only replace it. A `locked` session is one that was idle for too long and waits for its password.
 * A `device` is a phone that the desk has accepted; an `applicant` is one that waits for that. A `paused` phone waits
 * until the account of the person who answers for it is enabled again, and a `revoked` one was a device for the last
 * time: it hears `device-revoked` on everything but joining anew. A `rescuer` sits at the desk's own window where there
 * is no event yet, or where it cannot be opened: whoever is there may bring a backup back.
 */
export type CallerRole =
  | Role
  | 'visitor'
  | 'invited'
  | 'locked'
  | 'device'
  | 'applicant'
  | 'paused'
  | 'revoked'
  | 'rescuer';
export const CALLER_ROLES = [
  ...ROLES,
  'visitor',
  'invited',
  'locked',
  'device',
  'applicant',
  'paused',
  'revoked',
  'rescuer',
] as const satisfies readonly CallerRole[];

/** Everybody at a desk. */
export const EVERYBODY = [...ROLES, 'visitor', 'invited', 'locked', 'rescuer'] as const satisfies readonly CallerRole[];
export const STAFF = ['administrator', 'seller', 'gate'] as const satisfies readonly CallerRole[];
export const DESK = ['administrator', 'seller'] as const satisfies readonly CallerRole[];
export const ADMINISTRATOR = ['administrator'] as const satisfies readonly CallerRole[];

/** Who may bring a backup back. */
export const RESCUE = ['administrator', 'rescuer'] as const satisfies readonly CallerRole[];

/** What a paired phone may call, and nothing else. */
export const DEVICE = ['device'] as const satisfies readonly CallerRole[];
/** Every phone that may ask how it stands: all but revoked ones. */
export const PHONES = ['visitor', 'applicant', 'device', 'paused'] as const satisfies readonly CallerRole[];

/** The ways into the office. `ipc` is the desk's own window, `https` a desk in a browser, `gate` a phone. */
export const TRANSPORTS = ['ipc', 'https', 'gate'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Closed: a new code does not compile until it has words for people and a status for HTTP. */
export const ERROR_CODES = [
  'unknown-operation',
  'forbidden',
  'not-signed-in',
  'session-locked',
  'invalid-input',
  'not-found',
  'conflict',
  'duplicate-holder',
  'wrong-credentials',
  'too-many-attempts',
  'wrong-passphrase',
  'keys-locked',
  'keys-missing',
  'already-set-up',
  'printer-failed',
  'storage-failed',
  'disk-full',
  'backup-unusable',
  'store-shared',
  'store-in-use',
  'phones-off',
  'invitation-over',
  'device-revoked',
  'unreachable',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What can be wrong with one field; the words for each are in the translation files. */
export const FIELD_PROBLEMS = [
  'required',
  'invalid',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'starts-like-a-formula',
  'phone-invalid',
  'reference-used',
  'not-on-sale',
  'sold-out',
  'in-use',
  'taken',
  'password-common',
  'password-same',
  'last-administrator',
  'set-up-code-wrong',
  'certificate-unreadable',
  'certificate-passphrase',
  'certificate-key-missing',
  'certificate-key-mismatch',
  'certificate-expired',
  'certificate-weak',
  'folder-missing',
  'folder-not-writable',
  'store-address',
  'store-away',
  'store-refuses',
  'store-certificate',
  'store-foreign',
  'store-newer',
  'store-taken',
  'store-empty',
  'store-other-event',
  'store-fixed',
] as const;
export type FieldProblem = (typeof FIELD_PROBLEMS)[number];
export type FieldProblems = Readonly<Record<string, FieldProblem>>;

export interface Refusal {
  readonly ok: false;
  readonly code: ErrorCode;
  /** Dotted path of a field in the input -> what is wrong with it. Only with `invalid-input`. */
  readonly fields?: FieldProblems;
  /** The pass that already exists. Only with `duplicate-holder`. */
  readonly passId?: string;
  /** Whole seconds until another try is allowed. Only with `too-many-attempts`. */
  readonly retryAfterSeconds?: number;
  /** Names the log line of an unexpected error. Only with `internal` and `storage-failed`. */
  readonly reference?: string;
}
export type Reply<T> = { readonly ok: true; readonly value: T } | Refusal;

export interface Operation {
  readonly roles: readonly CallerRole[];
  /**
   * Present on what only one transport offers: printers and windows on `ipc`, everything that phones may do on `gate`.
   * Without it, an operation is for desks and no phone reaches it.
   */
  readonly only?: Transport;
  /** Pages ask for it by themselves, so it does not keep an idle session from locking. */
  readonly passive?: true;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}
export type Contract = Readonly<Record<string, Operation>>;

/** What the pages see: every operation, asynchronous, never throwing. */
export type Client<C extends Contract> = {
  readonly [K in keyof C]: (input: z.input<C[K]['input']>) => Promise<Reply<z.output<C[K]['output']>>>;
};

/** What the main process writes: plain functions over parsed input. */
export type Handlers<C extends Contract, Caller> = {
  readonly [K in keyof C]: (
    input: z.output<C[K]['input']>,
    caller: Caller,
  ) => z.input<C[K]['output']> | Promise<z.input<C[K]['output']>>;
};

export type Input<O extends Operation> = z.output<O['input']>;
export type Output<O extends Operation> = z.output<O['output']>;
