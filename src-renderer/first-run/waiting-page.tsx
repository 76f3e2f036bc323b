import { Button } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/use-session';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { showRefusal } from '../ui/show-refusal';
import { FirstRunFrame } from './first-run-frame';

/** For somebody who may not complete the set-up. */
export function WaitingPage() {
  const { t } = useTranslation('firstRun');
  const session = useSession();
  return (
    <FirstRunFrame>
      <PageHeader title={t('administratorOnly.title')} />
      <EmptyState
        icon={<IconHourglass size={36} />}
        title={t('administratorOnly.title')}
        action={
          <Button onClick={() => void session.signOut().then(showRefusal)}>{t('administratorOnly.signOut')}</Button>
        }
      >
        {t('administratorOnly.body')}
      </EmptyState>
    </FirstRunFrame>
  );
}
