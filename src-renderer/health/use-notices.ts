import { useTranslation } from 'react-i18next';
import type { Notice } from '../../src-shared/contract/health';
import { useQueryOperation } from '../api/use-operation';
import { useBytes } from '../format/use-bytes';
import { useFormat } from '../format/use-format';

/** Milliseconds. Somebody who stands before a refused sale soon sees why. */
const EVERY = 4_000;

/** What everybody at a desk has to know now; empty until the office has said. */
export function useNotices(): readonly Notice[] | undefined {
  return useQueryOperation('health.notices', {}, { refetchInterval: EVERY }).data;
}

/** A notice in plain words: what is the matter, and what to do. */
export function useNoticeWords(): (notice: Notice) => { readonly title: string; readonly body: string } {
  const { t } = useTranslation('health');
  const bytes = useBytes();
  const { dateTime } = useFormat();
  return (notice) => {
    switch (notice.kind) {
      case 'disk-low':
      case 'disk-full':
        return {
          title: t(`notices.${notice.kind}.title`),
          body: t(`notices.${notice.kind}.body`, { free: bytes(notice.freeBytes) }),
        };
      case 'backup-failed':
        return {
          title: t('notices.backup-failed.title'),
          body: t(`notices.backup-failed.problems.${notice.problem}`, { since: dateTime(notice.since) }),
        };
      case 'clock-back':
        return {
          title: t('notices.clock-back.title'),
          body: t('notices.clock-back.body', { now: dateTime(notice.now), lastAt: dateTime(notice.lastAt) }),
        };
      case 'store-over':
        return {
          title: t(`notices.store-over.${notice.reason}.title`),
          body: t(`notices.store-over.${notice.reason}.body`),
        };
      case 'storage-failing':
      case 'store-away':
      case 'second-folder-away':
      case 'journal-behind':
        return {
          title: t(`notices.${notice.kind}.title`),
          body: t(`notices.${notice.kind}.body`, { since: dateTime(notice.since) }),
        };
    }
  };
}
