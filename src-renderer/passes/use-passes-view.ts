import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { PassFilter, PassSort } from '../../src-shared/contract/passes';
import { type PassesView, readView, writeView } from './passes-view';

export interface ViewControl {
  readonly view: PassesView;
  /**
   * Changes some filters and begins at the first page; undefined takes one off.
   * @param options `typed`: for what changes letter by letter, where Back should not go letter by letter too
   */
  filterBy(
    change: { readonly [K in keyof PassFilter]?: PassFilter[K] | undefined },
    options?: { readonly typed: boolean },
  ): void;
  clearFilters(): void;
  sortBy(sort: PassSort, descending: boolean): void;
  /**
   * @param page counts from 0
   * @param options `correcting`: Back should not lead to where one was
   */
  goTo(page: number, options?: { readonly correcting: boolean }): void;
}

/** The view that the address names, and how to change it. */
export function useViewControl(): ViewControl {
  const query = useSearch();
  const [path, navigate] = useLocation();
  const view = useMemo(() => readView(query), [query]);

  return useMemo(() => {
    function change(part: Partial<PassesView>, replace = false): void {
      const before = window.location.search.slice(1);
      const after = writeView({ ...readView(before), page: 0, ...part });
      if (after !== before) navigate(after === '' ? path : `${path}?${after}`, { replace });
    }
    return {
      view,
      filterBy: (filter, options) =>
        change({ filter: { ...readView(window.location.search).filter, ...filter } as PassFilter }, options?.typed),
      clearFilters: () => change({ filter: {} }),
      sortBy: (sort, descending) => change({ sort, descending }),
      goTo: (page, options) => change({ page }, options?.correcting),
    };
  }, [view, path, navigate]);
}
