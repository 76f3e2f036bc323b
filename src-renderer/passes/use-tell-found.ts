import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PassFilter } from '../../src-shared/contract/passes';
import { useAnnounce } from '../ui/live-region';
import type { FoundPasses } from './use-found-passes';

/** Tells screen readers what a search found, once for each search and not with every refresh. */
export function useTellFound(found: FoundPasses | null | undefined, filter: PassFilter): void {
  const { t } = useTranslation('passes');
  const announce = useAnnounce();
  const key = JSON.stringify(filter);
  const told = useRef(key);
  const total = found?.total;
  const isMore = found?.isMore === true;
  useEffect(() => {
    if (total === undefined || told.current === key) return;
    told.current = key;
    announce(t(isMore ? 'list.foundMore' : 'list.found', { count: total }));
  }, [total, isMore, key, announce, t]);
}
