import {
  keepPreviousData,
  type QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import type { OperationName } from '../../src-shared/contract/contract';
import type { Refusal, Reply } from '../../src-shared/contract/operation';
import { type Api, retryOf, useApi } from './api-provider';
import { comeBack } from './come-back';
import type { InputOf, OutputOf, ReadName } from './operations';
import { RefusedError } from './refused-error';
import { useSteadyError } from './use-steady-error';

interface QueryOptions {
  /** Milliseconds between askings while the page is shown. */
  readonly refetchInterval?: number;
  readonly enabled?: boolean;
  /** Shows the last answer until the next one is there, so that a table does not flicker from page to page. */
  readonly keepPrevious?: boolean;
}

/**
 * Asks the office for something and keeps the answer fresh. While the office is out of reach it goes on asking, so that
 * the page comes back by itself.
 * `data` is the answer, `error?.refusal` why there is none (hand it to `RefusalAlert`).
 * A session that ended or locked is dealt with above the page, which keeps all that was typed.
 */
export function useQueryOperation<K extends ReadName>(
  name: K,
  input: InputOf<K>,
  options: QueryOptions = {},
): UseQueryResult<OutputOf<K>, RefusedError> {
  const api = useApi();
  const queries = useQueryClient();
  const result = useQuery<OutputOf<K>, RefusedError>({
    queryKey: [name, input],
    queryFn: () => askOnce(api, queries, name, input),
    retry: retryOf(name),
    enabled: options.enabled ?? true,
    refetchInterval: comeBack(name, options.refetchInterval),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
  return useSteadyError(result);
}

interface MutationOptions {
  /** Which answers are asked for again afterwards; all of them unless said otherwise. */
  readonly refresh?: readonly ReadName[];
}

interface MutationOperation<K extends OperationName> {
  /** Never rejects. */
  readonly run: (input: InputOf<K>) => Promise<Reply<OutputOf<K>>>;
  readonly isPending: boolean;
  /** Why the last run was refused; null before, during and after one that went well. */
  readonly refusal: Refusal | null;
  /** Forgets the last run. */
  readonly reset: () => void;
}

/** Tells the office to do something. `const reply = await sell.run(…); if (!reply.ok) applyProblems(form, reply);` */
export function useMutationOperation<K extends OperationName>(
  name: K,
  options: MutationOptions = {},
): MutationOperation<K> {
  const api = useApi();
  const queries = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation<OutputOf<K>, RefusedError, InputOf<K>>({
    mutationFn: (input) => askOnce(api, queries, name, input),
    retry: retryOf(name),
  });

  const refresh = options.refresh?.join();
  const run = useCallback(
    async (input: InputOf<K>): Promise<Reply<OutputOf<K>>> => {
      try {
        const value = await mutateAsync(input);
        const names = refresh?.split(',');
        void queries.invalidateQueries({ predicate: ({ queryKey }) => !names || names.includes(String(queryKey[0])) });
        return { ok: true, value };
      } catch (error) {
        if (error instanceof RefusedError) return error.refusal;
        throw error;
      }
    },
    [mutateAsync, queries, refresh],
  );
  return { run, isPending, refusal: isPending ? null : (error?.refusal ?? null), reset };
}

/** For a query of its own kind; throws `RefusedError`. Pages otherwise use the two above. */
export async function askOnce<K extends OperationName>(
  api: Api,
  queries: QueryClient,
  name: K,
  input: InputOf<K>,
): Promise<OutputOf<K>> {
  // The contract ties input and answer to the name; TypeScript cannot follow that through a name that is a variable.
  const operation = api[name] as (input: InputOf<K>) => Promise<Reply<OutputOf<K>>>;
  const reply = await operation(input);
  if (reply.ok) return reply.value;
  noteEndOfSession(queries, reply);
  throw new RefusedError(reply);
}

/** What every page reads its session from learns it at once, not only when it next asks. */
export function noteEndOfSession(queries: QueryClient, refusal: Refusal): void {
  if (refusal.code !== 'not-signed-in' && refusal.code !== 'session-locked') return;
  queries.setQueryData<OutputOf<'office.status'>>(STATUS_KEY, (status) => {
    if (!status?.session) return status;
    const session = refusal.code === 'not-signed-in' ? null : ({ ...status.session, state: 'locked' } as const);
    return { ...status, session };
  });
}

export const STATUS_KEY = ['office.status', {}] as const;
