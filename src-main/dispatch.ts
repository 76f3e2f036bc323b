import type { z } from 'zod';
import {
  type Contract,
  type ErrorCode,
  FIELD_PROBLEMS,
  type FieldProblem,
  type Handlers,
  type Operation,
  type Refusal,
  type Reply,
  type Transport,
} from '../src-shared/contract/operation';
import type { Caller, Connection } from './caller';
import { ExpectedError } from './expected-error';

/** Never throws and never rejects: whatever happens becomes a reply. */
export type Dispatch = (name: string, input: unknown, connection: Connection) => Promise<Reply<unknown>>;

interface DispatchOptions<C extends Contract> {
  readonly contract: C;
  readonly handlers: Handlers<C, Caller>;
  /** Finds the session behind a connection. `active` is false for what a page does by itself. */
  readonly callerOf: (connection: Connection, active: boolean) => Caller;
  /** Writes the cause down and gives the reference under which it can be found. */
  readonly reportBug: (operation: string, error: unknown) => string;
  /**
   * Hears of every call once it is answered.
   * @param name of the contract; null for one that is not in it
   */
  readonly observe?: (name: string | null, outcome: 'ok' | ErrorCode, milliseconds: number) => void;
}

/** The one way in: look up, authorise, parse, call, parse the answer, map the error. */
export function createDispatch<C extends Contract>(options: DispatchOptions<C>): Dispatch {
  const { contract, handlers, callerOf, reportBug, observe } = options;

  return async (name, input, connection) => {
    const operation: Operation | undefined = Object.hasOwn(contract, name) ? contract[name] : undefined;
    const startedAt = performance.now();
    const reply = await answer(name, operation, input, connection);
    observe?.(operation ? name : null, reply.ok ? 'ok' : reply.code, performance.now() - startedAt);
    return reply;
  };

  async function answer(
    name: string,
    operation: Operation | undefined,
    rawInput: unknown,
    connection: Connection,
  ): Promise<Reply<unknown>> {
    if (!operation || !isOfferedBy(connection.transport, operation)) {
      return { ok: false, code: 'unknown-operation' };
    }
    try {
      const caller = callerOf(connection, !operation.passive);
      if (!operation.roles.includes(caller.role)) return { ok: false, code: refusalOf(caller) };

      const input = operation.input.safeParse(rawInput);
      if (!input.success) return { ok: false, code: 'invalid-input', fields: problemsOf(input.error.issues) };

      const handler: (input: unknown, caller: Caller) => unknown = handlers[name as keyof C] as never;
      return { ok: true, value: operation.output.parse(await handler(input.data, caller)) };
    } catch (error) {
      if (error instanceof ExpectedError) return { ok: false, code: error.code, ...error.details };
      return {
        ok: false,
        code: isStorageFailure(error) ? 'storage-failed' : 'internal',
        reference: reportBug(name, error),
      };
    }
  }
}

/** Phones reach what is declared for them alone; everything else is for desks, unless it is for one kind of desk. */
function isOfferedBy(transport: Transport, { only }: Operation): boolean {
  return only === undefined ? transport !== 'gate' : only === transport;
}

function refusalOf(caller: Caller): Refusal['code'] {
  if (['visitor', 'applicant', 'rescuer'].includes(caller.role)) return 'not-signed-in';
  if (caller.role === 'revoked') return 'device-revoked';
  return caller.role === 'locked' ? 'session-locked' : 'forbidden';
}

/** The first problem of each field; messages in the contract's schemas are field problems by name. */
function problemsOf(issues: readonly z.core.$ZodIssue[]): Record<string, FieldProblem> {
  const problems: Record<string, FieldProblem> = {};
  for (const issue of issues) problems[issue.path.join('.')] ??= problemOf(issue);
  return problems;
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  const named = FIELD_PROBLEMS.find((problem) => problem === issue.message);
  if (named) return named;
  return issue.code === 'invalid_type' && issue.input === undefined ? 'required' : 'invalid';
}

/** The disk or the store, not the request, is at fault: full, read-only, gone, damaged or out of reach. */
function isStorageFailure(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN)|ENOSPC|EIO|EROFS|STORE_|53|58|25006$|55P03$)/.test(
    code,
  );
}
