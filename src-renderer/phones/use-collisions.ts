import type { Collision } from '../../src-shared/contract/scans';
import { useQueryOperation } from '../api/use-operation';

/** The person may still be in sight. */
const REFRESH_MS = 2_000;
const NONE: readonly Collision[] = [];

export interface CollisionsQuery {
  readonly all: readonly Collision[];
  /** Those that nobody has decided about. */
  readonly waiting: readonly Collision[];
  readonly refresh: () => Promise<unknown>;
}

/** Passes that were let in by mistake, kept up to date. */
export function useCollisions(): CollisionsQuery {
  const { data = NONE, refetch } = useQueryOperation('scans.collisions', {}, { refetchInterval: REFRESH_MS });
  return { all: data, waiting: data.filter(({ settled }) => settled === null), refresh: refetch };
}
