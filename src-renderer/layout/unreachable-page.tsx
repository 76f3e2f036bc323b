import { Center } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state';

/** Before the office has answered once. Its status is asked for again all the time, so there is nothing to press. */
export function UnreachablePage() {
  const { t } = useTranslation('layout');
  return (
    <Center mih="100dvh" component="main">
      <EmptyState icon={<IconPlugConnectedX size={36} />} title={t('unreachable.title')}>
        {t('unreachable.body')}
      </EmptyState>
    </Center>
  );
}
