import { Button } from '@mantine/core';
import { IconLock, IconMapQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('notFound.title')} />
      <EmptyState
        icon={<IconMapQuestion size={36} />}
        title={t('notFound.next')}
        action={
          <Button component={Link} href="/">
            {t('notFound.action')}
          </Button>
        }
      >
        {t('notFound.body')}
      </EmptyState>
    </>
  );
}

export function NotAllowedPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('notAllowed.title')} />
      <EmptyState
        icon={<IconLock size={36} />}
        title={t('notAllowed.next')}
        action={
          <Button component={Link} href="/">
            {t('notFound.action')}
          </Button>
        }
      >
        {t('notAllowed.body')}
      </EmptyState>
    </>
  );
}
