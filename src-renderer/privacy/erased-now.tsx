import { Alert } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../api/operations';
import { useFormat } from '../format/use-format';

export type Erased = OutputOf<'privacy.erase'>;

/** What was done, and what still has the names for a while. */
export function ErasedNow({ erased: { erased, backupsUntil } }: { readonly erased: Erased }) {
  const { t } = useTranslation('privacy');
  const { dateTime } = useFormat();
  if (erased === 0) return <Alert role="status">{t('erasedNow.nothing')}</Alert>;
  return (
    <Alert
      role="status"
      color="green"
      icon={<IconCircleCheck aria-hidden />}
      title={t('erasedNow.title', { count: erased })}
    >
      {backupsUntil === null ? t('erasedNow.noBackups') : t('erasedNow.backups', { when: dateTime(backupsUntil) })}
    </Alert>
  );
}
