import { useEffect } from 'react';
import { type FoundPasses, PAGE_SIZE } from './use-found-passes';
import type { ViewControl } from './use-passes-view';

/** An address can name a page that there is not, or not any more; then the last one is shown. */
export function useLastPage(found: FoundPasses | undefined, control: ViewControl): void {
  const isBeyond = found !== undefined && found.passes.length === 0 && found.total > 0;
  const last = Math.ceil((found?.total ?? 0) / PAGE_SIZE) - 1;
  useEffect(() => {
    if (isBeyond) control.goTo(last, { correcting: true });
  }, [isBeyond, last, control]);
}
