import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { retryOf, useApi } from '../api/api-provider';
import { comeBack } from '../api/come-back';
import type { OutputOf } from '../api/operations';
import type { RefusedError } from '../api/refused-error';
import { askOnce } from '../api/use-operation';
import { useSteadyError } from '../api/use-steady-error';
import type { PassesView } from './passes-view';

export const PAGE_SIZE = 50;
/** Milliseconds between two askings. */
const REFRESH = 3_000;

export type FoundPasses = OutputOf<'passes.search'>;

/**
 * One page of the passes, kept fresh by itself. The page before stays until the next one is there, which is asked for
 * from where that one begins.
 */
export function useFoundPasses(view: PassesView): UseQueryResult<FoundPasses, RefusedError> {
  const api = useApi();
  const queries = useQueryClient();
  const input = { ...view, pageSize: PAGE_SIZE };
  const queryKey = ['passes.search', input];
  const { page, ...rest } = view;
  const list = JSON.stringify(rest);
  const shown = useRef<{ readonly list: string; readonly page: number; readonly passId: string }>(null);
  const result = useQuery<FoundPasses, RefusedError>({
    queryKey,
    queryFn: async () => {
      // Only the first asking is somebody's doing. A list that refreshes itself must not keep a left desk unlocked.
      const isFirst = queries.getQueryData(queryKey) === undefined;
      const before = shown.current;
      const isNear = page > 0 && before?.list === list;
      const near = isNear ? { page: before.page, passId: before.passId } : null;
      const found = await askOnce(api, queries, isFirst ? 'passes.search' : 'passes.watch', {
        ...input,
        ...(near && { near }),
      });
      const [first] = found.passes;
      shown.current = first ? { list, page, passId: first.passId } : null;
      return found;
    },
    retry: retryOf('passes.search'),
    refetchInterval: comeBack('passes.watch', REFRESH),
    placeholderData: keepPreviousData,
  });
  return useSteadyError(result);
}
