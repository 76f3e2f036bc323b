import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { RefusedError } from './refused-error';

/**
 * Keeps saying why there is no answer while it is asked for again. The query itself forgets that with each asking, and a
 * page would go back and forth between its trouble and a picture of loading.
 */
export function useSteadyError<T>(result: UseQueryResult<T, RefusedError>): UseQueryResult<T, RefusedError> {
  const [last, setLast] = useState<RefusedError | null>(null);
  if (result.error !== null && result.error !== last) setLast(result.error);
  const isAskedAgain = result.data === undefined && result.isFetching && result.errorUpdateCount > 0;
  const error = result.error ?? (isAskedAgain ? last : null);
  // Not copied: a copy would read every part of the result, and the page would be drawn anew for each that changes.
  return Object.create(result, { error: { value: error, enumerable: true } }) as typeof result;
}
